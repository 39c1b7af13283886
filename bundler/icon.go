package bundler

import (
	"os"
	"path/filepath"
	"time"

	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/internal/payload"
)

// madeIcon is the icon that was last made, and of what.
type madeIcon struct {
	path     string
	modified time.Time
	size     int64
	data     []byte
	err      error
}

// addIcon adds what the app's windows show as their icon, if the project has the picture that installers are made with. One that can't be read is
// a warning: the app runs without.
func (p *Project) addIcon(files map[string][]byte, picture string) []diag.Message {
	path := filepath.Join(p.options.Dir, filepath.FromSlash(picture))
	info, err := os.Stat(path)
	if p.options.Icon == nil || err != nil || !info.Mode().IsRegular() {
		return nil
	}
	if p.icon.path != path || !p.icon.modified.Equal(info.ModTime()) || p.icon.size != info.Size() {
		p.icon = madeIcon{path: path, modified: info.ModTime(), size: info.Size()}
		var source []byte
		if source, p.icon.err = os.ReadFile(path); p.icon.err == nil {
			p.icon.data, p.icon.err = p.options.Icon(source)
		}
	}
	if p.icon.err != nil {
		return []diag.Message{{
			Severity: diag.SeverityWarning, Text: "the app's icon can't be used: " + p.icon.err.Error(), File: picture,
			Hint: "windows have none, and packages can't be made; an icon is a square PNG, best of 1024 pixels",
		}}
	}
	files[payload.IconName] = p.icon.data
	return nil
}
