package backend

import (
	"fmt"
	"strings"
	"testing"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// BenchmarkCalls is what a hundred calls that come together take in the backend.
func BenchmarkCalls(b *testing.B) {
	const code = `
		exports.api = { api: {
			echo: async (value) => value,
			plain: (value) => value,
		} }`
	for _, name := range []string{"echo", "plain"} {
		b.Run(name, func(b *testing.B) { benchmarkCalls(b, code, name) })
	}
}

func benchmarkCalls(b *testing.B, code, name string) {
	var records strings.Builder
	for id := range 100 {
		_, _ = fmt.Fprintf(&records, "call %d api.%s [{\"id\":7,\"text\":\"a note of some length\"}]\n", id+1, name)
	}
	message := bridge.Records{View: 1, Text: strings.TrimSuffix(records.String(), "\n")}
	backend := New(Options{Host: engine.Host{}})
	loop := backend.Engine.Loop
	left, size := b.N, 0
	var d *dispatcher
	next := func() {
		left -= 100
		d.records(message)
	}
	d, err := newDispatcher(backend, func(answers bridge.Records) error {
		size += strings.Count(answers.Text, "\n") + 1
		if size < 100 {
			return nil
		}
		size = 0
		if left > 0 {
			loop.Post(next)
		} else {
			loop.Hold(-1)
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	loop.BeforePoll = d.flush
	backend.run(func() (goja.Value, error) {
		exports, err := backend.Loader.RunBundle("main.js", b.TempDir(), code)
		if err != nil {
			return nil, err
		}
		d.expose(exports)
		loop.Hold(1)
		b.ReportAllocs()
		b.ResetTimer()
		next()
		return nil, nil
	})
}
