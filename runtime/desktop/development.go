package desktop

import (
	"encoding/json"
	"strings"
	"sync"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/internal/payload"
	"github.com/deskjs/deskjs/runtime/desktop/supervisor"
)

// Development is the host's end of `deskjs dev` and `deskjs start`.
type Development struct {
	// Control is the stream to the command line; its end closes the app.
	Control *bridge.Conn
	// Watched says that the command line follows the app's files. A backend that crashes then waits
	// for the next change; otherwise it is treated as in a shipped app.
	Watched bool
	// Inspect opens the inspector of the first window.
	Inspect bool
	// Open opens the app as it is built now.
	Open func() (payload.App, error)

	mu      sync.Mutex
	problem string // what the command line wants shown: messages as JSON, "" for none
	backend string // why the backend does not run, likewise
}

// follow does what the command line says, until it ends.
func (d *Development) follow(h *host) {
	for {
		message, err := d.Control.Read()
		if err != nil {
			h.driver.Quit()
			return
		}
		switch message := message.(type) {
		case bridge.Reload:
			d.reopen(h)
			d.show(h, "")
			h.post(func() {
				for _, w := range h.windows {
					w.native.Reload()
				}
			})
		case bridge.Styles:
			d.reopen(h)
			d.show(h, "")
			if paths, err := json.Marshal(message.Paths); err == nil {
				h.evaluate("globalThis.__deskjs?.styles(" + string(paths) + ")")
			}
		case bridge.SwapBackend:
			d.reopen(h)
			d.show(h, "")
			h.router.BackendLeaving()
			h.supervisor.Restart()
		case bridge.Problem:
			if message.Runtime {
				h.evaluate("globalThis.__deskjs?.problem(" + string(message.Messages) + ", true)")
				continue
			}
			d.show(h, string(message.Messages))
		case bridge.DevTools:
			h.post(func() { h.openDevTools(nil) })
		case bridge.ClearProblem:
			d.show(h, "")
		case bridge.Records:
			h.control(message)
		case bridge.Hot:
			h.evaluate("globalThis.__deskjs?.hot(" + string(message.Update) + ")")
		}
	}
}

// report tells the command line. What it does not take is lost: it has ended.
func (d *Development) report(message bridge.Message) { _ = d.Control.Queue(message) }

// reopen serves the app as it is on disk now.
func (d *Development) reopen(h *host) {
	app, err := d.Open()
	if err != nil {
		h.log("%v", err)
		return
	}
	h.use(app)
	h.post(func() { h.usePolicy(app.Manifest()) })
}

// show puts messages of the command line over the page, or takes them away.
func (d *Development) show(h *host, messages string) {
	d.mu.Lock()
	d.problem = messages
	d.mu.Unlock()
	h.evaluate(overlayScript(d.shown()))
}

// shown is what belongs over the page now: what keeps the app from being built, else what keeps its backend from running.
func (d *Development) shown() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.problem != "" {
		return d.problem
	}
	return d.backend
}

func overlayScript(messages string) string {
	if messages == "" {
		return "globalThis.__deskjs?.clearProblem()"
	}
	return "globalThis.__deskjs?.problem(" + messages + ")"
}

// pageLoaded shows a problem again on a page that has just been loaded.
func (d *Development) pageLoaded(h *host) {
	if messages := d.shown(); messages != "" {
		h.evaluate(overlayScript(messages))
	}
}

// backendStarting takes away why the last backend ended.
func (d *Development) backendStarting(h *host) {
	d.mu.Lock()
	known := d.backend != ""
	d.backend = ""
	d.mu.Unlock()
	if known {
		h.evaluate(overlayScript(d.shown()))
	}
}

// backendFailed shows why the backend ended over the page, and tells the command line.
func (d *Development) backendFailed(h *host, event supervisor.Event) {
	d.report(event.Report())
	message := diag.Message{Text: "The backend stopped: " + event.Reason,
		Hint: "Save a change to start it again."}
	if event.Fatal != nil {
		message.File, message.Line, message.Column = event.Fatal.File, event.Fatal.Line, event.Fatal.Column
		message.LineText = event.Fatal.LineText
		if _, frames, ok := strings.Cut(event.Fatal.Stack, "\n"); ok {
			message.Notes = []string{frames}
		}
	}
	messages, err := json.Marshal([]diag.Message{message})
	if err != nil {
		return
	}
	d.mu.Lock()
	d.backend = string(messages)
	d.mu.Unlock()
	h.evaluate(overlayScript(d.shown()))
}
