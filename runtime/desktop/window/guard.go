package window

import (
	"fmt"
	"os"
)

// guard runs a function of the program above that the webview is waiting for, and tells whether it returned. A panic cannot pass
// through native code, so it is reported here and the window goes on.
func guard(what string, run func()) (returned bool) {
	defer func() {
		if !returned {
			fmt.Fprintf(os.Stderr, "The host hit a fault of its own in %s: %v\n", what, recover())
		}
	}()
	run()
	return true
}
