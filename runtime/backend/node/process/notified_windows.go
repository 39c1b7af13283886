package process

import (
	"os"
	"syscall"
)

// notified returns what Go makes of a console event: Ctrl+C and Ctrl+Break are an
// interrupt, closing the window, logging off and shutting down a SIGTERM. Nothing else
// reaches a program on Windows.
func notified(number int) []os.Signal {
	switch number {
	case signals["SIGINT"], signals["SIGBREAK"]:
		return []os.Signal{os.Interrupt}
	case signals["SIGHUP"], signals["SIGTERM"]:
		return []os.Signal{syscall.SIGTERM}
	}
	return []os.Signal{syscall.Signal(number)}
}
