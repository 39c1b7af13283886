//go:build unix

package process

import (
	"os"
	"syscall"
)

// notified returns the signal with the given number as os/signal names it.
func notified(number int) []os.Signal { return []os.Signal{syscall.Signal(number)} }
