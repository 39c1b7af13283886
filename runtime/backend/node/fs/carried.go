package fs

import (
	"errors"
	"io"
	"os"
	"strings"
	"syscall"

	"github.com/deskjs/deskjs/runtime/backend/mount"
	"github.com/deskjs/deskjs/runtime/backend/op"
	"github.com/deskjs/deskjs/runtime/backend/permission"
)

// The files that an app carries (package mount) are read here, and are never asked about: neither the system nor permissions
// know them. A file that is opened is a real one without a name, so that whatever takes a descriptor takes it.

// carrying is an operation on paths that knows the mount; run is what it is elsewhere.
func carrying(name string, run op.Func) op.Func {
	return func(ctx *op.Context, args op.Args) (any, error) {
		if mount.Root() == "" {
			return run(ctx, args)
		}
		if result, ok, err := carried(name, args); ok {
			return result, err
		}
		return run(ctx, args)
	}
}

// isCarried reports whether argument i is a path into the mount.
func isCarried(args op.Args, i int) bool {
	if i >= len(args) {
		return false
	}
	switch args[i].(type) {
	case string, []byte:
		_, ok := mount.Name(pathAt(args, i))
		return ok
	}
	return false
}

// carried does an operation on what is carried; ok is false if it is about something else.
func carried(name string, args op.Args) (result any, ok bool, err error) {
	first, second := isCarried(args, 0), false
	switch name {
	case "copyFile", "link", "rename":
		second = isCarried(args, 1)
	case "symlink":
		first, second = false, isCarried(args, 1)
	}
	if !first && !second {
		return nil, false, nil
	}
	path := pathAt(args, 0)
	fail := func(err error) error {
		if name == "copyFile" || name == "link" || name == "rename" || name == "symlink" {
			return op.System(err, syscallOf(name), path, pathAt(args, 1))
		}
		return op.System(err, syscallOf(name), path)
	}
	e, _, missing := mount.Find(path)
	if first && missing != nil {
		switch {
		case name == "exists":
			return false, true, nil
		case (name == "stat" || name == "lstat") && !args.Bool(2):
			return nil, true, nil
		case name == "open" && writesTo(args.Int(1)), name == "writeFile", name == "mkdir", name == "mkdtemp":
			return nil, true, fail(syscall.EROFS)
		}
		return nil, true, fail(syscall.ENOENT)
	}
	if second || !first {
		return nil, true, fail(syscall.EROFS)
	}
	result, err = useCarried(name, args, e)
	if err != nil {
		return nil, true, fail(err)
	}
	return result, true, nil
}

func writesTo(flags int) bool { return openAccess(flags)&permission.Writing != 0 }

// useCarried does an operation on e, whose path is the first argument.
func useCarried(operation string, args op.Args, e *mount.Entry) (any, error) {
	switch operation {
	case "access":
		return nil, accessCarried(e, args.Int(1))
	case "exists":
		return true, nil
	case "stat", "lstat":
		return carriedStat(e).values(args.Bool(1)), nil
	case "realpath", "realpathNative":
		return name(e.Path(), args.Bool(1)), nil
	case "readlink":
		return nil, syscall.EINVAL
	case "readdir":
		return readdirCarried(args, e)
	case "opendir":
		if !e.IsDir() {
			return nil, syscall.ENOTDIR
		}
		return op.Handle{Value: &folder{file: &carriedFolder{e.Children()}, path: e.Path()}}, nil
	case "open", "readFile":
		return openCarried(operation, args, e)
	case "copyFile":
		return nil, copyCarried(args, e)
	case "mkdir":
		if args.Bool(2) && e.IsDir() {
			return nil, nil
		}
		return nil, syscall.EEXIST
	}
	return nil, syscall.EROFS
}

// accessCarried is access with the bits of its mode: 4 to read, 2 to write, 1 to run.
func accessCarried(e *mount.Entry, mode int) error {
	switch {
	case mode&2 != 0:
		return syscall.EROFS
	case mode&1 != 0 && !e.IsDir():
		return syscall.EACCES
	}
	return nil
}

