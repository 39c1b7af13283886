package tray

import (
	"context"
	"sync"

	"github.com/godbus/dbus/v5"

	"github.com/deskjs/deskjs/runtime/desktop/sessionbus"
)

const (
	watcher          = "org.kde.StatusNotifierWatcher"
	watcherPath      = "/StatusNotifierWatcher"
	watcherInterface = "org.kde.StatusNotifierWatcher"
)

// bus is the session bus with the process's icons on it. The watcher, to which icons are announced, belongs to the panel: it may come
// later, and when the panel starts again it has forgotten them.
type bus struct {
	connection *dbus.Conn
	log        func(string, ...any)

	mu    sync.Mutex
	items map[*item]bool
	told  bool // that there is no watcher
}

var (
	busMu sync.Mutex
	only  *bus
)

func connect(log func(string, ...any)) (*bus, error) {
	busMu.Lock()
	defer busMu.Unlock()
	if only != nil && only.connection.Connected() {
		return only, nil
	}
	connection, err := sessionbus.Connect()
	if err != nil {
		return nil, err
	}
	b := &bus{connection: connection, log: log, items: map[*item]bool{}}
	signals := make(chan *dbus.Signal, 16)
	connection.Signal(signals)
	if err := connection.AddMatchSignal(dbus.WithMatchInterface("org.freedesktop.DBus"), dbus.WithMatchMember("NameOwnerChanged"),
		dbus.WithMatchArg(0, watcher)); err != nil {
		return nil, err
	}
	go b.follow(signals)
	only = b
	return b, nil
}

// follow announces all icons to each watcher that comes.
func (b *bus) follow(signals <-chan *dbus.Signal) {
	for signal := range signals {
		if signal.Name != "org.freedesktop.DBus.NameOwnerChanged" || len(signal.Body) != 3 || signal.Body[0] != watcher || signal.Body[2] == "" {
			continue
		}
		b.mu.Lock()
		var items []*item
		for i := range b.items {
			items = append(items, i)
		}
		b.told = false
		b.mu.Unlock()
		for _, i := range items {
			b.announce(i)
		}
	}
}

func (b *bus) add(i *item) {
	b.mu.Lock()
	b.items[i] = true
	b.mu.Unlock()
	go b.announce(i)
}

func (b *bus) remove(i *item) {
	b.mu.Lock()
	delete(b.items, i)
	b.mu.Unlock()
}

// announce tells the watcher of an icon, by its path: the watcher knows whose it is.
func (b *bus) announce(i *item) {
	err := b.connection.Object(watcher, watcherPath).CallWithContext(context.Background(), watcherInterface+".RegisterStatusNotifierItem", 0, string(i.path)).Err
	if err == nil {
		return
	}
	b.mu.Lock()
	told := b.told
	b.told = true
	b.mu.Unlock()
	if !told {
		b.log("The tray icon is not shown: this desktop has no StatusNotifierWatcher (%v). It will be when one starts; GNOME needs the extension AppIndicator.", err)
	}
}

// signal emits one. Whoever does not hear it reads the properties anyway.
func (b *bus) signal(path dbus.ObjectPath, name string, values ...any) {
	if err := b.connection.Emit(path, name, values...); err != nil {
		b.log("The tray can't tell the desktop of a change: %v", err)
	}
}

// exportProperties has the bus read what values returns.
func exportProperties(connection *dbus.Conn, path dbus.ObjectPath, of string, values func() map[string]any) error {
	return connection.ExportMethodTable(map[string]any{
		"Get": func(name, property string) (dbus.Variant, *dbus.Error) {
			value, known := values()[property]
			if name != of || !known {
				return dbus.Variant{}, dbus.NewError("org.freedesktop.DBus.Error.UnknownProperty", []any{"there is no property " + name + "." + property})
			}
			return dbus.MakeVariant(value), nil
		},
		"GetAll": func(string) (map[string]dbus.Variant, *dbus.Error) {
			all := map[string]dbus.Variant{}
			for name, value := range values() {
				all[name] = dbus.MakeVariant(value)
			}
			return all, nil
		},
		"Set": func(name, property string, _ dbus.Variant) *dbus.Error {
			return dbus.NewError("org.freedesktop.DBus.Error.PropertyReadOnly", []any{name + "." + property + " can only be read"})
		},
	}, path, properties)
}
