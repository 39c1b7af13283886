package store

import (
	"errors"
	"io"
)

// ErrLocked is what FS.Lock returns when another process has the lock.
var ErrLocked = errors.New("another instance of the app has the lock")

// FS is the folder of the updates: everything that this package does to the disk. Names are relative to it, with slashes. Errors are those
// of package os: fs.ErrNotExist is told from all others. Folder is the real one; tests have one that fails and forgets.
type FS interface {
	// Path returns where a file is for the rest of the program.
	Path(name string) string
	// Open opens a file for reading.
	Open(name string) (File, error)
	// Create makes a file, or empties it; Append goes on writing at its end, and makes it if it isn't there.
	Create(name string) (Writer, error)
	Append(name string) (Writer, error)
	// Mkdir makes a folder; it may be there already.
	Mkdir(name string) error
	// Rename gives a file or a folder another name; a file replaces a file.
	Rename(from, to string) error
	// Remove removes a file, or a folder with all that is in it; it may be gone already.
	Remove(name string) error
	// List returns the names in a folder, sorted.
	List(name string) ([]string, error)
	// Sync makes the names in a folder durable.
	Sync(name string) error
	// Lock takes the file's lock without waiting; closing what it returns, or the end of the process, gives it back.
	Lock(name string) (io.Closer, error)
}

// File is a file that is read.
type File interface {
	io.ReaderAt
	io.Closer
	// Size is its length in bytes.
	Size() int64
}

// Writer is a file that is written.
type Writer interface {
	io.WriteCloser
	// Sync makes what was written durable.
	Sync() error
}
