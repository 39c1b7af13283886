//go:build !linux

package process

import (
	"os"
	"os/signal"
	"slices"
	"syscall"
)

// TakeSignals makes writing to a closed pipe fail, as it does in node, instead of ending the program. It is called once, by a
// process whose only purpose is to run JavaScript.
func TakeSignals() { signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE) }

// afterWatch is called when nobody listens to a signal any more.
func afterWatch(int) {}

// raiseAbort has nothing to do: Go would print its stacks at the signal.
func raiseAbort() {}

// ends reports whether the signal ends a program that does not listen to it.
func ends(number int) bool {
	return slices.Contains([]syscall.Signal{syscall.SIGHUP, syscall.SIGINT, syscall.SIGKILL, syscall.SIGTERM}, syscall.Signal(number))
}
