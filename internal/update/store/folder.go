package store

import (
	"io"
	"os"
	"path/filepath"
	"runtime"
)

// Folder is the FS of a real folder. It is made when something is first written to it.
type Folder string

// Path returns a file's path.
func (f Folder) Path(name string) string { return filepath.Join(string(f), filepath.FromSlash(name)) }

// Open opens a file for reading.
func (f Folder) Open(name string) (File, error) {
	file, err := os.Open(f.Path(name))
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = &os.PathError{Op: "open", Path: file.Name(), Err: os.ErrInvalid}
	}
	if err != nil {
		file.Close()
		return nil, err
	}
	return sizedFile{file, info.Size()}, nil
}

type sizedFile struct {
	*os.File
	size int64
}

func (f sizedFile) Size() int64 { return f.size }

// Create makes or empties a file.
func (f Folder) Create(name string) (Writer, error) {
	return f.open(name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC)
}

// Append opens a file for writing at its end.
func (f Folder) Append(name string) (Writer, error) {
	return f.open(name, os.O_WRONLY|os.O_CREATE|os.O_APPEND)
}

func (f Folder) open(name string, flags int) (Writer, error) {
	file, err := os.OpenFile(f.Path(name), flags, 0o600)
	if err != nil {
		return nil, err
	}
	return file, nil
}

// Mkdir makes a folder, and those above it.
func (f Folder) Mkdir(name string) error { return os.MkdirAll(f.Path(name), 0o700) }

// Rename renames a file or a folder.
func (f Folder) Rename(from, to string) error { return os.Rename(f.Path(from), f.Path(to)) }

// Remove removes a file or a folder.
func (f Folder) Remove(name string) error { return os.RemoveAll(f.Path(name)) }

// List returns the names in a folder.
func (f Folder) List(name string) ([]string, error) {
	entries, err := os.ReadDir(f.Path(name))
	if err != nil {
		return nil, err
	}
	names := make([]string, len(entries))
	for i, entry := range entries {
		names[i] = entry.Name()
	}
	return names, nil
}

// Sync makes the names in a folder durable. Windows has no such call, and keeps names in its journal.
func (f Folder) Sync(name string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	directory, err := os.Open(f.Path(name))
	if err != nil {
		return err
	}
	defer directory.Close()
	return directory.Sync()
}

// Lock takes the lock of a file.
func (f Folder) Lock(name string) (io.Closer, error) {
	file, err := os.OpenFile(f.Path(name), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if err := lockFile(file); err != nil {
		file.Close()
		return nil, err
	}
	return file, nil
}
