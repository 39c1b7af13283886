package bundler

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/deskjs/deskjs/internal/payload"
)

// copyPublic adds the files of public/, which the page gets as they are, under its root: what nothing names when the app is built, such as a
// file that a script fetches or the page of a frame. What the bundler made itself comes first.
func (p *Project) copyPublic(files map[string][]byte) error {
	return copyTree(filepath.Join(p.rootPath(), "public"), "", nil, files)
}

// copyTree adds what is in a folder, below name. Links are followed; above are the real paths of the folders that it is in.
func copyTree(folder, name string, above []string, files map[string][]byte) error {
	real, err := filepath.EvalSymlinks(folder)
	if errors.Is(err, fs.ErrNotExist) && name == "" {
		return nil
	}
	if err != nil {
		return linkError(folder, err)
	}
	if slices.Contains(above, real) {
		return fmt.Errorf("%s is a link to a folder that it is in", filepath.Base(folder))
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if strings.HasPrefix(entry.Name(), ".") {
			continue
		}
		file, member := filepath.Join(folder, entry.Name()), path.Join(name, entry.Name())
		info, err := os.Stat(file)
		switch {
		case err != nil:
			return linkError(file, err)
		case info.IsDir():
			if err := copyTree(file, member, append(slices.Clone(above), real), files); err != nil {
				return err
			}
			continue
		case !info.Mode().IsRegular():
			continue // a socket, or a pipe that nobody writes to
		}
		if _, made := files[payload.FrontendPrefix+member]; made {
			continue
		}
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		files[payload.FrontendPrefix+member] = data
	}
	return nil
}

// linkError says what is wrong with a link that leads nowhere.
func linkError(file string, err error) error {
	target, linkErr := os.Readlink(file)
	switch {
	case linkErr != nil:
		return err
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s is a link to %s, which is not there", filepath.Base(file), target)
	}
	return fmt.Errorf("%s is a link that leads back to itself", filepath.Base(file))
}
