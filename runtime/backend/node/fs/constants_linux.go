package fs

import (
	"golang.org/x/sys/unix"

	"github.com/deskjs/deskjs/runtime/backend/op"
)

// own are the constants that only Linux has.
var own = op.Object{
	{Name: "O_NOATIME", Value: unix.O_NOATIME},
	{Name: "O_DIRECT", Value: unix.O_DIRECT},
}
