//go:build linux && cgo

package power

import (
	"errors"
	"sync"
	"time"
	"unsafe"

	"github.com/godbus/dbus/v5"

	"github.com/deskjs/deskjs/runtime/desktop/bussignal"
	"github.com/deskjs/deskjs/runtime/desktop/service"
	"github.com/deskjs/deskjs/runtime/desktop/sessionbus"
	"github.com/deskjs/deskjs/runtime/desktop/systembus"
	"github.com/deskjs/deskjs/runtime/desktop/toolkit"
)

// Linux is asked over D-Bus: logind for sleep, shutdown and the session, UPower for the battery, the desktop's screen saver for the lock.

const (
	login        = "org.freedesktop.login1"
	loginPath    = "/org/freedesktop/login1"
	loginManager = "org.freedesktop.login1.Manager"
	loginSession = "org.freedesktop.login1.Session"
	ownSession   = "/org/freedesktop/login1/session/auto"
	upower       = "org.freedesktop.UPower"
	upowerPath   = "/org/freedesktop/UPower"
	properties   = "org.freedesktop.DBus.Properties"
)

// savers are the screen savers there are: of GNOME, and of everybody else.
var savers = []struct {
	name string
	path dbus.ObjectPath
}{
	{"org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"},
	{"org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"},
}

type busDriver struct {
	host *service.Host

	mu      sync.Mutex
	report  func(event)
	battery bool // what was told last, if it is known
	known   bool
	active  bool            // the same
	locks   map[string]bool // by who says so
	told    bool            // that the screen is locked
	saver   saver           // UI thread
}

func newDriver(host *service.Host) driver {
	return &busDriver{host: host, active: true, locks: map[string]bool{}}
}

func (d *busDriver) watch(report func(event)) error {
	d.mu.Lock()
	d.report = report
	d.mu.Unlock()
	return errors.Join(d.watchSystem(), d.watchSavers())
}

func (d *busDriver) tell(name string) { d.report(event{Name: name}) }

func (d *busDriver) watchSystem() error {
	conn, err := systembus.Connect()
	if err != nil {
		return err
	}
	on, err := upowerOnBattery(conn, dbus.FlagNoAutoStart)
	if d.known = err == nil; d.known {
		d.battery = on
	} else {
		// It may have to be started, which takes its time.
		go func() { _, _ = upowerOnBattery(conn, 0) }()
	}
	session := d.session(conn)
	return errors.Join(
		bussignal.Follow(conn, login, loginPath, loginManager+".PrepareForSleep", func(signal *dbus.Signal) {
			d.tell(map[bool]string{true: "suspend", false: "resume"}[first[bool](signal)])
		}),
		bussignal.Follow(conn, login, loginPath, loginManager+".PrepareForShutdown", func(signal *dbus.Signal) {
			if first[bool](signal) {
				d.tell("shutdown")
			}
		}),
		bussignal.Follow(conn, upower, upowerPath, properties+".PropertiesChanged", func(signal *dbus.Signal) {
			if on, ok := property(signal, upower, "OnBattery"); ok {
				d.batteryIs(on)
			}
		}),
		bussignal.Follow(conn, login, session, properties+".PropertiesChanged", func(signal *dbus.Signal) {
			if locked, ok := property(signal, loginSession, "LockedHint"); ok {
				d.lockIs(login, locked)
			}
			if active, ok := property(signal, loginSession, "Active"); ok {
				d.activeIs(active)
			}
		}),
	)
}

// session is the object of the process's session. Signals name it by its own path, not by "auto".
func (d *busDriver) session(conn *dbus.Conn) dbus.ObjectPath {
	id, err := conn.Object(login, ownSession).GetProperty(loginSession + ".Id")
	if name, ok := id.Value().(string); err == nil && ok {
		var path dbus.ObjectPath
		if conn.Object(login, loginPath).Call(loginManager+".GetSession", 0, name).Store(&path) == nil {
			return path
		}
	}
	return ownSession
}

func (d *busDriver) watchSavers() error {
	conn, err := sessionbus.Connect()
	if err != nil {
		return err
	}
	for _, saver := range savers {
		if err := bussignal.Follow(conn, saver.name, saver.path, saver.name+".ActiveChanged", func(signal *dbus.Signal) {
			d.lockIs(saver.name, first[bool](signal))
		}); err != nil {
			return err
		}
	}
	return nil
}

// first is the first argument of a signal, zero if it has none of that type.
func first[T any](signal *dbus.Signal) (value T) {
	if len(signal.Body) > 0 {
		value, _ = signal.Body[0].(T)
	}
	return value
}

