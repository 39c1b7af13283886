package fs

import (
	"golang.org/x/sys/unix"

	"github.com/deskjs/deskjs/runtime/backend/op"
)

// own are the constants that only macOS has.
var own = op.Object{{Name: "O_SYMLINK", Value: unix.O_SYMLINK}}
