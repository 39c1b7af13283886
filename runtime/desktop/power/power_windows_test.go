package power

import (
	"testing"

	"golang.org/x/sys/windows"

	"github.com/deskjs/deskjs/internal/systemtest"
	"github.com/deskjs/deskjs/runtime/desktop/winmessage"
)

func TestPower(t *testing.T) {
	app := systemtest.OpenApp(t)
	app.Service = New(app.Host)
	for _, method := range []string{"power.battery", "power.idle", "power.thermal", "power.watch"} {
		if got := app.Call(t, method, nil, nil); got.Err != nil {
			t.Errorf("%s: %v", method, got.Err)
		}
	}
	if got := app.Call(t, "power.unblock", 1, nil); got.Value != "false" {
		t.Errorf("unblock answers %+v", got)
	}
	for code, want := range map[uintptr]string{4: "suspend", 0x12: "resume"} {
		app.Host.Post(func() {
			window, err := winmessage.Window()
			if err != nil {
				t.Error(err)
			}
			const broadcast = 0x0218
			_, _, _ = windows.NewLazySystemDLL("user32.dll").NewProc("SendMessageW").Call(uintptr(window), broadcast, code, 0)
		})
		if got := app.Event(t); got != `power.event {"name":"`+want+`"}` {
			t.Errorf("event %s, want %s", got, want)
		}
	}
}
