package application

import (
	"os"
	"os/exec"
	"path/filepath"

	"github.com/deskjs/deskjs/runtime/backend/op"
	"github.com/deskjs/deskjs/runtime/backend/permission"
)

// mayStart(program, starts) returns what the host is told of a program that it, or the desktop, starts later on: after the app has ended, when the
// user logs in, for an address. What the app may not start itself it may not have started either; and where not all is granted it is the
// file itself, since a link could lead elsewhere by then. Without starts the program is only named.
func mayStart(_ *op.Context, args op.Args) (any, error) {
	asked := args.String(0)
	path, err := exec.LookPath(asked)
	if permission.Has("child", "", false) {
		if args.Bool(1) && err == nil {
			_, err = permission.Run(asked, path, "", os.Environ()) // which records it, and knows of what is denied
			return asked, err
		}
		return asked, nil
	}
	if err == nil {
		path, err = filepath.EvalSymlinks(path)
	}
	switch {
	case !args.Bool(1) && err != nil:
		return asked, nil
	case !args.Bool(1):
		return path, nil
	case err != nil: // it could be made after this was allowed
		return nil, op.System(err, "spawn", asked)
	}
	return permission.Run(asked, path, "", os.Environ())
}
