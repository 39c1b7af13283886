package backend

import (
	"bytes"
	"strings"
	"testing"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/internal/payload"
	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// streaming exports functions that return an async iterable of one item.
const streaming = `
	const iterable = (iterator) => ({ [Symbol.asyncIterator]: () => iterator })
	const once = (last) => { let count = 0; return iterable({ async next() { return ++count === 1 ? { value: 'item' } : last() } }) }
	exports.api = { api: {
		count: () => once(() => ({ done: true, value: 'done' })),
		fail: () => once(() => { throw new Error('no more') }),
		endless: () => iterable({ async next() { return { value: 'item' } }, async return() { return { done: true } } }),
	} }`

// exchange gives a backend that runs code the page's records, one after the other, and returns its answers and how many
// streams it still holds.
func exchange(t *testing.T, code string, texts ...string) (answers []string, streams int) {
	t.Helper()
	var stderr bytes.Buffer
	b := New(Options{Host: engine.Host{Stderr: &stderr}})
	d, err := newDispatcher(b, func(records bridge.Records) error {
		answers = append(answers, strings.Split(records.Text, "\n")...)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	b.Engine.Loop.BeforePoll = d.flush
	exit := b.run(func() (goja.Value, error) {
		exports, err := b.Loader.RunBundle(payload.BackendName, t.TempDir(), code)
		if err != nil {
			return nil, err
		}
		d.expose(exports)
		for _, text := range texts {
			b.Engine.Loop.Post(func() { d.records(bridge.Records{View: 1, Text: text}) })
		}
		return exports, nil
	})
	d.flush()
	if exit != 0 {
		t.Fatalf("exit code %d: %s", exit, stderr.String())
	}
	return answers, len(d.streams)
}

func TestStreamsAreForgottenWhenTheyAreOver(t *testing.T) {
	for _, test := range []struct {
		name    string
		texts   []string
		last    string // how the last answer begins
		streams int
	}{
		{"open", []string{"call 1 api.count []", "next 2 1"}, `item 2 "item"`, 1},
		{"read to the end", []string{"call 1 api.count []", "next 2 1", "next 3 1"}, `end 3 "done"`, 0},
		{"read until it fails", []string{"call 1 api.fail []", "next 2 1", "next 3 1"}, "error 3 ", 0},
		{"left early", []string{"call 1 api.endless []", "next 2 1", "return 3 1"}, "end 3 ", 0},
		{"left by a document that is gone", []string{"call 1 api.endless []", "return 0 1"}, "end 0 ", 0},
		{"asked again afterwards", []string{"call 1 api.count []", "next 2 1", "next 3 1", "next 4 1"}, "end 4 ", 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			answers, streams := exchange(t, streaming, test.texts...)
			if len(answers) != len(test.texts) || !strings.HasPrefix(answers[len(answers)-1], test.last) {
				t.Errorf("answers %q, want the last to begin with %q", answers, test.last)
			}
			if streams != test.streams {
				t.Errorf("%d streams are held, want %d", streams, test.streams)
			}
		})
	}
}
