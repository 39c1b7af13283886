// Package shortcut has keys call the app whatever window has the focus. Package desktop imports it.
//
// The driver of a system is in shortcut_SYSTEM.go. That of Windows has been
// run under Wine, that of macOS compiled and vetted only.
package shortcut

import (
	"github.com/deskjs/deskjs/runtime/desktop/service"
)

// Shortcut is a key and what is held down with it. The backend has read it from what Electron calls an accelerator.
type Shortcut struct {
	ID int `json:"id"`
	// Accelerator is the accelerator in one form: "Control+Shift+K".
	Accelerator string `json:"accelerator"`
	// Key is the key, in small letters: a letter, a digit, what an American keyboard has on the key, or a name: "pageup", "f5", "num0".
	Key string `json:"key"`
	// Meta is Command, Super or the Windows key.
	Control bool `json:"control"`
	Shift   bool `json:"shift"`
	Alt     bool `json:"alt"`
	AltGr   bool `json:"altGr"`
	Meta    bool `json:"meta"`
}

// driver asks the system. All belongs to the UI thread.
type driver interface {
	// register begins to call pressed, on the UI thread. It calls done, on any thread: ok is false if another app has the shortcut, or no
	// key of this keyboard gives it.
	register(shortcut Shortcut, pressed func(), done func(ok bool, err error))
	// unregister ends it. It is called only for what has been registered.
	unregister(id int)
}

// New is the service "shortcut".
func New(host *service.Host) service.Service { return newService(host, newDriver(host)) }

func newService(host *service.Host, driver driver) service.Service {
	s := &shortcuts{host: host, driver: driver, registered: map[int]bool{}}
	return service.Service{
		Methods: map[string]service.Handler{
			"shortcut.register":   s.register,
			"shortcut.unregister": service.Func(s.unregister),
		},
		Reset: func() {
			for id := range s.registered {
				_, _ = s.unregister(id)
			}
		},
	}
}

type shortcuts struct {
	host       *service.Host
	driver     driver
	registered map[int]bool // UI thread
}

func (s *shortcuts) register(call *service.Call) {
	var shortcut Shortcut
	if err := call.Decode(&shortcut); err != nil {
		call.Fail(err)
		return
	}
	pressed := func() {
		if s.registered[shortcut.ID] {
			s.host.Emit("shortcut.pressed", shortcut.ID, nil)
		}
	}
	s.driver.register(shortcut, pressed, func(ok bool, err error) {
		s.host.Post(func() {
			if err != nil {
				call.Fail(err)
				return
			}
			if ok && call.Over() {
				s.driver.unregister(shortcut.ID)
				return
			}
			if ok {
				s.registered[shortcut.ID] = true
			}
			call.Reply(ok, nil)
		})
	})
}

func (s *shortcuts) unregister(id int) (any, error) {
	if s.registered[id] {
		delete(s.registered, id)
		s.driver.unregister(id)
	}
	return nil, nil
}
