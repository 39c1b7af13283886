package process

import (
	"os"

	"github.com/deskjs/deskjs/runtime/backend/op"
)

// setTitle(title) shows it in lists of processes; the system keeps 15 bytes.
func setTitle(_ *op.Context, args op.Args) (any, error) {
	// There is nobody to tell of a system that does not take it.
	_ = os.WriteFile("/proc/self/comm", []byte(args.String(0)), 0)
	return nil, nil
}
