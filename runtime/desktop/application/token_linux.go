package application

import (
	"cmp"
	"os"
)

// started is what the desktop gave to this process so that it may show itself, before GTK takes it away.
var started = cmp.Or(os.Getenv("XDG_ACTIVATION_TOKEN"), os.Getenv("DESKTOP_STARTUP_ID"))

// StartupToken is what the desktop gave to this process so that it may show itself, "" if nothing.
func StartupToken() string { return started }
