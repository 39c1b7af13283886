package payload

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// dirApp is an app directory, read from the disk at every call.
type dirApp struct {
	root     *os.Root
	manifest *Manifest
}

// OpenDir opens the app in directory dir, as the bundler wrote it. Members are read from the disk whenever they are
// asked for, so that a rebuild shows; the manifest is read once. No name, and no symbolic link, leads out of dir.
func OpenDir(dir string) (App, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("opening the built app: %w", err)
	}
	app := &dirApp{root: root}
	data, err := app.Read(ManifestName)
	if err == nil {
		app.manifest, err = parseManifest(data)
	}
	if err != nil {
		root.Close()
		return nil, fmt.Errorf("%s is not a built app: %w", dir, err)
	}
	return app, nil
}

func (a *dirApp) Manifest() *Manifest { return a.manifest }

func (a *dirApp) Close() error { return a.root.Close() }

func (a *dirApp) Read(name string) ([]byte, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "read", Path: name, Err: fs.ErrNotExist}
	}
	return a.root.ReadFile(filepath.FromSlash(name))
}

func (a *dirApp) Open(name string) (File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	file, err := a.root.Open(filepath.FromSlash(name))
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err != nil || !info.Mode().IsRegular() {
		file.Close()
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return diskFile{file, info.Size()}, nil
}

func (a *dirApp) Size(name string) (int64, error) {
	file, err := a.Open(name)
	if err != nil {
		return 0, err
	}
	return file.Size(), file.Close()
}

func (a *dirApp) Names() []string {
	var names []string
	// A member that vanishes while the tree is walked is simply not listed.
	_ = fs.WalkDir(a.root.FS(), ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && entry.Type().IsRegular() {
			names = append(names, name)
		}
		return nil
	})
	slices.Sort(names)
	return names
}

// diskFile is a file of the directory with the size it had when it was opened.
type diskFile struct {
	*os.File
	size int64
}

func (f diskFile) Size() int64 { return f.size }
