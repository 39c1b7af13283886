//go:build linux

package bussignal

import (
	"strings"
	"sync"

	"github.com/godbus/dbus/v5"
)

// Subscribe calls receive, on one goroutine, with each signal called name ("org.freedesktop.UPower.DeviceAdded") that the program called
// sender has the object at path send, from now on until stop is called or the connection is lost. An empty path is any object's.
func Subscribe(conn *dbus.Conn, sender string, path dbus.ObjectPath, name string, receive func(*dbus.Signal)) (stop func(), err error) {
	dot := strings.LastIndexByte(name, '.')
	options := []dbus.MatchOption{dbus.WithMatchSender(sender), dbus.WithMatchInterface(name[:dot]), dbus.WithMatchMember(name[dot+1:])}
	if path != "" {
		options = append(options, dbus.WithMatchObjectPath(path))
	}
	signals, stopped := make(chan *dbus.Signal, 16), make(chan struct{})
	conn.Signal(signals)
	stop = sync.OnceFunc(func() {
		conn.RemoveSignal(signals)
		close(stopped)
		_ = conn.RemoveMatchSignal(options...) // of a connection that is lost there is nothing to remove
	})
	if err := conn.AddMatchSignal(options...); err != nil {
		stop()
		return nil, err
	}
	go func() {
		for {
			select {
			case signal, open := <-signals:
				if !open {
					return
				}
				// The connection has other signals too, for whoever else uses it.
				if signal.Name == name && (path == "" || signal.Path == path) {
					receive(signal)
				}
			case <-stopped:
				return
			}
		}
	}()
	return stop, nil
}

// Follow is Subscribe for good.
func Follow(conn *dbus.Conn, sender string, path dbus.ObjectPath, name string, receive func(*dbus.Signal)) error {
	_, err := Subscribe(conn, sender, path, name, receive)
	return err
}
