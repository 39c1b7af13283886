package theme

import (
	"testing"

	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/registry"

	"github.com/deskjs/deskjs/internal/systemtest"
	"github.com/deskjs/deskjs/runtime/desktop/winmessage"
)

func TestRegistry(t *testing.T) {
	key, _, err := registry.CreateKey(registry.CURRENT_USER, personalize, registry.SET_VALUE)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = key.DeleteValue("AppsUseLightTheme")
		_ = key.Close()
	})
	app := systemtest.OpenApp(t)
	app.Service = New(app.Host)
	app.Call(t, "theme.state", nil, nil)
	if err := key.SetDWordValue("AppsUseLightTheme", 0); err != nil {
		t.Fatal(err)
	}
	app.Host.Post(func() {
		window, err := winmessage.Window()
		if err != nil {
			t.Error(err)
		}
		const settingChange = 0x001a
		_, _, _ = windows.NewLazySystemDLL("user32.dll").NewProc("SendMessageW").Call(uintptr(window), settingChange, 0, 0)
	})
	app.Event(t)
	var state State
	newDriver(app.Host).read(&state)
	if !state.Dark || state.DarkSystem || len(state.Accent) != len("rrggbbaa") {
		t.Errorf("things should look %+v", state)
	}
}
