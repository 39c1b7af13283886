package bundler

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/deskjs/deskjs/internal/payload"
)

// copyPublic adds the files of public/, which the page gets as they are, under its root: what nothing names when the app is built, such as a
// file that a script fetches or the page of a frame. What the bundler made itself comes first.
func (p *Project) copyPublic(files map[string][]byte) error {
	root := filepath.Join(p.rootPath(), "public")
	return filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil || entry.IsDir() || strings.HasPrefix(entry.Name(), ".") {
			return err
		}
		relative, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		name := payload.FrontendPrefix + filepath.ToSlash(relative)
		if _, made := files[name]; made {
			return nil
		}
		data, err := os.ReadFile(path)
		files[name] = data
		return err
	})
}
