package backend

import "github.com/deskjs/deskjs/runtime/backend/engine"

// Builtins is the one table of everything that require finds without a file.
// Each line is a folder under node or web; the order is the alphabet's.
func Builtins() []*engine.Module { return builtins }

var builtins = []*engine.Module{}
