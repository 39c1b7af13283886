//go:build linux

package test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/deskjs/deskjs/internal/desktoptest"
	"github.com/deskjs/deskjs/internal/systemtest"
)

// playing is how a story says, before its first file, which services of a desktop it needs: "Playing: login, portal."
var playing = regexp.MustCompile(`(?m)^Playing: ([a-z, ]+)\.$`)

// play plays the services that a story needs, and returns what the app needs in its environment for them.
func play(t *testing.T, session *desktoptest.Session, comment []byte) (env []string) {
	named := playing.FindSubmatch(comment)
	if named == nil {
		return nil
	}
	system := systemtest.OpenBus(t)
	for name := range strings.SplitSeq(string(named[1]), ", ") {
		switch name {
		case "login":
			systemtest.ServeLogin(t, systemtest.Connect(t, system))
		case "power":
			systemtest.ServePower(t, systemtest.Connect(t, system))
		case "saver":
			systemtest.ServeSaver(t, systemtest.Connect(t, session.Bus))
		case "secrets":
			systemtest.ServeSecrets(t, systemtest.Connect(t, session.Bus))
		case "portal":
			systemtest.ServePortal(t, systemtest.Connect(t, session.Bus))
		case "screen":
			systemtest.ServeScreen(t, systemtest.Connect(t, session.Bus), session.Display)
		default:
			t.Fatalf("nobody plays %q", name)
		}
	}
	return []string{"DBUS_SYSTEM_BUS_ADDRESS=" + system}
}
