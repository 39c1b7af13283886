//go:build cgo

package power

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/deskjs/deskjs/internal/systemtest"
)

// open starts both buses for a test.
func open(t *testing.T) (app *systemtest.App, session, system string) {
	session, system = systemtest.OpenBus(t), systemtest.OpenBus(t)
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", session)
	t.Setenv("DBUS_SYSTEM_BUS_ADDRESS", system)
	app = systemtest.OpenApp(t)
	app.Service = New(app.Host)
	return app, session, system
}

func TestEvents(t *testing.T) {
	app, session, system := open(t)
	login := systemtest.ServeLogin(t, systemtest.Connect(t, system))
	power := systemtest.ServePower(t, systemtest.Connect(t, system))
	saver := systemtest.ServeSaver(t, systemtest.Connect(t, session))
	app.Call(t, "power.watch", nil, nil)
	for _, step := range []struct {
		do   func()
		want string
	}{
		{func() { login.Sleep(true) }, "suspend"},
		{func() { login.Sleep(false) }, "resume"},
		{func() { power.Battery(true) }, "on-battery"},
		{func() { power.Battery(true); power.Battery(false) }, "on-ac"},
		{func() { login.Lock(true) }, "lock-screen"},
		{func() { login.Lock(false) }, "unlock-screen"},
		{func() { saver.Activate(true) }, "lock-screen"},
		{func() { saver.Activate(false) }, "unlock-screen"},
		{func() { login.Activate(false) }, "user-did-resign-active"},
		{func() { login.Activate(true) }, "user-did-become-active"},
		{func() { login.Shutdown() }, "shutdown"},
	} {
		step.do()
		if got, want := app.Event(t), `power.event {"name":"`+step.want+`"}`; got != want {
			t.Fatalf("event %s, want %s", got, want)
		}
	}
	power.Battery(true)
	app.Event(t)
	if got := app.Call(t, "power.battery", nil, nil); got.Value != "true" {
		t.Errorf("the battery is %+v", got)
	}
	saver.Activate(true)
	app.Event(t)
	if got := app.Call(t, "power.idle", nil, nil); got.Value != `{"seconds":100,"locked":true}` {
		t.Errorf("idle is %+v", got)
	}
}

func TestShutdownWaits(t *testing.T) {
	app, _, system := open(t)
	login := systemtest.ServeLogin(t, systemtest.Connect(t, system))
	app.Call(t, "power.watch", nil, nil)
	app.Call(t, "power.delayShutdown", true, nil)
	app.Call(t, "power.delayShutdown", true, nil)
	if locks, _ := login.Locks(); strings.Join(locks, ",") != "shutdown delay" {
		t.Fatalf("locks are %v", locks)
	}
	login.Shutdown()
	if got := app.Event(t); got != "power.shutdown null" {
		t.Errorf("the backend was asked %s", got)
	}
	if name, _ := login.Released(); name != "shutdown delay" { // returns when it is
		t.Errorf("released %q", name)
	}
	app.Call(t, "power.delayShutdown", true, nil)
	app.Prevent = true
	login.Shutdown()
	app.Event(t)
	app.Call(t, "power.delayShutdown", false, nil) // its listener was for once
	if locks, _ := login.Locks(); len(locks) != 1 {
		t.Errorf("the app wants to wait, and the locks are %v", locks)
	}
	app.Reset()
	login.Released()
}

func TestBlock(t *testing.T) {
	app, session, system := open(t)
	login := systemtest.ServeLogin(t, systemtest.Connect(t, system))
	saver := systemtest.ServeSaver(t, systemtest.Connect(t, session))
	if got := app.Call(t, "power.block", "prevent-display-sleep", nil); got.Value != "0" || got.Err != nil {
		t.Fatalf("block answers %+v", got)
	}
	if wishes, _ := saver.Wishes(); strings.Join(wishes, ",") != "Notes: The app is busy." {
		t.Errorf("the screen saver knows of %v", wishes)
	}
	// Nobody of the session takes the other wish: logind does.
	if got := app.Call(t, "power.block", "prevent-app-suspension", nil); got.Value != "1" || got.Err != nil {
		t.Fatalf("block answers %+v", got)
	}
	if locks, _ := login.Locks(); strings.Join(locks, ",") != "idle block" {
		t.Errorf("locks are %v", locks)
	}
	for _, id := range []int{0, 1} {
		if got := app.Call(t, "power.unblock", id, nil); got.Value != "true" {
			t.Errorf("unblock answers %+v", got)
		}
	}
	if wishes, _ := saver.Wishes(); len(wishes) != 0 {
		t.Errorf("the screen saver still knows of %v", wishes)
	}
	login.Released()
	if got := app.Call(t, "power.unblock", 1, nil); got.Value != "false" {
		t.Errorf("unblock answers %+v", got)
	}
	if got := app.Call(t, "power.block", "sleep", nil); got.Err == nil || !strings.Contains(got.Err.Error(), "'prevent-display-sleep'") {
		t.Errorf("a wrong type answers %+v", got)
	}
}

func TestNobodyToAsk(t *testing.T) {
	app, _, _ := open(t)
	app.Call(t, "power.watch", nil, nil)
	if got := app.Call(t, "power.block", "prevent-display-sleep", nil); got.Err == nil || !strings.Contains(got.Err.Error(), "logind") {
		t.Errorf("block answers %+v", got)
	}
	if got := app.Call(t, "power.idle", nil, nil); !strings.HasPrefix(got.Value, `{"seconds":-1,"locked":false,"why":`) {
		t.Errorf("idle is %+v", got)
	}
}

func TestSupplies(t *testing.T) {
	for _, test := range []struct {
		files map[string]string
		want  bool
	}{
		{nil, false},
		{map[string]string{"BAT0/type": "Battery\n", "BAT0/status": "Discharging\n", "AC/type": "Mains\n", "AC/online": "0\n"}, true},
		{map[string]string{"BAT0/type": "Battery\n", "BAT0/status": "Discharging\n", "AC/type": "Mains\n", "AC/online": "1\n"}, false},
		{map[string]string{"BAT0/type": "Battery\n", "BAT0/status": "Charging\n"}, false},
		{map[string]string{"mouse/type": "Battery\n", "mouse/status": "Discharging\n", "mouse/scope": "Device\n"}, false},
	} {
		dir := t.TempDir()
		for name, text := range test.files {
			path := filepath.Join(dir, name)
			if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if got := suppliesOnBattery(dir); got != test.want {
			t.Errorf("%v: %v", test.files, got)
		}
	}
}
