//go:build cgo

package theme

import (
	"testing"
	"time"

	"github.com/deskjs/deskjs/internal/systemtest"
)

func TestPortal(t *testing.T) {
	bus := systemtest.OpenBus(t)
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", bus)
	portal := systemtest.ServePortal(t, systemtest.Connect(t, bus))
	changes := make(chan appearance, 10)
	next := func(want appearance) {
		t.Helper()
		select {
		case got := <-changes:
			if got != want {
				t.Errorf("the portal says %+v, want %+v", got, want)
			}
		case <-time.After(20 * time.Second):
			t.Fatalf("nothing came, want %+v", want)
		}
	}
	followPortal(func(now appearance) { changes <- now })
	next(appearance{scheme: schemeDark})
	portal.Appear("color-scheme", 2)
	next(appearance{scheme: schemeLight})
	portal.Accent(1, 0.5, 0)
	next(appearance{scheme: schemeLight, accent: "ff8000ff"})
	portal.Appear("contrast", 1)
	portal.Appear("reduced-motion", 1)
	next(appearance{scheme: schemeLight, accent: "ff8000ff", contrast: true})
	portal.Accent(-1, -1, -1) // none
	portal.Appear("color-scheme", 77)
	next(appearance{scheme: schemeLight, accent: "ff8000ff", contrast: true, still: true})
	next(appearance{scheme: schemeLight, contrast: true, still: true})
	next(appearance{scheme: schemeNone, contrast: true, still: true})
}

func TestNoPortal(t *testing.T) {
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", systemtest.OpenBus(t))
	followPortal(func(now appearance) {
		if now != (appearance{}) {
			t.Errorf("nobody says %+v", now)
		}
	})
}
