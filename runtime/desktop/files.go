package desktop

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/internal/grant"
	"github.com/deskjs/deskjs/internal/payload"
	"github.com/deskjs/deskjs/runtime/desktop/window"
)

// givenFile is what the relay is told of a file, and matches with a File of the page's.
type givenFile struct {
	Name     string `json:"name"`
	Path     string `json:"path"`
	Size     int64  `json:"size"`
	Modified int64  `json:"modified"` // in milliseconds
}

// filesScript goes with the relay where the paths of files are known.
func filesScript(description payload.Window) string {
	if !window.FilePaths {
		return ""
	}
	script := ";\n" + bridge.FilesSource
	// A list that can't be read is logged elsewhere, and grants nothing.
	capabilities, err := grant.ParseCapabilities(description.Capabilities)
	if err == nil && capabilities.Allow(grant.NativeCapability+grant.PathForFile) {
		script += ";\n__deskjs.files.granted = true"
	}
	return script
}

// filesGiven tells the relay of files that somebody has given the page: the event by which the page gets them comes after it. UI thread.
func (h *host) filesGiven(w *appWindow, given window.Files) {
	if address := w.native.URL(); !strings.HasPrefix(address, appURL) || strings.HasPrefix(address, window.Origin+ownPrefix) {
		return // a page of the web, which has no relay, or one of the host's own
	}
	files := make([]givenFile, len(given.Paths))
	for i, path := range given.Paths {
		files[i] = givenFile{Name: filepath.Base(path), Path: path}
		if info, err := os.Stat(path); err == nil {
			files[i].Size, files[i].Modified = info.Size(), info.ModTime().UnixMilli()
		}
	}
	text, err := json.Marshal(files)
	if err != nil {
		return // names and numbers can be written
	}
	w.native.Evaluate("globalThis.__deskjs?.files?.given('" + given.Way + "', " + string(text) + ", '" + given.Mark + "')")
}
