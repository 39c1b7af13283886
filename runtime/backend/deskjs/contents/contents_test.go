package contents_test

import (
	"bytes"
	"testing"

	"github.com/deskjs/deskjs/runtime/backend"
	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// host is one with a window, of whose page it goes on telling after it has closed.
type host struct {
	loop interface {
		Hold(int)
		Post(func())
	}
	receive func(engine.DesktopMessage)
}

func (h *host) Send(id uint64, method, _ string, _ []byte) error {

	switch method {
	case "app.attach":
		h.tell(engine.DesktopMessage{ID: id, Value: `{"windows":[]}`})
	case "window.destroy":
		h.tell(engine.DesktopMessage{Method: "window.closed", Value: `{"id":1}`})
		for _, event := range []string{`"context-menu","menu":{"x":1,"y":2}`, `"page-title-updated","text":"Late"`, `"did-start-loading"`} {
			h.tell(engine.DesktopMessage{Method: "contents.event", Value: `{"id":1,"kind":` + event + `}`})
		}
	}
	return nil
}

func (h *host) tell(message engine.DesktopMessage) {
	h.loop.Hold(1)
	h.loop.Post(func() {
		h.loop.Hold(-1)
		h.receive(message)
	})
}

func (h *host) Answer(uint64, bool, string, []byte) error { return nil }

func (h *host) Wait(id uint64) engine.DesktopMessage {
	return engine.DesktopMessage{ID: id, Value: `{"id":1}`}
}

func (h *host) Connect(receive func(engine.DesktopMessage)) { h.receive = receive }

func TestAPageThatIsGoneTellsNothing(t *testing.T) {
	var out, errors bytes.Buffer
	b := backend.New(backend.Options{Host: engine.Host{Stdout: &out, Stderr: &errors, Executable: "deskjs", Args: []string{"script.js"}}})
	b.Engine.Desktop = &host{loop: b.Engine.Loop}
	exit := b.RunSource("main.js", t.TempDir(), `const { app, BrowserWindow } = require('deskjs')
		app.on('window-all-closed', () => {})
		const window = new BrowserWindow()
		window.on('closed', () => console.log('closed'))
		for (const event of ['context-menu', 'page-title-updated', 'did-start-loading']) window.webContents.on(event, () => console.log(event))
		window.destroy()`)
	if exit != 0 || out.String() != "closed\n" {
		t.Errorf("exit code %d\n%s%s", exit, out.String(), errors.String())
	}
}
