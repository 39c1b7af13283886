//go:build !linux

package process

import "github.com/deskjs/deskjs/runtime/backend/op"

// setTitle(title) has nothing to do: the system shows the program's own name.
func setTitle(*op.Context, op.Args) (any, error) { return nil, nil }
