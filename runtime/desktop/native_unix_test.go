//go:build unix

package desktop

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
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

// With a backend that decides when the app ends, and is given up, closing the last window must end the app all the same.
func TestAnAppWhoseBackendIsGivenUpEndsWithItsWindows(t *testing.T) {
	r := start(t, "asks\nask 1 app.attach {}\n", nil)
	for call := range 3 {
		r.said(t, "host: answer 1 ")
		r.page.ask(fmt.Sprintf("call %d api.crash []", call+1))
	}
	r.page.expect(t, "load "+failedURL)
	r.driver.Post(func() { r.page.options.OnCloseRequest() })
	if code := receive(t, r.code, "the end"); code != 1 {
		t.Errorf("exit code %d", code)
	}
}

// How this run draws its pages stands in its environment, for the webview. The next run would take it for the wish of whoever started it.
func TestRelaunchHasTheEnvironmentThatTheAppBeganWith(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := unix.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("WEBKIT_DISABLE_DMABUF_RENDERER", "")
	relaunch := `{"execPath":"/bin/sh","args":["-c","echo [$WEBKIT_DISABLE_DMABUF_RENDERER] > ` + pipe + `"]}`
	r := start(t, "asks\nask 1 app.relaunch "+relaunch+"\n", nil)
	r.said(t, "host: answer 1")
	t.Setenv("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
	r.driver.Quit()
	written := make(chan string, 1)
	go func() {
		text, _ := os.ReadFile(pipe)
		written <- string(text)
	}()
	if got := receive(t, written, "the next run"); got != "[]\n" {
		t.Errorf("it began with %q", got)
	}
}
