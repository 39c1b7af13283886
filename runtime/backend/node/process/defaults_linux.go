package process

import (
	"os"
	"os/signal"
	"slices"
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"
)

// ended are signals that end a program by default but for which Go has other ideas: it prints all goroutines' stacks, or does nothing.
var ended = []syscall.Signal{
	unix.SIGQUIT, unix.SIGTRAP, unix.SIGABRT, unix.SIGSYS, unix.SIGSTKFLT,
	unix.SIGUSR2, unix.SIGALRM, unix.SIGVTALRM, unix.SIGXCPU, unix.SIGIO, unix.SIGPWR,
}

// TakeSignals makes signals do to this process what they do to node: writing to a closed pipe fails instead of ending the
// program, and what ends other programs ends this one. It is called once, by a process whose only purpose is to run JavaScript.
func TakeSignals() {
	signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE)
	for _, number := range ended {
		resetSignal(number)
	}
}

// resetSignal gives a signal the system's own action. Go has no call for it; its handler comes back with signal.Notify.
func resetSignal(number syscall.Signal) {
	var action struct {
		handler, flags, restorer uintptr
		mask                     uint64
	}
	_, _, _ = syscall.RawSyscall6(syscall.SYS_RT_SIGACTION, uintptr(number), uintptr(unsafe.Pointer(&action)), 0, unsafe.Sizeof(action.mask), 0, 0)
}

// afterWatch is called when nobody listens to a signal any more.
func afterWatch(number int) {
	for _, known := range ended {
		if int(known) == number {
			resetSignal(known)
		}
	}
}

// raiseAbort ends the process.
func raiseAbort() {
	resetSignal(unix.SIGABRT)
	if unix.Kill(unix.Getpid(), unix.SIGABRT) == nil {
		select {} // it comes on another thread
	}
}

// ends reports whether the signal ends a program that does not listen to it.
func ends(number int) bool {
	signal := syscall.Signal(number)
	return slices.Contains(ended, signal) || slices.Contains([]syscall.Signal{unix.SIGHUP, unix.SIGINT, unix.SIGKILL, unix.SIGTERM}, signal)
}
