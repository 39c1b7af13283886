//go:build cgo

package shortcut

import (
	"testing"

	"github.com/deskjs/deskjs/internal/systemtest"
)

func TestPortal(t *testing.T) {
	bus := systemtest.OpenBus(t)
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", bus)
	portal := systemtest.ServePortal(t, systemtest.Connect(t, bus))
	app := systemtest.OpenApp(t)
	app.Service = newService(app.Host, newPortal(app.Host))
	for id, key := range []string{"k", "pageup"} {
		if got := app.Call(t, "shortcut.register", Shortcut{ID: id, Accelerator: "Control+" + key, Key: key, Control: true, Shift: true}, nil); got.Value != "true" || got.Err != nil {
			t.Fatalf("register answers %+v", got)
		}
		portal.Bound(map[string]string{"k": "CTRL+SHIFT+k", "pageup": "CTRL+SHIFT+Page_Up"}[key])
	}
	portal.Press("CTRL+SHIFT+Page_Up")
	if got := app.Event(t); got != "shortcut.pressed 1" {
		t.Errorf("event %s", got)
	}
	app.Call(t, "shortcut.unregister", 1, nil)
	portal.Press("CTRL+SHIFT+k")
	if got := app.Event(t); got != "shortcut.pressed 0" {
		t.Errorf("event %s", got)
	}
}

func TestNoPortal(t *testing.T) {
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", systemtest.OpenBus(t))
	app := systemtest.OpenApp(t)
	app.Service = newService(app.Host, newPortal(app.Host))
	if got := app.Call(t, "shortcut.register", Shortcut{Key: "k"}, nil); got.Err == nil {
		t.Errorf("register answers %+v", got)
	}
}

func TestKeysyms(t *testing.T) {
	for key, want := range map[string]uintptr{"a": 0x61, "0": 0x30, "=": 0x3d, "f1": 0xffbe, "f24": 0xffd5, "num7": 0xffb7, "numadd": 0xffab, "enter": 0xff0d,
		"mediastop": 0x1008ff15, "f0": 0, "no": 0, "num10": 0} {
		if got := keysym(key); got != want {
			t.Errorf("%s is %#x, want %#x", key, got, want)
		}
	}
	for key, want := range map[string]string{"a": "CTRL+ALT+SHIFT+LOGO+a", "f5": "CTRL+ALT+SHIFT+LOGO+F5", "num3": "CTRL+ALT+SHIFT+LOGO+KP_3", "=": "CTRL+ALT+SHIFT+LOGO+equal"} {
		if got := trigger(Shortcut{Key: key, Control: true, Alt: true, Shift: true, Meta: true}); got != want {
			t.Errorf("%s is %s, want %s", key, got, want)
		}
	}
}
