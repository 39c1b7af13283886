package update

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"

	"github.com/deskjs/deskjs/internal/payload"
	"github.com/deskjs/deskjs/internal/update/client"
)

// replaceable returns the executable at path if the app may replace it, or else nil: package managers look after theirs, a bundle of macOS is sealed, and
// an administrator's folder can't be written to.
func replaceable(path string) *client.Program {
	if runtime.GOOS == "darwin" || Managed(path) {
		return nil
	}
	path, err := filepath.EvalSymlinks(path)
	if err != nil {
		return nil
	}
	probe, err := os.CreateTemp(filepath.Dir(path), ".writable.*.tmp")
	if err != nil {
		return nil
	}
	if err := errors.Join(probe.Close(), os.Remove(probe.Name())); err != nil {
		return nil
	}
	return &client.Program{Path: path, Kind: kindOf(path)}
}

// kindOf is what lists of updates call an executable.
func kindOf(path string) string {
	app, err := payload.OpenExecutable(path)
	if err != nil {
		return "program"
	}
	app.Close()
	head := make([]byte, 11)
	if file, err := os.Open(path); err == nil {
		_, _ = io.ReadFull(file, head)
		file.Close()
	}
	if string(head[8:]) == "AI\x02" {
		return "AppImage"
	}
	return "exe"
}
