package store

import (
	"errors"
	"os"
	"time"

	"github.com/deskjs/deskjs/runtime/backend/op"
	"github.com/deskjs/deskjs/runtime/backend/permission"
)

// errHeld is tryLock's when another holds the lock.
var errHeld = errors.New("held by another")

// lock(path, milliseconds) makes the file at path if it isn't there and locks it for this process and this use of it alone; the system
// gives the lock back when the process ends, however it does. It returns what unlock takes, or undefined if others held it all that time.
func lock(ctx *op.Context, args op.Args) (any, error) {
	path := args.String(0)
	entrance, err := permission.Enter(permission.Writing, path, permission.Create)
	if err != nil {
		return nil, err
	}
	defer entrance.Leave()
	file, err := os.OpenFile(entrance.Path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, op.System(err, "open", path)
	}
	end := time.Now().Add(time.Duration(args.Int(1)) * time.Millisecond)
	// Whoever holds it writes one file: a few milliseconds.
	for wait := time.Millisecond; ; wait = min(2*wait, 20*time.Millisecond) {
		err := tryLock(file)
		if err == nil {
			return op.Handle{Value: file}, nil
		}
		if !errors.Is(err, errHeld) || time.Now().After(end) || ctx.Err() != nil {
			_ = file.Close()
			if errors.Is(err, errHeld) {
				return nil, nil
			}
			return nil, op.System(err, "flock", path)
		}
		time.Sleep(wait) // the system has no lock that can be waited for until a time
	}
}

// unlock gives a lock back.
func unlock(_ *op.Context, args op.Args) (any, error) {
	file, err := op.HandleAt[*os.File](args, 0)
	if err != nil {
		return nil, err
	}
	return nil, op.System(file.Close(), "close", file.Name())
}
