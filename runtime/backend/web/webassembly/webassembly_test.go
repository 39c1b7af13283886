package webassembly_test

import (
	"io"
	"strings"
	"testing"

	"github.com/deskjs/deskjs/runtime/backend"
	"github.com/deskjs/deskjs/runtime/backend/backendtest"
	"github.com/deskjs/deskjs/runtime/backend/engine"
)

func TestScripts(t *testing.T) { backendtest.Scripts(t, "testdata/*.js") }

// writer calls then when something has been written.
type writer struct{ then func() }

func (w writer) Write(b []byte) (int, error) {
	w.then()
	return len(b), nil
}

// An endless loop ends by an interrupt, past the program's handlers.
func TestInterrupt(t *testing.T) {
	const endless = `
		const bytes = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0,
			7, 8, 1, 4, 108, 111, 111, 112, 0, 0, 10, 9, 1, 7, 0, 3, 64, 12, 0, 11, 11])
		const { loop } = new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports
		try {
			for (const i of [1]) {
				console.log('started')
				loop()
			}
		} finally {
			console.log('not reached')
		}`
	written := 0
	var b *backend.Backend
	b = backend.New(backend.Options{Host: engine.Host{
		Stdin: strings.NewReader(""), Stderr: io.Discard,
		Stdout: writer{func() {
			written++
			go b.Engine.Interrupt("stop")
		}},
	}})
	b.RunSource("endless.js", t.TempDir(), endless)
	if written != 1 {
		t.Fatalf("written %d times", written)
	}
}
