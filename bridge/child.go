package bridge

import "errors"

// ErrNotInherited says that whoever started this process gave it no socket.
var ErrNotInherited = errors.New("this process was started without a socket to its parent")
