package fs

import (
	"crypto/rand"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"

	"github.com/deskjs/deskjs/runtime/backend/op"
	"github.com/deskjs/deskjs/runtime/backend/permission"
)

// The kinds of directory entries: libuv's UV_DIRENT_ constants.
const (
	entryUnknown = iota
	entryFile
	entryDir
	entryLink
	entryFIFO
	entrySocket
	entryChar
	entryBlock
)

func entryKind(mode fs.FileMode) int {
	switch mode.Type() {
	case 0:
		return entryFile
	case fs.ModeDir:
		return entryDir
	case fs.ModeSymlink:
		return entryLink
	case fs.ModeNamedPipe:
		return entryFIFO
	case fs.ModeSocket:
		return entrySocket
	case fs.ModeDevice | fs.ModeCharDevice:
		return entryChar
	case fs.ModeDevice:
		return entryBlock
	}
	return entryUnknown
}

// mkdir(path, mode, recursive) -> the first folder that was made, if recursive
func mkdir(_ *op.Context, args op.Args) (any, error) {
	path, mode := pathAt(args, 0), uint32(args.Int64(1))
	if !args.Bool(2) {
		return nil, op.System(mkdirPath(path, mode), "mkdir", path)
	}
	first, err := mkdirAll(path, mode)
	if err != nil || first == "" {
		return nil, op.System(err, "mkdir", path)
	}
	return first, nil
}

// mkdirAll makes path and the folders above it that are missing and returns
// the topmost one it made.
func mkdirAll(path string, mode uint32) (string, error) {
	err := mkdirPath(path, mode)
	switch {
	case err == nil:
		return trimSeparators(path), nil
	case isFolder(path):
		return "", nil
	case errors.Is(err, syscall.ENOTDIR) && !missing(err): // on Windows the two are one number
		return "", err
	case !missing(err):
		if errors.Is(err, fs.ErrExist) && parentIsFile(path) {
			return "", syscall.ENOTDIR
		}
		return "", err
	}
	parent := parentOf(path)
	if parent == "" || parent == path {
		return "", err
	}
	first, err := mkdirAll(parent, mode)
	if err != nil {
		if errors.Is(err, fs.ErrExist) {
			err = syscall.ENOTDIR
		}
		return first, err
	}
	if err = mkdirPath(path, mode); err != nil && !isFolder(path) {
		return first, err
	}
	if first == "" {
		first = trimSeparators(path)
	}
	return first, nil
}

// parentOf cuts the last name off path, without cleaning what is left.
func parentOf(path string) string {
	path = trimSeparators(path)
	i := len(path) - 1
	for i >= 0 && !os.IsPathSeparator(path[i]) {
		i--
	}
	if i < 0 {
		return ""
	}
	if parent := trimSeparators(path[:i]); parent != "" {
		return parent
	}
	return path[:i+1]
}

func trimSeparators(path string) string {
	for len(path) > 1 && os.IsPathSeparator(path[len(path)-1]) {
		path = path[:len(path)-1]
	}
	return path
}

func isFolder(path string) bool {
	s, err := statPath(path, true)
	return err == nil && s.mode&modeType == modeFolder
}

func parentIsFile(path string) bool {
	s, err := statPath(parentOf(path), true)
	return err == nil && s.mode&modeType != modeFolder
}

// missing reports whether err says that nothing is at the path.
func missing(err error) bool {
	return errors.Is(err, fs.ErrNotExist)
}

// mkdtemp(prefix, bytes) -> path: prefix and six random characters
func mkdtemp(_ *op.Context, args op.Args) (any, error) {
	prefix := pathAt(args, 0)
	for {
		path := prefix + rand.Text()[:6]
		err := mkdirPath(path, 0o700)
		if err == nil {
			return name(path, args.Bool(1)), nil
		}
		if !errors.Is(err, fs.ErrExist) {
			return nil, op.System(err, "mkdtemp", prefix+"XXXXXX")
		}
	}
}

// readdir(path, withTypes, bytes, recursive) -> names, or [names, kinds, folders]
func readdir(_ *op.Context, args op.Args) (any, error) {
	root, typed, bytes, recursive := pathAt(args, 0), args.Bool(1), args.Bool(2), args.Bool(3)
	names, kinds, folders := []any{}, []any{}, []any{}
	queue := []string{root}
	for len(queue) > 0 {
		folder := queue[0]
		queue = queue[1:]
		entries, err := readFolder(folder, folder == root)
		if err != nil {
			return nil, op.System(err, "scandir", folder)
		}
		for _, entry := range entries {
			kind := entryKind(entry.Type())
			if typed {
				kinds = append(kinds, kind)
			}
			if !recursive {
				names = append(names, name(entry.Name(), bytes))
				continue
			}
			shown, path := entry.Name(), filepath.Join(folder, entry.Name())
			if typed {
				folders = append(folders, name(folder, bytes))
			} else if shown, err = filepath.Rel(root, path); err != nil {
				shown = path
			}
			names = append(names, name(shown, bytes))
			// As in Node, links to folders are followed; one in a circle ends where the system says that it is one.
			// A link to what may not be read is not followed.
			if kind == entryDir || kind == entryLink && permission.Readable(path) && isFolder(path) {
				queue = append(queue, path)
			}
		}
	}
	if typed {
		return []any{names, kinds, folders}, nil
	}
	return names, nil
}

