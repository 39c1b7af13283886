//go:build unix

package desktop

import (
	"strings"
	"testing"
)

// said waits until the backend has printed something that begins so, and returns the whole line.
func (r *running) said(t *testing.T, begin string) string {
	t.Helper()
	for {
		if line := strings.TrimSpace(receive(t, r.printed, begin)); strings.HasPrefix(line, begin) {
			return line
		}
	}
}

func TestBackendAsksForWhatThereIsNot(t *testing.T) {
	r := start(t, "asks\nask 7 teapot.brew {}\n", nil)
	if line := r.said(t, "host: "); line != `host: fail 7 {"code":"ERR_NOT_SUPPORTED","message":"the host has no teapot.brew"}` {
		t.Error(line)
	}
}

func TestWindowsOfABackendThatHasEndedAreTheNextOnes(t *testing.T) {
	r := start(t, "asks\nask 1 app.attach {}\nask 2 window.create {\"title\":\"Second\"}\n", nil)
	second := receive(t, r.driver.opened, "the second window")
	first := r.said(t, "host: answer 2 ")
	r.page.ask("call 1 api.crash []")
	if again := r.said(t, "host: answer 2 "); again != first {
		t.Errorf("the next backend got %s, the first one %s", again, first)
	}
	r.driver.Post(second.Close)
	r.said(t, `host: ask 0 window.closed {"id":2}`)
	select {
	case <-r.driver.opened:
		t.Error("a third window was opened")
	default:
	}
}
