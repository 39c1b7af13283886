package backend

import (
	"path/filepath"
	"strings"

	"github.com/deskjs/deskjs/internal/payload"
)

// Bundle is the scripts of an app that has been built. To the program they lie in the folder in which it was started, whatever
// is there.
type Bundle struct {
	// Dir is that folder.
	Dir string
	// Read returns a member of the app, with the errors of payload.App. Any goroutine may call it.
	Read func(name string) ([]byte, error)
}

// script returns the script that path is to the program, and its name; ok is false if it is none, or b is nil.
func (b *Bundle) script(path string) (name, code string, ok bool) {
	if b == nil {
		return "", "", false
	}
	relative, err := filepath.Rel(b.Dir, path)
	if err != nil || !filepath.IsLocal(relative) || !strings.HasSuffix(relative, ".js") {
		return "", "", false
	}
	name = payload.BackendPrefix + filepath.ToSlash(relative)
	data, err := b.Read(name)
	return name, string(data), err == nil
}

// sourceMap returns what reads the source map of a script.
func (b *Bundle) sourceMap(name string) func() []byte {
	return func() []byte {
		data, err := b.Read(name + ".map")
		if err != nil {
			return nil // positions are those of the script then
		}
		return data
	}
}
