//go:build unix

package backend

import (
	"os"
	"os/signal"
	"sync"
	"syscall"
)

// surviveBrokenPipes makes writing to a standard stream whose reader is gone an error, as in Node; Go ends the program otherwise.
// It is not ignored, since processes that this one starts would ignore it too.
var surviveBrokenPipes = sync.OnceFunc(func() { signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE) })
