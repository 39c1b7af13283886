package application

import (
	"fmt"
	"hash/fnv"

	"github.com/godbus/dbus/v5"

	"github.com/deskjs/deskjs/runtime/desktop/service"
	"github.com/deskjs/deskjs/runtime/desktop/sessionbus"
)

// setBadge tells docks that speak the LauncherEntry interface of Unity: Ubuntu's, Dash to Dock, Plank, KDE's. Others show nothing.
func (a *application) setBadge(count int) error {
	conn, err := sessionbus.Connect()
	if err != nil {
		return service.NotSupported("app.setBadgeCount", err.Error())
	}
	uri := "application://" + a.host.ID + ".desktop"
	sum := fnv.New64a()
	_, _ = sum.Write([]byte(uri))
	path := dbus.ObjectPath(fmt.Sprintf("/com/canonical/unity/launcherentry/%d", sum.Sum64()))
	return conn.Emit(path, "com.canonical.Unity.LauncherEntry.Update", uri, map[string]dbus.Variant{
		"count": dbus.MakeVariant(int64(count)), "count-visible": dbus.MakeVariant(count > 0),
	})
}
