// Package application is what an app is to its desktop: one process at a time, what opens its addresses and files, what starts when the user
// logs in, its badge, its recent documents, its processes. It is the host's half of `app`; package desktop registers it.
//
// Linux is what is tested. The drivers of Windows and macOS are compiled and vetted, and have not been run.
package application

import (
	"errors"

	"github.com/deskjs/deskjs/runtime/desktop/service"
)

// Options are what the service needs to know beside its host.
type Options struct {
	// Executable starts the app: a path that stays valid for the next time.
	Executable string
	// Development says that the app runs from its folder: its processes are others than the installed app's then.
	Development bool
	// Instance gives up the name that the app has as its only process; nil if it has none yet.
	Instance func()
	// StartedAgain is told of other processes of the app, once it is the first one. Any goroutine calls it.
	StartedAgain func(Second)
}

// application is the service. What it holds belongs to the UI thread.
type application struct {
	host    *service.Host
	options Options
	release func() // of the lock; nil if this process doesn't have it
	badge   int
	used    map[int]usedCPU
}

// New makes the service.
func New(host *service.Host, options Options) service.Service {
	a := &application{host: host, options: options, release: options.Instance}
	return service.Service{
		Methods: map[string]service.Handler{
			"app.requestLock": a.requestLock,
			"app.hasLock":     service.Func(func(struct{}) (bool, error) { return a.release != nil, nil }),
			"app.releaseLock": service.Func(func(struct{}) (bool, error) { a.unlock(); return true, nil }),

			"app.setProtocol":    service.Func(a.setProtocol),
			"app.removeProtocol": service.Func(a.removeProtocol),
			"app.isProtocol":     service.Func(a.isProtocol),
			"app.protocolName":   service.Func(protocolName),

			"app.loginItem":    service.Func(a.loginItem),
			"app.setLoginItem": nothing(a.setLoginItem),

			"app.setBadge": service.Func(a.setBadgeCount),
			"app.badge":    service.Func(func(struct{}) (int, error) { return a.badge, nil }),

			"app.addRecent":   nothing(a.addRecent),
			"app.clearRecent": nothing(func(struct{}) error { return a.clearRecent() }),
			"app.recent":      service.Func(func(struct{}) ([]string, error) { return a.recent() }),

			"app.metrics":       service.Func(func(struct{}) ([]processMetric, error) { return a.metrics() }),
			"app.gpuInfo":       service.Func(func(struct{}) (map[string]any, error) { return gpuInfo() }),
			"app.accessibility": func(call *service.Call) { service.Later(call, accessibility) },
			"app.languages":     service.Func(func(struct{}) (languages, error) { return systemLanguages(), nil }),

			"app.emojiPanel": nothing(func(struct{}) error { return emojiPanel() }),
			"app.setPolicy":  nothing(a.setPolicy),
			"app.setModelID": nothing(setModelID),
			"app.hide":       nothing(func(struct{}) error { return a.hide() }),
			"app.show":       nothing(func(struct{}) error { return a.show() }),
			"app.activate":   nothing(a.activate),
			"app.dock":       service.Func(a.dock),
		},
		Reset: a.reset,
	}
}

// reset takes back what belongs to a backend. The lock and what the desktop has written down are the app's.
func (a *application) reset() {
	if a.badge != 0 {
		_, _ = a.setBadgeCount(0)
	}
}

// nothing makes a handler of what returns nothing but an error.
func nothing[A any](do func(A) error) service.Handler {
	return service.Func(func(argument A) (any, error) { return nil, do(argument) })
}

// requestLock makes this process the app's first, or tells the one that is.
func (a *application) requestLock(call *service.Call) {
	var second Second
	if err := call.Decode(&second); err != nil {
		call.Fail(err)
		return
	}
	if a.release != nil {
		call.Reply(true, nil)
		return
	}
	second.Token = StartupToken()
	go func() {
		release, err := Claim(a.host.ID, a.options.Development, second, a.options.StartedAgain)
		if err != nil {
			call.Fail(err)
			return
		}
		a.host.Post(func() { // before whatever the backend asks next
			a.release = release
			call.Reply(release != nil, nil)
		})
	}()
}

func (a *application) unlock() {
	if a.release != nil {
		a.release()
		a.release = nil
	}
}

// setBadgeCount reports whether there is a place for a badge, which not every desktop has.
func (a *application) setBadgeCount(count int) (bool, error) {
	if err := a.setBadge(count); err != nil {
		if unsupported, ok := errors.AsType[*service.Error](err); ok && unsupported.Code == service.CodeNotSupported {
			return false, nil
		}
		return false, err
	}
	a.badge = count
	return true, nil
}

// languages are those of the user.
type languages struct {
	// Preferred are tags such as "en-GB", the most wanted first.
	Preferred []string `json:"preferred"`
	// Region is the tag whose formats are wanted.
	Region string `json:"region"`
}
