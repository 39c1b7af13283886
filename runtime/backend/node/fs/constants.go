package fs

import (
	"slices"

	"github.com/deskjs/deskjs/runtime/backend/op"
)

// constants is fs.constants of this system.
var constants = slices.Concat(shared, own, op.Object{
	{Name: "F_OK", Value: 0},
	{Name: "R_OK", Value: 4},
	{Name: "W_OK", Value: 2},
	{Name: "X_OK", Value: 1},
	{Name: "UV_FS_COPYFILE_EXCL", Value: copyExclusive},
	{Name: "COPYFILE_EXCL", Value: copyExclusive},
	{Name: "UV_FS_COPYFILE_FICLONE", Value: copyClone},
	{Name: "COPYFILE_FICLONE", Value: copyClone},
	{Name: "UV_FS_COPYFILE_FICLONE_FORCE", Value: copyCloneForce},
	{Name: "COPYFILE_FICLONE_FORCE", Value: copyCloneForce},
})
