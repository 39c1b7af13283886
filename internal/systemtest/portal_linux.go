package systemtest

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/godbus/dbus/v5"
)

const (
	portal     = "org.freedesktop.portal.Desktop"
	portalPath = "/org/freedesktop/portal/desktop"
	settings   = "org.freedesktop.portal.Settings"
	shortcuts  = "org.freedesktop.portal.GlobalShortcuts"
	appearance = "org.freedesktop.appearance"
)

// Portal is the desktop's, with settings and shortcuts.
type Portal struct {
	conn     *dbus.Conn
	mu       sync.Mutex
	changed  *sync.Cond // bound has
	settings map[string]dbus.Variant
	sessions []dbus.ObjectPath
	bound    map[dbus.ObjectPath]string // trigger
}

// ServePortal plays the portal, which wants things dark.
func ServePortal(t testing.TB, conn *dbus.Conn) *Portal {
	p := &Portal{conn: conn, bound: map[dbus.ObjectPath]string{}, settings: map[string]dbus.Variant{"color-scheme": dbus.MakeVariant(uint32(1))}}
	p.changed = sync.NewCond(&p.mu)
	serve(t, conn, portal, portalPath, map[string]any{settings: portalSettings{p}, shortcuts: portalShortcuts{p}, testInterface: p})
	return p
}

type portalSettings struct{ portal *Portal }

// ReadAll is the portal's.
func (m portalSettings) ReadAll([]string) (map[string]map[string]dbus.Variant, *dbus.Error) {
	m.portal.mu.Lock()
	defer m.portal.mu.Unlock()
	all := map[string]dbus.Variant{}
	for key, value := range m.portal.settings {
		all[key] = value
	}
	return map[string]map[string]dbus.Variant{appearance: all}, nil
}

// Appear changes a number among the settings: "color-scheme", "contrast", "reduced-motion".
func (p *Portal) Appear(key string, number uint32) *dbus.Error {
	return p.set(key, dbus.MakeVariant(number))
}

// Accent changes the colour.
func (p *Portal) Accent(red, green, blue float64) *dbus.Error {
	return p.set("accent-color", dbus.MakeVariant(struct{ Red, Green, Blue float64 }{red, green, blue}))
}

func (p *Portal) set(key string, value dbus.Variant) *dbus.Error {
	p.mu.Lock()
	p.settings[key] = value
	p.mu.Unlock()
	return failed(p.conn.Emit(portalPath, settings+".SettingChanged", appearance, key, value))
}

func failed(err error) *dbus.Error {
	if err != nil {
		return dbus.MakeFailedError(err)
	}
	return nil
}

type portalShortcuts struct{ portal *Portal }

// respond sends the results of a request. They may come before the request itself has been answered.
func (m portalShortcuts) respond(sender dbus.Sender, options map[string]dbus.Variant, results map[string]dbus.Variant) (dbus.ObjectPath, *dbus.Error) {
	token, _ := options["handle_token"].Value().(string)
	name := strings.ReplaceAll(strings.TrimPrefix(string(sender), ":"), ".", "_")
	handle := dbus.ObjectPath(fmt.Sprintf("%s/request/%s/%s", portalPath, name, token))
	return handle, failed(m.portal.conn.Emit(handle, "org.freedesktop.portal.Request.Response", uint32(0), results))
}

// CreateSession is the portal's.
func (m portalShortcuts) CreateSession(sender dbus.Sender, options map[string]dbus.Variant) (dbus.ObjectPath, *dbus.Error) {
	m.portal.mu.Lock()
	session := dbus.ObjectPath(fmt.Sprintf("%s/session/%d", portalPath, len(m.portal.sessions)))
	m.portal.sessions = append(m.portal.sessions, session)
	m.portal.mu.Unlock()
	if err := m.portal.conn.Export(portalSession{m.portal, session}, session, "org.freedesktop.portal.Session"); err != nil {
		return "", failed(err)
	}
	return m.respond(sender, options, map[string]dbus.Variant{"session_handle": dbus.MakeVariant(string(session))})
}

// BindShortcuts is the portal's.
func (m portalShortcuts) BindShortcuts(sender dbus.Sender, session dbus.ObjectPath, wanted []struct {
	ID      string
	Options map[string]dbus.Variant
}, _ string, options map[string]dbus.Variant) (dbus.ObjectPath, *dbus.Error) {
	m.portal.mu.Lock()
	m.portal.bound[session], _ = wanted[0].Options["preferred_trigger"].Value().(string)
	m.portal.changed.Broadcast()
	m.portal.mu.Unlock()
	return m.respond(sender, options, map[string]dbus.Variant{})
}

type portalSession struct {
	portal *Portal
	path   dbus.ObjectPath
}

// Close ends a session.
func (s portalSession) Close() *dbus.Error {
	s.portal.mu.Lock()
	defer s.portal.mu.Unlock()
	delete(s.portal.bound, s.path)
	return nil
}

// Bound returns when keys are bound.
func (p *Portal) Bound(trigger string) *dbus.Error {
	p.mu.Lock()
	defer p.mu.Unlock()
	for {
		for _, bound := range p.bound {
			if bound == trigger {
				return nil
			}
		}
		p.changed.Wait()
	}
}

// Press presses keys: it tells whether they are bound.
func (p *Portal) Press(trigger string) (bool, *dbus.Error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for session, bound := range p.bound {
		if bound == trigger {
			return true, failed(p.conn.Emit(portalPath, shortcuts+".Activated", session, "any", uint64(0), map[string]dbus.Variant{}))
		}
	}
	return false, nil
}
