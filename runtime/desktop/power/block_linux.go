//go:build linux && cgo

package power

import (
	"errors"
	"fmt"
	"os"

	"github.com/godbus/dbus/v5"

	"github.com/deskjs/deskjs/runtime/desktop/service"
	"github.com/deskjs/deskjs/runtime/desktop/sessionbus"
	"github.com/deskjs/deskjs/runtime/desktop/systembus"
)

const reason = "The app is busy."

// Flags of GNOME's session manager and of the portal.
const (
	inhibitSuspend = 4
	inhibitIdle    = 8
)

// block asks, one after the other, who may know: each desktop has another of these.
func (d *busDriver) block(display bool) (release func(), err error) {
	tries := []func(*dbus.Conn) (func(), error){d.blockSession(inhibitSuspend), d.blockManagement, d.blockPortal(inhibitSuspend)}
	if display {
		tries = []func(*dbus.Conn) (func(), error){d.blockSaver, d.blockSession(inhibitIdle), d.blockPortal(inhibitIdle)}
	}
	conn, failure := sessionbus.Connect()
	if failure == nil {
		var failures []error
		for _, try := range tries {
			if release, err := try(conn); err == nil {
				return release, nil
			} else {
				failures = append(failures, err)
			}
		}
		failure = errors.Join(failures...)
	}
	release, err = d.inhibit("idle", "block")
	if err != nil {
		return nil, &service.Error{Code: service.CodeNotSupported, Message: fmt.Sprintf("the system can't be kept awake: nobody here takes the "+
			"wish (org.freedesktop.ScreenSaver, org.gnome.SessionManager, the desktop portal, logind): %v; %v", failure, err)}
	}
	return release, nil
}

func (d *busDriver) blockSaver(conn *dbus.Conn) (func(), error) {
	saver := savers[0]
	return cookie(conn.Object(saver.name, saver.path), saver.name, "UnInhibit", d.host.Name, reason)
}

func (d *busDriver) blockManagement(conn *dbus.Conn) (func(), error) {
	return cookie(conn.Object("org.freedesktop.PowerManagement", "/org/freedesktop/PowerManagement/Inhibit"),
		"org.freedesktop.PowerManagement.Inhibit", "UnInhibit", d.host.Name, reason)
}

func (d *busDriver) blockSession(flags uint32) func(*dbus.Conn) (func(), error) {
	return func(conn *dbus.Conn) (func(), error) {
		const name = "org.gnome.SessionManager"
		return cookie(conn.Object(name, "/org/gnome/SessionManager"), name, "Uninhibit", d.host.ID, uint32(0), reason, flags)
	}
}

// cookie calls Inhibit of an interface, whose answer is a number that ends it.
func cookie(object dbus.BusObject, of, end string, arguments ...any) (func(), error) {
	var number uint32
	if err := object.Call(of+".Inhibit", 0, arguments...).Store(&number); err != nil {
		return nil, err
	}
	return func() { object.Call(of+"."+end, 0, number) }, nil
}

func (d *busDriver) blockPortal(flags uint32) func(*dbus.Conn) (func(), error) {
	return func(conn *dbus.Conn) (func(), error) {
		const name = "org.freedesktop.portal.Desktop"
		var handle dbus.ObjectPath
		options := map[string]dbus.Variant{"reason": dbus.MakeVariant(reason)}
		err := conn.Object(name, "/org/freedesktop/portal/desktop").Call("org.freedesktop.portal.Inhibit.Inhibit", 0, "", flags, options).Store(&handle)
		if err != nil {
			return nil, err
		}
		return func() { conn.Object(name, handle).Call("org.freedesktop.portal.Request.Close", 0) }, nil
	}
}

// delayShutdown takes logind's lock, which delays the end by some seconds at most (InhibitDelayMaxSec).
func (d *busDriver) delayShutdown() (release func(), err error) {
	return d.inhibit("shutdown", "delay")
}

// inhibit takes a lock of logind's, which is an open file.
func (d *busDriver) inhibit(what, mode string) (release func(), err error) {
	conn, err := systembus.Connect()
	if err != nil {
		return nil, err
	}
	var fd dbus.UnixFD
	if err := conn.Object(login, loginPath).Call(loginManager+".Inhibit", 0, what, d.host.Name, reason, mode).Store(&fd); err != nil {
		return nil, fmt.Errorf("logind: %w", err)
	}
	lock := os.NewFile(uintptr(fd), "inhibitor")
	return func() { _ = lock.Close() }, nil
}
