package notification

import (
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"github.com/deskjs/deskjs/internal/systemtest"
	"github.com/deskjs/deskjs/runtime/desktop/service"
)

// server is a notification server that shows nothing.
type server struct{}

func (server) GetCapabilities() ([]string, *dbus.Error) { return []string{"actions"}, nil }

func (server) Notify(string, uint32, string, string, string, []string, map[string]dbus.Variant, int32) (uint32, *dbus.Error) {
	return 7, nil
}

func TestAServerThatComesLaterIsHeardOnceAndNobodyElse(t *testing.T) {
	address := systemtest.OpenBus(t)
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", address)
	events := make(chan event, 100)
	driver := newDriver(&service.Host{ID: "org.example.app", Name: "Example"}, func(e event) { events <- e })
	want := func(wanted event) {
		t.Helper()
		select {
		case got := <-events:
			got.Text = ""
			if got != wanted {
				t.Errorf("heard %+v, want %+v", got, wanted)
			}
		case <-time.After(15 * time.Second):
			t.Fatalf("nothing came, want %+v", wanted)
		}
	}
	for key := range 3 {
		driver.show(&options{Key: key})
		want(event{Key: key, Type: "failed"})
	}
	there := systemtest.Connect(t, address)
	if err := there.Export(server{}, busObject, busName); err != nil {
		t.Fatal(err)
	}
	if reply, err := there.RequestName(busName, dbus.NameFlagDoNotQueue); err != nil || reply != dbus.RequestNameReplyPrimaryOwner {
		t.Fatalf("the name is taken (%v)", err)
	}
	driver.show(&options{Key: 4})
	want(event{Key: 4, Type: "show"})
	say := func(conn *dbus.Conn, name string, values ...any) {
		t.Helper()
		if err := conn.Emit(busObject, busName+"."+name, values...); err != nil {
			t.Fatal(err)
		}
		if err := conn.BusObject().Call("org.freedesktop.DBus.GetId", 0).Err; err != nil { // then the bus has passed it on
			t.Fatal(err)
		}
	}
	say(systemtest.Connect(t, address), "ActionInvoked", uint32(7), "0")
	say(there, "ActionInvoked", uint32(7), clicked)
	say(there, "NotificationClosed", uint32(7), uint32(2))
	want(event{Key: 4, Type: "click"})
	want(event{Key: 4, Type: "close", Reason: "userCanceled"})
}
