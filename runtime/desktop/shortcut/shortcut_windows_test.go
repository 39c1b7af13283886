package shortcut

import (
	"testing"

	"golang.org/x/sys/windows"

	"github.com/deskjs/deskjs/internal/systemtest"
	"github.com/deskjs/deskjs/runtime/desktop/winmessage"
)

func TestHotKeys(t *testing.T) {
	app := systemtest.OpenApp(t)
	app.Service = New(app.Host)
	for key, want := range map[string]string{"k": "true", "nokey": "false"} {
		got := app.Call(t, "shortcut.register", Shortcut{ID: len(key), Key: key, Control: true, Shift: true}, nil)
		if got.Err != nil || got.Value != want {
			t.Fatalf("register answers %+v", got)
		}
	}
	app.Host.Post(func() {
		window, err := winmessage.Window()
		if err != nil {
			t.Error(err)
		}
		const hotKey = 0x0312
		_, _, _ = windows.NewLazySystemDLL("user32.dll").NewProc("SendMessageW").Call(uintptr(window), hotKey, 1, 0)
	})
	if got := app.Event(t); got != "shortcut.pressed 1" {
		t.Errorf("event %s", got)
	}
	app.Call(t, "shortcut.unregister", 1, nil)
}

func TestVirtualKeys(t *testing.T) {
	for key, want := range map[string]uintptr{"a": 'A', "0": '0', "f1": 0x70, "f24": 0x87, "num9": 0x69, "pageup": 0x21, "=": 0xbb, "f25": 0, "no": 0} {
		if got := virtualKey(key); got != want {
			t.Errorf("%s is %#x, want %#x", key, got, want)
		}
	}
}
