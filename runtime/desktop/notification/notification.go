// Package notification shows the desktop's notifications for the backend. Package desktop imports it.
//
// The drivers for Windows and macOS have not been run: they are compiled and vetted on other systems.
package notification

import (
	"sync"

	"github.com/deskjs/deskjs/runtime/desktop/service"
)

// options are those of a notification; the names are Electron's. The icon's PNG file goes along.
type options struct {
	Key              int      `json:"key"`
	ID               string   `json:"id"`
	GroupID          string   `json:"groupId"`
	Title            string   `json:"title"`
	Subtitle         string   `json:"subtitle"`
	Body             string   `json:"body"`
	Silent           bool     `json:"silent"`
	HasReply         bool     `json:"hasReply"`
	TimeoutType      string   `json:"timeoutType"`
	ReplyPlaceholder string   `json:"replyPlaceholder"`
	Sound            string   `json:"sound"`
	Urgency          string   `json:"urgency"`
	CloseButtonText  string   `json:"closeButtonText"`
	Actions          []action `json:"actions"`

	icon []byte
}

type action struct {
	Type string `json:"type"`
	Text string `json:"text"`
}

// event is what has become of a notification: show, click, close, reply, action or failed.
type event struct {
	Key    int    `json:"key"`
	Type   string `json:"type"`
	Index  int    `json:"index"`            // of an action
	Text   string `json:"text,omitempty"`   // a reply, or what failed
	Reason string `json:"reason,omitempty"` // of a close: userCanceled, applicationHidden or timedOut
}

// driver shows a system's notifications. Its methods are called one after the other, not on the UI thread, and may wait. It tells what
// becomes of them by the function that it was made with, on any goroutine.
type driver interface {
	supported() bool
	// show shows one, whose key is new. It tells of show or failed itself.
	show(o *options)
	close(key int)
	// closeAll is for those of a backend that has ended.
	closeAll()
}

// New makes the service.
func New(host *service.Host) service.Service {
	n := &notifications{host: host}
	return service.Service{
		Methods: map[string]service.Handler{
			"notification.supported": func(call *service.Call) {
				n.do(func(d driver) { call.Reply(d.supported(), nil) })
			},
			"notification.show": func(call *service.Call) {
				o := &options{icon: call.Bytes}
				if err := call.Decode(o); err != nil {
					call.Fail(err)
					return
				}
				n.do(func(d driver) { d.show(o) })
				call.Reply(nil, nil)
			},
			"notification.close": service.Func(func(key int) (any, error) {
				n.do(func(d driver) { d.close(key) })
				return nil, nil
			}),
		},
		Reset: func() {
			if n.started {
				n.do(driver.closeAll)
			}
		},
	}
}

// notifications keeps the order of what is asked, away from the UI thread.
type notifications struct {
	host    *service.Host
	started bool // UI thread

	mu    sync.Mutex
	queue []func(driver)
	busy  bool
	made  driver // belongs to the goroutine that works
}

func (n *notifications) do(work func(driver)) {
	n.started = true
	n.mu.Lock()
	defer n.mu.Unlock()
	n.queue = append(n.queue, work)
	if !n.busy {
		n.busy = true
		go n.work()
	}
}

func (n *notifications) work() {
	for {
		n.mu.Lock()
		if len(n.queue) == 0 {
			n.busy = false
			n.mu.Unlock()
			return
		}
		work := n.queue[0]
		n.queue = n.queue[1:]
		n.mu.Unlock()
		if n.made == nil {
			n.made = newDriver(n.host, func(e event) { n.host.Emit("notification.event", e, nil) })
		}
		work(n.made)
	}
}
