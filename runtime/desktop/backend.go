package desktop

import (
	"encoding/json"
	"io"
	"strings"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/internal/payload"
	"github.com/deskjs/deskjs/runtime/desktop/supervisor"
	"github.com/deskjs/deskjs/runtime/desktop/window"
)

func (h *host) newSupervisor() *supervisor.Supervisor {
	command := h.options.Backend
	options := supervisor.Options{
		Start:   command.Start,
		OnEvent: h.backendChanged,
		OnRecords: func(records bridge.Records) {
			if h.natives.received(records) || h.answeredByBackend(records) {
				return
			}
			if err := h.router.Deliver(records); err != nil {
				h.log("%v", err)
			}
		},
	}
	options.Read = h.readBackend
	options.Reading = func() {
		free := make(chan struct{})
		h.post(func() { close(free) })
		select {
		case <-free:
		case <-h.gone:
		}
	}
	options.Run = func(do func()) {
		done := make(chan struct{})
		h.post(func() {
			defer close(done)
			do()
		})
		select {
		case <-done:
		case <-h.gone:
		}
	}
	options.OnChecked = h.editionChecked
	if h.options.Development == nil {
		options.Waits, options.Begin = true, h.begin
	}
	if h.watched() {
		options.TakeOver = true
		options.OnLog = func(log bridge.Log) { h.options.Development.report(log) }
		// While it is being written, a backend that crashes waits for the next change.
		options.MaxQuick = 1
	}
	return supervisor.New(options)
}

// backendChanged hears of the backend's state, on the supervisor's goroutine.
func (h *host) backendChanged(event supervisor.Event) {
	switch event.State {
	case supervisor.Starting:
		h.setFailed("")
		if h.watched() {
			h.options.Development.backendStarting(h)
		}
		h.router.BackendStarting()
		h.natives.starting()
		h.post(h.natives.reset)
	case supervisor.Ready:
		h.router.BackendReady(event.Functions)
		if h.watched() {
			h.options.Development.report(event.Report())
		}
		h.notify(event)
		h.editionReady()
	case supervisor.Restarting:
		h.backendCrashed(event)
		h.log("The backend stopped: %s. It is started again.", event.Reason)
		h.router.BackendGone(event.Reason)
		h.notify(event)
		h.editionCrashed(event.Reason)
	case supervisor.Failed:
		h.backendCrashed(event)
		h.router.BackendFailed(event.Reason)
		h.post(h.natives.lost)
		if h.watched() {
			h.options.Development.backendFailed(h, event)
			return
		}
		h.log("The backend stopped: %s. It has crashed too often to be started again.", event.Reason)
		h.giveUp(event.Reason)
	case supervisor.Stopped:
		h.router.BackendFailed("the app is closing")
		if event.ExitCode >= 0 {
			h.quit(event.ExitCode) // the app ended itself: process.exit(0)
		}
	}
}

// watched reports whether the app's files are followed as they change.
func (h *host) watched() bool {
	return h.options.Development != nil && h.options.Development.Watched
}

// readBackend reads the backend's messages on the UI thread, where most of them end: an answer to a
// page then needs no other thread. When the windows are gone what still comes is not wanted.
func (h *host) readBackend(conn *bridge.Conn, handle func(bridge.Message)) error {
	descriptor, ok := conn.Descriptor()
	if !ok {
		return supervisor.ReadHere(conn, handle)
	}
	over := make(chan error, 1)
	h.post(func() {
		watcher, ok := h.driver.(window.Watcher)
		if !ok {
			go func() { over <- supervisor.ReadHere(conn, handle) }()
			return
		}
		h.readsHere = true
		var stop func()
		stop = watcher.Watch(descriptor, func() {
			if err := conn.ReadAvailable(handle); err != nil {
				stop()
				over <- err
			}
		})
	})
	select {
	case err := <-over:
		return err
	case <-h.gone:
		if err := conn.Drain(); err != nil {
			return err
		}
		return io.EOF
	}
}

func (h *host) setFailed(reason string) {
	h.mu.Lock()
	h.failed = reason
	if reason != "" {
		h.code = 1
	} else {
		h.code = 0
	}
	h.mu.Unlock()
}

func (h *host) failure() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.failed
}

// giveUp shows the page that says why, in place of the app's.
func (h *host) giveUp(reason string) {
	h.setFailed(reason)
	h.post(func() {
		for _, w := range h.windows {
			w.native.Load(failedURL)
		}
		if len(h.windows) > 0 {
			return
		}
		// The backend would have opened them: there must be one that says why it did not.
		if _, err := h.open(-1, payload.DefaultWindow(h.options.App.Manifest().Name), frameExtras{}, failedURL); err != nil {
			h.log("%v", err)
			h.quit(1)
		}
	})
}

// retry starts the backend again after it was given up, and shows the app again. UI thread.
func (h *host) retry() {
	if h.failure() == "" {
		return
	}
	h.setFailed("")
	h.supervisor.Restart()
	// The window that asked goes back by itself, the others are taken along.
	for _, w := range h.windows {
		if strings.HasPrefix(w.native.URL(), failedURL) {
			w.native.Load(appURL)
		}
	}
}

// notify tells the pages of a change; the relay shows it.
func (h *host) notify(event supervisor.Event) {
	notice, err := json.Marshal(map[string]string{"state": event.State.String(), "reason": event.Reason})
	if err != nil {
		return
	}
	h.evaluate("globalThis.__deskjs?.notice(" + string(notice) + ")")
}

// evaluate runs a script in every window, in the relay's world. Any goroutine may call it.
func (h *host) evaluate(script string) {
	h.post(func() {
		for _, w := range h.windows {
			w.native.Evaluate(script)
		}
	})
}