// property is a truth value that PropertiesChanged tells of.
func property(signal *dbus.Signal, wanted, name string) (value, told bool) {
	var of string
	var changed map[string]dbus.Variant
	var gone []string
	if dbus.Store(signal.Body, &of, &changed, &gone) != nil || of != wanted {
		return false, false
	}
	value, told = changed[name].Value().(bool)
	return value, told
}

func (d *busDriver) batteryIs(on bool) {
	d.mu.Lock()
	changed := !d.known || on != d.battery
	d.battery, d.known = on, true
	d.mu.Unlock()
	if changed {
		d.tell(map[bool]string{true: "on-battery", false: "on-ac"}[on])
	}
}

func (d *busDriver) activeIs(active bool) {
	d.mu.Lock()
	changed := active != d.active
	d.active = active
	d.mu.Unlock()
	if changed {
		d.tell(map[bool]string{true: "user-did-become-active", false: "user-did-resign-active"}[active])
	}
}

// lockIs takes what logind or a screen saver says. Most desktops say it twice.
func (d *busDriver) lockIs(who string, locked bool) {
	d.mu.Lock()
	d.locks[who] = locked
	any := false
	for _, locked := range d.locks {
		any = any || locked
	}
	changed := any != d.told
	d.told = any
	d.mu.Unlock()
	if changed {
		d.tell(map[bool]string{true: "lock-screen", false: "unlock-screen"}[any])
	}
}

func (d *busDriver) locked() (locked, known bool) {
	if conn, err := systembus.Connect(); err == nil {
		if hint, err := conn.Object(login, ownSession).GetProperty(loginSession + ".LockedHint"); err == nil {
			locked, known = hint.Value().(bool)
		}
	}
	conn, err := sessionbus.Connect()
	if locked || err != nil {
		return locked, known
	}
	for _, saver := range savers {
		var active bool
		// One that is not there is not to be started for the question.
		if conn.Object(saver.name, saver.path).Call(saver.name+".GetActive", dbus.FlagNoAutoStart).Store(&active) == nil {
			known = true
			if active {
				return true, true
			}
		}
	}
	return locked, known
}

// idle asks where there is no X server.
func (d *busDriver) idle() (time.Duration, error) {
	conn, err := sessionbus.Connect()
	if err != nil {
		return 0, err
	}
	var milliseconds uint64
	if conn.Object("org.gnome.Mutter.IdleMonitor", "/org/gnome/Mutter/IdleMonitor/Core").
		Call("org.gnome.Mutter.IdleMonitor.GetIdletime", dbus.FlagNoAutoStart).Store(&milliseconds) == nil {
		return time.Duration(milliseconds) * time.Millisecond, nil
	}
	var seconds uint32
	if conn.Object(savers[0].name, savers[0].path).Call(savers[0].name+".GetSessionIdleTime", dbus.FlagNoAutoStart).Store(&seconds) == nil {
		return time.Duration(seconds) * time.Second, nil
	}
	return 0, errors.New("neither the X server nor the desktop (org.gnome.Mutter.IdleMonitor, org.freedesktop.ScreenSaver) says how long nobody has touched anything")
}

func (d *busDriver) thermal() string { return "unknown" }

// saver is the X server's extension MIT-SCREEN-SAVER.
type saver struct {
	tried, found bool
	info         *saverInfo
	functions    struct {
		Allocate func() *saverInfo                                                 `c:"XScreenSaverAllocInfo"`
		Query    func(display unsafe.Pointer, root uintptr, into *saverInfo) int32 `c:"XScreenSaverQueryInfo"`
	}
}

// saverInfo is an XScreenSaverInfo.
type saverInfo struct {
	_    uintptr // window
	_, _ int32   // state and kind
	_    uintptr // until the screen goes dark, or since
	idle uintptr // milliseconds
	_    uintptr // events
}

func (d *busDriver) quickIdle() (time.Duration, bool) {
	display, root, err := toolkit.XDisplay()
	if err != nil {
		return 0, false
	}
	if !d.saver.tried {
		d.saver.tried = true
		if toolkit.Find(toolkit.Saver, &d.saver.functions) == nil {
			d.saver.found, d.saver.info = true, d.saver.functions.Allocate()
		}
	}
	if !d.saver.found || d.saver.functions.Query(display, root, d.saver.info) == 0 {
		return 0, false
	}
	return time.Duration(d.saver.info.idle) * time.Millisecond, true
}
