package fs

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"syscall"
	"time"

	"github.com/deskjs/deskjs/runtime/backend/op"
	"github.com/deskjs/deskjs/runtime/backend/permission"
)

// The modes of copyFile.
const (
	copyExclusive  = 1
	copyClone      = 2
	copyCloneForce = 4
)

// copyFile(from, to, mode)
func copyFile(_ *op.Context, args op.Args) (any, error) {
	from, to := pathAt(args, 0), pathAt(args, 1)
	return nil, op.System(copyContent(from, to, args.Int(2)), "copyfile", from, to)
}

func copyContent(from, to string, mode int) error {
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer func() { _ = source.Close() }()
	info, err := source.Stat()
	if err != nil {
		return err
	}
	if info.IsDir() {
		return syscall.EISDIR
	}
	flags := os.O_WRONLY | os.O_CREATE
	if mode&copyExclusive != 0 {
		flags |= os.O_EXCL
	}
	destination, err := os.OpenFile(to, flags|permission.OpenFlags(to), info.Mode().Perm())
	if err != nil {
		return err
	}
	same, err := fill(destination, source, info, mode)
	if closing := destination.Close(); err == nil {
		err = closing
	}
	if err != nil && !same {
		// Half a copy is worse than none.
		_ = os.Remove(to)
	}
	return err
}

// fill copies source into destination; same reports that they are one file, which is left alone.
func fill(destination, source *os.File, info fs.FileInfo, mode int) (same bool, err error) {
	there, err := destination.Stat()
	if err != nil {
		return false, err
	}
	if os.SameFile(info, there) {
		return true, nil
	}
	if err := destination.Truncate(0); err != nil && there.Mode().IsRegular() {
		return false, err
	}
	// Some file systems have no modes; the copy is good all the same.
	_ = destination.Chmod(info.Mode().Perm())
	if mode&(copyClone|copyCloneForce) != 0 {
		err := cloneFile(destination, source)
		if err == nil || mode&copyCloneForce != 0 {
			return false, err
		}
	}
	_, err = io.Copy(destination, source)
	return false, err
}

// rm(path, retries, delay): removes path and everything in it. While something
// else holds a file it tries again, delay milliseconds longer each time.
func rm(ctx *op.Context, args op.Args) (any, error) {
	path, retries := pathAt(args, 0), args.Int(1)
	delay := time.Duration(args.Int(2)) * time.Millisecond
	if err := permission.Movable(path); err != nil {
		return nil, err
	}
	for try := 0; ; try++ {
		err := os.RemoveAll(path)
		if err == nil {
			return nil, nil
		}
		if try >= retries || !passing(err) {
			var at *fs.PathError
			if errors.As(err, &at) {
				path = at.Path
			}
			return nil, op.System(err, "rm", path)
		}
		select {
		case <-time.After(time.Duration(try+1) * delay):
		case <-ctx.Done():
			return nil, op.System(err, "rm", path)
		}
	}
}

// passing reports whether an error of a removal may go away by itself.
func passing(err error) bool {
	for _, errno := range []syscall.Errno{syscall.EBUSY, syscall.EMFILE, syscall.ENFILE, syscall.ENOTEMPTY, syscall.EPERM} {
		if errors.Is(err, errno) {
			return true
		}
	}
	return busy(err)
}