func carriedStat(e *mount.Entry) *fileStat {
	at := timestamp{e.ModTime().Unix(), int64(e.ModTime().Nanosecond())}
	s := &fileStat{
		mode: uint64(e.Mode().Perm()) | modeRegular, nlink: 1, blksize: 4096, ino: uint64(e.Number()),
		size: uint64(e.Size()), blocks: uint64(e.Size()+511) / 512, atime: at, mtime: at, ctime: at, birthtime: at,
	}
	if e.IsDir() {
		s.mode = uint64(e.Mode().Perm()) | modeFolder
	}
	return s
}

func carriedKind(e *mount.Entry) int {
	if e.IsDir() {
		return entryDir
	}
	return entryFile
}

func readdirCarried(args op.Args, root *mount.Entry) (any, error) {
	if !root.IsDir() {
		return nil, syscall.ENOTDIR
	}
	typed, bytes, recursive := args.Bool(1), args.Bool(2), args.Bool(3)
	names, kinds, folders := []any{}, []any{}, []any{}
	given := pathAt(args, 0)
	queue := []*mount.Entry{root}
	for len(queue) > 0 {
		folder := queue[0]
		queue = queue[1:]
		below := strings.TrimPrefix(strings.TrimPrefix(folder.Path(), root.Path()), string(os.PathSeparator))
		for _, e := range folder.Children() {
			shown := e.Name()
			if recursive && e.IsDir() {
				queue = append(queue, e)
			}
			switch {
			case typed && recursive && below != "":
				folders = append(folders, name(trimSeparators(given)+string(os.PathSeparator)+below, bytes))
			case typed && recursive:
				folders = append(folders, name(given, bytes))
			case recursive && below != "":
				shown = below + string(os.PathSeparator) + shown
			}
			if typed {
				kinds = append(kinds, carriedKind(e))
			}
			names = append(names, name(shown, bytes))
		}
	}
	if typed {
		return []any{names, kinds, folders}, nil
	}
	return names, nil
}

// carriedFolder is what remains to be read of an open one.
type carriedFolder struct{ rest []*mount.Entry }

func (f *carriedFolder) Close() error { return nil }

// ReadDir is that of os.File.
func (f *carriedFolder) ReadDir(n int) ([]os.DirEntry, error) {
	if len(f.rest) == 0 {
		return nil, io.EOF
	}
	n = min(n, len(f.rest))
	out := make([]os.DirEntry, n)
	for i, e := range f.rest[:n] {
		out[i] = carriedEntry{e}
	}
	f.rest = f.rest[n:]
	return out, nil
}

type carriedEntry struct{ *mount.Entry }

func (e carriedEntry) Type() os.FileMode          { return e.Mode().Type() }
func (e carriedEntry) Info() (os.FileInfo, error) { return e.Entry, nil }

func openCarried(operation string, args op.Args, e *mount.Entry) (any, error) {
	if writesTo(args.Int(1)) {
		return nil, syscall.EROFS
	}
	if e.IsDir() {
		return nil, op.System(syscall.EISDIR, map[string]string{"open": "open", "readFile": "read"}[operation])
	}
	data, err := e.Read()
	if err != nil {
		return nil, damagedFile(err)
	}
	if operation == "readFile" {
		return wholeFile(data, args), nil
	}
	return namelessFile(data)
}

// damagedFile has a message that says which file of the app is damaged.
func damagedFile(err error) error {
	return &op.Error{Code: "EIO", Errno: op.Number(syscall.EIO), Syscall: "read", Message: "EIO: " + err.Error()}
}

func copyCarried(args op.Args, e *mount.Entry) error {
	to, flags := pathAt(args, 1), os.O_WRONLY|os.O_CREATE|os.O_TRUNC
	if e.IsDir() {
		return syscall.EISDIR
	}
	if args.Int(2)&copyExclusive != 0 {
		flags |= os.O_EXCL
	}
	data, err := e.Read()
	if err != nil {
		return damagedFile(err)
	}
	entrance, err := permission.Enter(permission.Writing, to, permission.Create)
	if err != nil {
		return err
	}
	defer entrance.Leave()
	file, err := os.OpenFile(entrance.Path, flags|permission.OpenFlags(entrance.Path), 0o644)
	if err != nil {
		return err
	}
	_, err = file.Write(data)
	return errors.Join(err, file.Close())
}
