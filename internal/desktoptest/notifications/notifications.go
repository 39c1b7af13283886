// Package notifications is a desktop's notification server for tests: it keeps what apps show, and does with it what a person would. Apps that
// test themselves drive it over the bus: interface org.deskjs.Notifications of /org/freedesktop/Notifications. Only tests import it.
package notifications

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/godbus/dbus/v5"
)

const (
	name = "org.freedesktop.Notifications"
	path = dbus.ObjectPath("/org/freedesktop/Notifications")
)

// Server is a running server.
type Server struct {
	connection *dbus.Conn

	mu    sync.Mutex
	come  *sync.Cond
	shown []string // descriptions of all notifications so far, whose numbers are 1, 2, ...
}

// Start runs a server on the bus with an address, until Close.
func Start(address string) (*Server, error) {
	connection, err := dbus.Connect(address)
	if err != nil {
		return nil, err
	}
	s := &Server{connection: connection}
	s.come = sync.NewCond(&s.mu)
	failures := []error{
		connection.ExportMethodTable(map[string]any{
			"GetCapabilities": func() ([]string, *dbus.Error) {
				return []string{"actions", "body", "body-markup", "inline-reply", "persistence"}, nil
			},
			"Notify":            s.notify,
			"CloseNotification": func(id uint32) *dbus.Error { return s.say("NotificationClosed", id, uint32(3)) },
		}, path, name),
		connection.ExportMethodTable(map[string]any{
			"Describe": s.describe,
			"Press":    func(id uint32, action string) *dbus.Error { return s.say("ActionInvoked", id, action) },
			"Reply":    func(id uint32, text string) *dbus.Error { return s.say("NotificationReplied", id, text) },
			"Close":    func(id, reason uint32) *dbus.Error { return s.say("NotificationClosed", id, reason) },
		}, path, "org.deskjs.Notifications"),
	}
	if reply, err := connection.RequestName(name, dbus.NameFlagDoNotQueue); err != nil || reply != dbus.RequestNameReplyPrimaryOwner {
		failures = append(failures, fmt.Errorf("the name %s can't be had: %v", name, err))
	}
	for _, failure := range failures {
		if failure != nil {
			s.Close()
			return nil, failure
		}
	}
	return s, nil
}

// Close ends the server.
func (s *Server) Close() { _ = s.connection.Close() }

func (s *Server) say(signal string, values ...any) *dbus.Error {
	if err := s.connection.Emit(path, name+"."+signal, values...); err != nil {
		return dbus.MakeFailedError(err)
	}
	return nil
}

func (s *Server) notify(app string, _ uint32, _, title, body string, actions []string, hints map[string]dbus.Variant, timeout int32) (uint32, *dbus.Error) {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %q %q %q", app, title, body, actions)
	var known []string
	for hint, value := range hints {
		if hint == "image-data" {
			var width, height, stride, bits, channels int32
			var alpha bool
			var points []byte
			if err := dbus.Store(value.Value().([]any), &width, &height, &stride, &alpha, &bits, &channels, &points); err == nil {
				known = append(known, fmt.Sprintf("%s=%dx%d %v", hint, width, height, points[:4]))
			}
			continue
		}
		known = append(known, fmt.Sprintf("%s=%v", hint, value.Value()))
	}
	slices.Sort(known)
	fmt.Fprintf(&b, " %s timeout=%d", strings.Join(known, " "), timeout)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.shown = append(s.shown, b.String())
	s.come.Broadcast()
	return uint32(len(s.shown)), nil
}

// describe waits for the notification with a number.
func (s *Server) describe(id uint32) (string, *dbus.Error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for uint32(len(s.shown)) < id {
		s.come.Wait()
	}
	return s.shown[id-1], nil
}
