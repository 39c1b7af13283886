package fs

import (
	"github.com/deskjs/deskjs/runtime/backend/op"
	"github.com/deskjs/deskjs/runtime/backend/permission"
)

// pathAt returns argument i, a path as a string or as bytes.
func pathAt(args op.Args, i int) string {
	if bytes := args.Bytes(i); bytes != nil {
		return string(bytes)
	}
	return args.String(i)
}

// access(path, mode)
func access(_ *op.Context, args op.Args) (any, error) {
	path := pathAt(args, 0)
	return nil, op.System(accessPath(path, uint32(args.Int(1))), "access", path)
}

// exists(path) -> boolean
func exists(_ *op.Context, args op.Args) (any, error) {
	return accessPath(pathAt(args, 0), 0) == nil, nil
}

// chmod(path, mode)
func chmod(_ *op.Context, args op.Args) (any, error) {
	path := pathAt(args, 0)
	return nil, op.System(chmodPath(path, uint32(args.Int64(1))), "chmod", path)
}

// chown(path, uid, gid)
func chown(_ *op.Context, args op.Args) (any, error) {
	path := pathAt(args, 0)
	return nil, op.System(chownPath(path, args.Int(1), args.Int(2), true), "chown", path)
}

// lchown(path, uid, gid)
func lchown(_ *op.Context, args op.Args) (any, error) {
	path := pathAt(args, 0)
	return nil, op.System(chownPath(path, args.Int(1), args.Int(2), false), "lchown", path)
}

// link(existing, path)
func link(_ *op.Context, args op.Args) (any, error) {
	existing, path := pathAt(args, 0), pathAt(args, 1)
	return nil, op.System(linkPath(existing, path), "link", existing, path)
}

// symlink(target, path, kind); kind is UV_FS_SYMLINK_DIR or _JUNCTION or 0, for Windows alone.
func symlink(_ *op.Context, args op.Args) (any, error) {
	target, path := pathAt(args, 0), pathAt(args, 1)
	return nil, op.System(symlinkPath(target, path, args.Int(2)), "symlink", target, path)
}

// readlink(path, bytes) -> string, or bytes
func readlink(_ *op.Context, args op.Args) (any, error) {
	path := pathAt(args, 0)
	target, err := readlinkPath(path)
	if err != nil {
		return nil, op.System(err, "readlink", path)
	}
	return name(target, args.Bool(1)), nil
}

// name returns a file's name as it goes to JavaScript: a string, or bytes where
// another encoding than UTF-8 is wanted.
func name(text string, bytes bool) any {
	if bytes {
		return []byte(text)
	}
	return text
}

// rename(from, to)
func rename(_ *op.Context, args op.Args) (any, error) {
	from, to := pathAt(args, 0), pathAt(args, 1)
	if err := permission.Movable(from); err != nil {
		return nil, op.System(err, "rename", from, to)
	}
	return nil, op.System(renamePath(from, to), "rename", from, to)
}

// rmdir(path)
func rmdir(_ *op.Context, args op.Args) (any, error) {
	path := pathAt(args, 0)
	return nil, op.System(rmdirPath(path), "rmdir", path)
}

// unlink(path)
func unlink(_ *op.Context, args op.Args) (any, error) {
	path := pathAt(args, 0)
	return nil, op.System(unlinkPath(path), "unlink", path)
}

// utimes(path, atime, mtime), in seconds
func utimes(_ *op.Context, args op.Args) (any, error) {
	path := pathAt(args, 0)
	return nil, op.System(setTimes(path, args.Float(1), args.Float(2), true), "utime", path)
}

// lutimes(path, atime, mtime), in seconds
func lutimes(_ *op.Context, args op.Args) (any, error) {
	path := pathAt(args, 0)
	return nil, op.System(setTimes(path, args.Float(1), args.Float(2), false), "lutime", path)
}

// truncate(path, length)
func truncate(_ *op.Context, args op.Args) (any, error) {
	path := pathAt(args, 0)
	fd, err := openFD(path, flagReadWrite, 0)
	if err != nil {
		return nil, op.System(err, "open", path)
	}
	err = op.System(truncateFD(fd, args.Int64(1)), "ftruncate")
	if closing := closeFD(fd); err == nil {
		err = op.System(closing, "close")
	}
	return nil, err
}

// stat(path, bigint, throwIfNoEntry)
func stat(_ *op.Context, args op.Args) (any, error) {
	return statResult(args, "stat", true)
}

// lstat(path, bigint, throwIfNoEntry)
func lstat(_ *op.Context, args op.Args) (any, error) {
	return statResult(args, "lstat", false)
}

func statResult(args op.Args, syscallName string, follow bool) (any, error) {
	path := pathAt(args, 0)
	s, err := statPath(path, follow)
	if err != nil {
		if !args.Bool(2) && missing(err) {
			return nil, nil
		}
		return nil, op.System(err, syscallName, path)
	}
	return s.values(args.Bool(1)), nil
}

// statfs(path, bigint)
func statfs(_ *op.Context, args op.Args) (any, error) {
	path := pathAt(args, 0)
	numbers, err := statFilesystem(path)
	if err != nil {
		return nil, op.System(err, "statfs", path)
	}
	out := make([]any, len(numbers))
	for i, n := range numbers {
		out[i] = number(n, args.Bool(1))
	}
	return out, nil
}

func constantsOp(*op.Context, op.Args) (any, error) { return constants, nil }
