//go:build linux && cgo

package shortcut

import (
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/godbus/dbus/v5"

	"github.com/deskjs/deskjs/runtime/desktop/bussignal"
	"github.com/deskjs/deskjs/runtime/desktop/service"
	"github.com/deskjs/deskjs/runtime/desktop/sessionbus"
)

const (
	portalName      = "org.freedesktop.portal.Desktop"
	portalPath      = "/org/freedesktop/portal/desktop"
	portalShortcuts = "org.freedesktop.portal.GlobalShortcuts"
	portalRequest   = "org.freedesktop.portal.Request"
	portalSession   = "org.freedesktop.portal.Session"
)

// portal is the desktop's, which binds keys on Wayland after the person has agreed. Each shortcut has a session of its own: a session's can
// be bound only once.
type portal struct {
	host   *service.Host
	listen sync.Once
	tokens atomic.Int64

	mu       sync.Mutex
	sessions map[dbus.ObjectPath]func() // what to call when pressed
	ids      map[int]dbus.ObjectPath
}

func newPortal(host *service.Host) *portal {
	return &portal{host: host, sessions: map[dbus.ObjectPath]func(){}, ids: map[int]dbus.ObjectPath{}}
}

func (p *portal) register(shortcut Shortcut, pressed func(), done func(bool, error)) {
	go func() {
		conn, err := sessionbus.Connect()
		if err != nil {
			done(false, service.NotSupported("globalShortcut", "on Wayland the desktop portal binds keys: "+err.Error()))
			return
		}
		session, err := p.open(conn)
		if err != nil {
			done(false, service.NotSupported("globalShortcut", "on Wayland the desktop portal binds keys, and this desktop's does not: "+err.Error()))
			return
		}
		p.mu.Lock()
		p.sessions[session], p.ids[shortcut.ID] = pressed, session
		p.mu.Unlock()
		// The person may be asked now, and take their time.
		done(true, nil)
		if err := p.bind(conn, session, shortcut); err != nil {
			p.host.Log("globalShortcut: %s was not bound: %v", shortcut.Accelerator, err)
		}
	}()
}

// open makes a session.
func (p *portal) open(conn *dbus.Conn) (dbus.ObjectPath, error) {
	var failure error
	p.listen.Do(func() {
		// Portals that keep who the app is want to hear it; others do not know the method.
		conn.Object(portalName, portalPath).Call("org.freedesktop.host.portal.Registry.Register", 0, p.host.ID, map[string]dbus.Variant{})
		failure = bussignal.Follow(conn, portalName, portalPath, portalShortcuts+".Activated", p.activated)
	})
	if failure != nil {
		return "", failure
	}
	results, err := p.request(conn, "CreateSession", map[string]dbus.Variant{"session_handle_token": dbus.MakeVariant(p.token())})
	if err != nil {
		return "", err
	}
	switch handle := results["session_handle"].Value().(type) { // it should be a path, and is text in some
	case string:
		return dbus.ObjectPath(handle), nil
	case dbus.ObjectPath:
		return handle, nil
	}
	return "", fmt.Errorf("%s gave no session", portalShortcuts)
}

func (p *portal) token() string { return fmt.Sprintf("deskjs%d", p.tokens.Add(1)) }

func (p *portal) bind(conn *dbus.Conn, session dbus.ObjectPath, shortcut Shortcut) error {
	type description struct {
		ID      string
		Options map[string]dbus.Variant
	}
	_, err := p.request(conn, "BindShortcuts", map[string]dbus.Variant{}, session, []description{{shortcut.Accelerator, map[string]dbus.Variant{
		"description":       dbus.MakeVariant(p.host.Name + ": " + shortcut.Accelerator),
		"preferred_trigger": dbus.MakeVariant(trigger(shortcut)),
	}}}, "")
	return err
}

// request calls a method whose last argument is options, and waits for the signal that has its results.
func (p *portal) request(conn *dbus.Conn, method string, options map[string]dbus.Variant, arguments ...any) (map[string]dbus.Variant, error) {
	options["handle_token"] = dbus.MakeVariant(p.token())
	type response struct {
		code    uint32
		results map[string]dbus.Variant
	}
	var handle dbus.ObjectPath
	responses := make(chan *dbus.Signal, 16)
	// The answer may come before the call returns, with the path of the request.
	stop, err := bussignal.Subscribe(conn, portalName, "", portalRequest+".Response", func(signal *dbus.Signal) {
		select {
		case responses <- signal:
		default:
		}
	})
	if err != nil {
		return nil, err
	}
	defer stop()
	if err := conn.Object(portalName, portalPath).Call(portalShortcuts+"."+method, 0, append(arguments, options)...).Store(&handle); err != nil {
		return nil, err
	}
	for {
		select {
		case signal := <-responses:
			var r response
			if signal.Path != handle || dbus.Store(signal.Body, &r.code, &r.results) != nil {
				continue
			}
			if r.code != 0 {
				return nil, fmt.Errorf("%s.%s was refused", portalShortcuts, method)
			}
			return r.results, nil
		case <-conn.Context().Done():
			return nil, dbus.ErrClosed
		}
	}
}

func (p *portal) activated(signal *dbus.Signal) {
	if len(signal.Body) == 0 {
		return
	}
	session, _ := signal.Body[0].(dbus.ObjectPath)
	p.mu.Lock()
	pressed := p.sessions[session]
	p.mu.Unlock()
	if pressed != nil {
		p.host.Post(pressed)
	}
}

func (p *portal) unregister(id int) {
	p.mu.Lock()
	session := p.ids[id]
	delete(p.ids, id)
	delete(p.sessions, session)
	p.mu.Unlock()
	go func() {
		if conn, err := sessionbus.Connect(); err == nil {
			conn.Object(portalName, session).Call(portalSession+".Close", dbus.FlagNoReplyExpected)
		}
	}()
}
