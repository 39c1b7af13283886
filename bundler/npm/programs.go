package npm

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strings"
)

// linkPrograms puts the programs of the packages into the folder .bin beside them; fresh becomes node_modules.
func linkPrograms(fresh string, entries []*entry) error {
	for _, e := range entries {
		for name, file := range e.Bin {
			// npm takes the last part of a name, too.
			name = path.Base(strings.ReplaceAll(name, "\\", "/"))
			if !filepath.IsLocal(filepath.FromSlash(file)) || !filepath.IsLocal(name) {
				return fmt.Errorf("%s has a program %s at %q, which is outside of it", e.name, name, file)
			}
			folder := fresh
			if i := strings.LastIndex(e.place, "/"+modules); i >= 0 {
				folder = filepath.Join(fresh, filepath.FromSlash(e.place[:i+len(modules)]))
			}
			folder = filepath.Join(folder, ".bin")
			if err := linkProgram(folder, name, filepath.Join(fresh, filepath.FromSlash(e.place), filepath.FromSlash(file))); err != nil {
				return err
			}
		}
	}
	return nil
}

// linkProgram makes program one that can be run as name in folder.
func linkProgram(folder, name, program string) error {
	if _, err := os.Stat(program); os.IsNotExist(err) {
		return nil // it would be built by a script of the package
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	to, err := filepath.Rel(folder, program)
	if err != nil {
		return err
	}
	if runtime.GOOS == "windows" {
		text := fmt.Sprintf("@deskjs run \"%%~dp0\\%s\" %%*\r\n", to)
		return os.WriteFile(filepath.Join(folder, name+".cmd"), []byte(text), 0o755)
	}
	if err := makeExecutable(program); err != nil {
		return err
	}
	// Of two packages with a program of the same name the first counts.
	if err := os.Symlink(to, filepath.Join(folder, name)); err != nil && !os.IsExist(err) {
		return err
	}
	return nil
}

// makeExecutable lets a file be run. It may be shared with the store, whose copy may be run too then.
func makeExecutable(file string) error {
	info, err := os.Stat(file)
	if err != nil || info.Mode()&0o111 == 0o111 {
		return err
	}
	return os.Chmod(file, info.Mode()|0o111)
}
