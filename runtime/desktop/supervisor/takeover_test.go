//go:build unix

package supervisor

import (
	"strings"
	"testing"
)

// ready waits for a backend that is.
func ready(t *testing.T, events chan Event) Event {
	t.Helper()
	expect(t, events, Starting, "")
	return expect(t, events, Ready, "")
}

// TestNextBackendGetsWhatTheLastOneLeft restarts twice: each backend says how much the ones before it have left.
func TestNextBackendGetsWhatTheLastOneLeft(t *testing.T) {
	s, events, _ := run(t, Options{TakeOver: true}, nil, "take over")
	first := ready(t, events)
	if first.Replaced || first.Left != nil || first.Functions[0] != "api.echo" {
		t.Errorf("the first: %+v", first)
	}
	for _, generation := range []string{"generation 1", "generation 2"} {
		s.Restart()
		again := ready(t, events)
		if !again.Replaced || again.Functions[0] != generation || again.Left == nil || len(again.Left.Lost) != 1 {
			t.Errorf("%s: %+v", generation, again)
		}
		if report := again.Report(); report.State != "ready" || len(report.Lost) != 1 || report.Milliseconds <= 0 {
			t.Errorf("%+v", report)
		}
	}
}

// TestBusyBackendIsNotWaitedForLong replaces one that never leaves anything.
func TestBusyBackendIsNotWaitedForLong(t *testing.T) {
	s, events, _ := run(t, Options{TakeOver: true}, nil, "busy", "take over")
	ready(t, events)
	s.Restart()
	if again := ready(t, events); again.Left != nil {
		t.Errorf("%+v", again)
	}
}

// TestBackendThatWaitedAndDiedIsStartedAnew has the one that was kept ready die before its turn.
func TestBackendThatWaitedAndDiedIsStartedAnew(t *testing.T) {
	s, events, _ := run(t, Options{TakeOver: true, MaxQuick: 3}, nil, "take over", "die waiting", "take over")
	ready(t, events)
	s.reserve()
	s.Restart()
	expect(t, events, Starting, "")
	if again := ready(t, events); !strings.HasPrefix(again.Functions[0], "generation") {
		t.Errorf("%+v", again)
	}
}
