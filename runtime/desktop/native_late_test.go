package desktop

import (
	"testing"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/runtime/desktop/service"
)

// A dialog, or a keyring that waits for its password, may answer when another backend runs, whose questions have the same numbers.
func TestLateAnswersAreNotTheNextBackends(t *testing.T) {
	var calls []*service.Call
	var sent []string
	n := &natives{
		host:    &host{readsHere: true},
		methods: map[string]service.Handler{"test.ask": func(call *service.Call) { calls = append(calls, call) }},
		deliver: func(records bridge.Records) error {
			sent = append(sent, records.Text)
			return nil
		},
	}
	ask := func(text string) {
		if !n.received(bridge.Records{View: bridge.NativeView, Text: text}) {
			t.Fatalf("%q is not for the desktop", text)
		}
	}
	n.starting()
	ask("ask 7 test.ask ")
	ask("ask 8 test.ask ")
	calls[0].Reply("in time", nil)
	n.starting()
	ask("ask 7 test.ask ")
	calls[1].Reply("late", nil)
	calls[2].Reply("its own", nil)
	if len(sent) != 2 || sent[0] != `answer 7 "in time"` || sent[1] != `answer 7 "its own"` {
		t.Errorf("sent %q", sent)
	}
}
