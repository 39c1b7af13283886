//go:build linux && cgo

package theme

import (
	"github.com/godbus/dbus/v5"

	"github.com/deskjs/deskjs/runtime/desktop/bussignal"
	"github.com/deskjs/deskjs/runtime/desktop/sessionbus"
)

// appearance is what the portal says of org.freedesktop.appearance.
type appearance struct {
	scheme   uint32
	accent   string // "rrggbbaa", "" if nobody has chosen one
	contrast bool
	still    bool // reduced motion
}

// Values of color-scheme.
const (
	schemeNone  = 0
	schemeDark  = 1
	schemeLight = 2
)

const (
	portalName      = "org.freedesktop.portal.Desktop"
	portalPath      = "/org/freedesktop/portal/desktop"
	portalSettings  = "org.freedesktop.portal.Settings"
	portalNamespace = "org.freedesktop.appearance"
)

// followPortal calls changed with what the portal says now, and whenever it says something else. Without a portal it does nothing: GTK's
// settings are all there is then.
func followPortal(changed func(appearance)) {
	conn, err := sessionbus.Connect()
	if err != nil {
		return
	}
	start := make(chan appearance, 1)
	err = bussignal.Follow(conn, portalName, portalPath, portalSettings+".SettingChanged", func() func(*dbus.Signal) {
		var now appearance
		begun := false
		return func(signal *dbus.Signal) {
			if !begun {
				begun, now = true, <-start
			}
			var namespace, key string
			var value dbus.Variant
			if dbus.Store(signal.Body, &namespace, &key, &value) == nil && namespace == portalNamespace {
				now.set(key, value)
				changed(now)
			}
		}
	}())
	if err != nil {
		return
	}
	now := readPortal(conn)
	start <- now
	changed(now)
}

func readPortal(conn *dbus.Conn) (now appearance) {
	portal := conn.Object(portalName, portalPath)
	var all map[string]map[string]dbus.Variant
	if portal.Call(portalSettings+".ReadAll", 0, []string{portalNamespace}).Store(&all) == nil {
		for key, value := range all[portalNamespace] {
			now.set(key, value)
		}
	}
	return now
}

// set takes one setting, which older portals wrap in several variants. What is not as it should be is ignored.
func (a *appearance) set(key string, value dbus.Variant) {
	for {
		inner, ok := value.Value().(dbus.Variant)
		if !ok {
			break
		}
		value = inner
	}
	number, _ := value.Value().(uint32)
	switch key {
	case "color-scheme":
		if a.scheme = number; number > schemeLight {
			a.scheme = schemeNone
		}
	case "contrast":
		a.contrast = number == 1
	case "reduced-motion":
		a.still = number == 1
	case "accent-color":
		var color struct{ Red, Green, Blue float64 }
		if dbus.Store([]any{value.Value()}, &color) == nil {
			a.accent = hex(color.Red, color.Green, color.Blue)
		}
	}
}
