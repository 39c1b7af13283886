package npm

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// linkPrograms puts the programs of the packages into the folder .bin beside them.
func (i *installer) linkPrograms() error {
	for _, p := range i.places {
		programs := p.Bin
		if target := i.lock.Packages[p.Resolved]; p.Link && target != nil {
			programs = target.Bin
		}
		root, inside := rootOf(p.Path)
		fresh := i.trees.folder(root)
		folder := filepath.Join(fresh, ".bin")
		if at := strings.LastIndex("/"+inside, "/"+modules); at >= 0 {
			folder = filepath.Join(fresh, filepath.FromSlash(inside[:at+len(modules)-1]), ".bin")
		}
		for _, name := range slices.Sorted(maps.Keys(programs)) {
			file := programs[name]
			// npm takes the last part of a name, too.
			name = path.Base(strings.ReplaceAll(name, "\\", "/"))
			if !filepath.IsLocal(filepath.FromSlash(file)) || !filepath.IsLocal(name) {
				return fmt.Errorf("%s has a program %s at %q, which is outside of it", p.Name, name, file)
			}
			if err := linkProgram(folder, name, filepath.Join(fresh, filepath.FromSlash(inside), filepath.FromSlash(file))); err != nil {
				return err
			}
		}
	}
	return nil
}

// linkProgram makes program one that can be run as name in folder.
func linkProgram(folder, name, program string) error {
	if info, err := os.Stat(program); err != nil || info.IsDir() {
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
		return writeShims(folder, name, program, to)
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

// writeShims writes what stands for a link to a program on Windows: NAME for shells, NAME.cmd and NAME.ps1.
func writeShims(folder, name, program, to string) error {
	interpreter, err := interpreterOf(program)
	if err != nil {
		return err
	}
	if _, err := os.Stat(filepath.Join(folder, name+".cmd")); err == nil {
		return nil // of two packages the first counts
	}
	var errs []error
	for ending, text := range shims(interpreter, to) {
		errs = append(errs, os.WriteFile(filepath.Join(folder, name+ending), []byte(text), 0o755))
	}
	return errors.Join(errs...)
}