// readFolder reads a folder; one that was met on the way to others may be a link to one that may not be read.
func readFolder(path string, asked bool) ([]os.DirEntry, error) {
	if asked {
		return os.ReadDir(path)
	}
	entrance, err := permission.Enter(permission.Reading, path, permission.Follow)
	if err != nil {
		return nil, err
	}
	defer entrance.Leave()
	return os.ReadDir(entrance.Path)
}

// folder is an open Dir.
type folder struct {
	mu   sync.Mutex
	file interface {
		io.Closer
		ReadDir(n int) ([]os.DirEntry, error)
	}
	path string
}

// opendir(path) -> handle
func opendir(_ *op.Context, args op.Args) (any, error) {
	path := pathAt(args, 0)
	file, err := openFolder(path)
	if err != nil {
		return nil, op.System(err, "opendir", path)
	}
	return op.Handle{Value: &folder{file: file, path: path}}, nil
}

// dirRead(handle, count, bytes) -> [name, kind, name, kind, ...], null at the end
func dirRead(_ *op.Context, args op.Args) (any, error) {
	dir, err := op.HandleAt[*folder](args, 0)
	if err != nil {
		return nil, err
	}
	dir.mu.Lock()
	defer dir.mu.Unlock()
	entries, err := dir.file.ReadDir(max(args.Int(1), 1))
	if len(entries) == 0 {
		if err == nil || errors.Is(err, io.EOF) {
			return op.Null, nil
		}
		return nil, op.System(err, "scandir", dir.path)
	}
	out := make([]any, 0, 2*len(entries))
	for _, entry := range entries {
		out = append(out, name(entry.Name(), args.Bool(2)), entryKind(entry.Type()))
	}
	return out, nil
}

// dirClose(handle)
func dirClose(_ *op.Context, args op.Args) (any, error) {
	dir, err := op.HandleAt[*folder](args, 0)
	if err != nil {
		return nil, err
	}
	return nil, op.System(dir.file.Close(), "closedir")
}

// realpath(path, bytes): as Node's own walk does it, with ".." taken lexically
func realpath(_ *op.Context, args op.Args) (any, error) {
	path := pathAt(args, 0)
	absolute, err := filepath.Abs(path)
	if err != nil {
		return nil, op.System(err, "realpath", path)
	}
	resolved, err := filepath.EvalSymlinks(absolute)
	if err != nil {
		if tooManyLinks(err) {
			return nil, op.System(syscall.ELOOP, "stat", absolute)
		}
		var at *fs.PathError
		if errors.As(err, &at) {
			// /dev/stdin may lead to a pipe or socket, which has a name but no place.
			if info, err := os.Stat(absolute); err == nil && info.Mode()&(fs.ModeNamedPipe|fs.ModeSocket) != 0 {
				return name(at.Path, args.Bool(1)), nil
			}
			absolute = at.Path
		}
		return nil, op.System(err, "lstat", absolute)
	}
	return name(resolved, args.Bool(1)), nil
}

// realpathNative(path, bytes): as the C library's realpath
func realpathNative(_ *op.Context, args op.Args) (any, error) {
	path := pathAt(args, 0)
	absolute := path
	if !filepath.IsAbs(path) && path != "" {
		here, err := os.Getwd()
		if err != nil {
			return nil, op.System(err, "realpath", path)
		}
		// Not Join: it would resolve ".." before the links before it.
		absolute = here + string(filepath.Separator) + path
	}
	if path == "" {
		return nil, op.System(syscall.ENOENT, "realpath", path)
	}
	resolved, err := filepath.EvalSymlinks(absolute)
	if err != nil {
		if tooManyLinks(err) {
			err = syscall.ELOOP
		}
		return nil, op.System(err, "realpath", path)
	}
	return name(resolved, args.Bool(1)), nil
}

// tooManyLinks recognises EvalSymlinks' own error, which has no type.
func tooManyLinks(err error) bool {
	return errors.Is(err, syscall.ELOOP) || strings.HasSuffix(err.Error(), "too many links")
}
