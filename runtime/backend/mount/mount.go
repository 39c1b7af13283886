// Package mount is the files that a built app carries for its backend, which the program sees as a folder below the app's executable:
// it can only be read. There is one for a process, and workers have the same; without one, every question costs one load of a pointer.
//
// Whoever takes paths from the program asks here before it asks the system, and before it asks for permission: an app may always read
// what it carries. Any package of the backend may import it. All functions may be called on any goroutine.
package mount

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/deskjs/deskjs/internal/payload"
)

// folder is what is mounted.
type folder struct {
	root    string
	app     payload.App
	entries map[string]*Entry // by name, "." for the root
}

// Entry is a file or folder. It implements fs.FileInfo.
type Entry struct {
	name     string
	member   string // of the app
	size     int64
	number   int
	isDir    bool
	modified time.Time
	children []*Entry
}

// Name, Size, Mode, ModTime, IsDir and Sys are those of fs.FileInfo.
func (e *Entry) Name() string       { return path.Base(e.name) }
func (e *Entry) Size() int64        { return e.size }
func (e *Entry) ModTime() time.Time { return e.modified }
func (e *Entry) IsDir() bool        { return e.isDir }
func (e *Entry) Sys() any           { return nil }

// Mode is that of a file, or folder, that all may read.
func (e *Entry) Mode() fs.FileMode {
	if e.isDir {
		return fs.ModeDir | 0o555
	}
	return 0o444
}

// Number tells an entry from the others; it counts from 1.
func (e *Entry) Number() int { return e.number }

// Children are what a folder has, sorted by name.
func (e *Entry) Children() []*Entry { return e.children }

var current atomic.Pointer[folder]

// Install mounts what app carries below the file at executable, of which no system has more than the file itself. It returns
// what puts back the mount before, for tests. An app that carries nothing has no mount.
func Install(executable string, app payload.App) (restore func(), err error) {
	f := &folder{root: filepath.Join(executable, "files"), app: app, entries: map[string]*Entry{}}
	shared := app.Manifest().Electron != nil // its pages and its backend have one folder
	var modified time.Time
	if info, err := os.Stat(executable); err == nil {
		modified = info.ModTime()
	}
	for _, member := range app.Names() {
		name, ok := strings.CutPrefix(member, payload.FilesPrefix)
		if !ok && shared {
			name, ok = strings.CutPrefix(member, payload.FrontendPrefix)
		}
		if !ok || f.entries[name] != nil {
			continue
		}
		size, err := app.Size(member)
		if err != nil {
			return nil, err
		}
		f.add(&Entry{name: name, member: member, size: size, modified: modified})
	}
	for _, e := range f.entries {
		slices.SortFunc(e.children, func(a, b *Entry) int { return strings.Compare(a.name, b.name) })
	}
	before := current.Load()
	if len(f.entries) > 0 {
		current.Store(f)
	}
	return func() { current.Store(before) }, nil
}

func (f *folder) add(e *Entry) {
	e.number = len(f.entries) + 1
	f.entries[e.name] = e
	if e.name == "." {
		return
	}
	parent := path.Dir(e.name)
	if f.entries[parent] == nil {
		f.add(&Entry{name: parent, isDir: true, modified: e.modified})
	}
	f.entries[parent].children = append(f.entries[parent].children, e)
}

// Root is the path of the folder, "" if there is none.
func Root() string {
	if f := current.Load(); f != nil {
		return f.root
	}
	return ""
}

// Name returns what is at a path, relative to the root with slashes; ok is false if the path leads elsewhere.
func Name(path string) (name string, ok bool) {
	f := current.Load()
	if f == nil {
		return "", false
	}
	path = strings.TrimPrefix(path, `\\?\`)
	if !begins(path, f.root) {
		return "", false
	}
	path = filepath.Clean(path)
	if !begins(path, f.root) {
		return "", false
	}
	if rest := path[len(f.root):]; rest != "" {
		if !os.IsPathSeparator(rest[0]) {
			return "", false
		}
		return filepath.ToSlash(rest[1:]), true
	}
	return ".", true
}

func begins(path, root string) bool {
	if len(path) < len(root) {
		return false
	}
	if runtime.GOOS == "windows" {
		return strings.EqualFold(filepath.FromSlash(path[:len(root)]), root)
	}
	return path[:len(root)] == root
}

// Find returns what is at a path; ok is false if the path leads elsewhere. The error is fs.ErrNotExist.
func Find(path string) (e *Entry, ok bool, err error) {
	name, ok := Name(path)
	if !ok {
		return nil, false, nil
	}
	f := current.Load()
	if f == nil || f.entries[name] == nil {
		return nil, true, &fs.PathError{Op: "stat", Path: path, Err: fs.ErrNotExist}
	}
	return f.entries[name], true, nil
}

// Stat is os.Stat that knows the mount.
func Stat(path string) (fs.FileInfo, error) {
	if e, ok, err := Find(path); ok {
		if err != nil {
			return nil, err
		}
		return e, nil
	}
	return os.Stat(path)
}

// Read returns the bytes of a file, which the caller owns. The error may be that the app is damaged.
func (e *Entry) Read() ([]byte, error) {
	f := current.Load()
	if f == nil {
		return nil, fs.ErrClosed
	}
	return f.app.Read(e.member)
}

// ReadFile returns the bytes of the file at a path; ok is false if the path leads elsewhere.
func ReadFile(path string) (data []byte, ok bool, err error) {
	e, ok, err := Find(path)
	switch {
	case !ok || err != nil:
		return nil, ok, err
	case e.isDir:
		return nil, true, &fs.PathError{Op: "read", Path: path, Err: syscall.EISDIR}
	}
	data, err = e.Read()
	return data, true, err
}

// Path returns the path of an entry.
func (e *Entry) Path() string { return filepath.Join(Root(), filepath.FromSlash(e.name)) }
