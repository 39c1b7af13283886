//go:build cgo

package window

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// These tests come first, by the name of their file: WebKit keeps a process or two of pages that have closed, and what they take to be the
// process of their own page would be one of those.

// pageProcesses are the processes of pages that this one has started.
func pageProcesses(t *testing.T) map[int]bool {
	t.Helper()
	found := map[int]bool{}
	files, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil || !bytes.Contains(text, []byte("(WebKitWebProces")) {
			continue
		}
		fields := strings.Fields(string(text[bytes.LastIndexByte(text, ')')+1:]))
		if pid, _ := strconv.Atoi(filepath.Base(filepath.Dir(file))); fields[1] == strconv.Itoa(os.Getpid()) && fields[0] != "Z" {
			found[pid] = true
		}
	}
	return found
}

// alone opens a page that says so, and returns the process that is its alone.
func alone(t *testing.T, options Options) (*page, int) {
	t.Helper()
	before := pageProcesses(t)
	p := open(t, `<script>ask('here')</script>`, options, nil)
	p.wantNext("here").Reply("")
	return p, newest(t, before)
}

// newest is the process of a page that was not there before.
func newest(t *testing.T, before map[int]bool) int {
	t.Helper()
	for pid := range pageProcesses(t) {
		if !before[pid] {
			return pid
		}
	}
	t.Fatal("the page has no process of its own")
	return 0
}

// again loads the page anew, in another process.
func (p *page) again(t *testing.T) int {
	t.Helper()
	before := pageProcesses(t)
	onUI(t, p.window.Reload)
	p.wantNext("here").Reply("")
	return newest(t, before)
}

func TestProcessIsKilled(t *testing.T) {
	p, pid := alone(t, Options{})
	if err := unix.Kill(pid, unix.SIGKILL); err != nil {
		t.Fatal(err)
	}
	if reason := receive(t, p.gone, "the end of the process"); reason != "crashed" {
		t.Errorf("it is told as %q", reason)
	}
	p.again(t)
}

// A limit of the system's stands for a machine without memory left.
func TestProcessRunsOutOfMemory(t *testing.T) {
	p, pid := alone(t, Options{})
	statm, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", pid))
	if err != nil {
		t.Fatal(err)
	}
	pages, err := strconv.Atoi(strings.Fields(string(statm))[0])
	if err != nil {
		t.Fatal(err)
	}
	limit := uint64(pages*os.Getpagesize()) + 64<<20
	if err := unix.Prlimit(pid, unix.RLIMIT_AS, &unix.Rlimit{Cur: limit, Max: limit}, nil); err != nil {
		t.Fatal(err)
	}
	onUI(t, func() { p.window.EvaluateInPage(`let all = null; for (;;) all = { all }`) })
	receive(t, p.gone, "the end of the process")
	p.again(t)
}

// What a new process has in its environment is what this one has then.
func TestNewProcessHasTheEnvironmentOfNow(t *testing.T) {
	p, pid := alone(t, Options{})
	t.Setenv("WEBKIT_DISABLE_COMPOSITING_MODE", "1")
	onUI(t, p.window.EndProcess)
	receive(t, p.gone, "the end of the process")
	for _, each := range []struct {
		pid  int
		want bool
	}{{p.again(t), true}, {pid, false}} {
		environment, _ := os.ReadFile(fmt.Sprintf("/proc/%d/environ", each.pid))
		if got := bytes.Contains(environment, []byte("WEBKIT_DISABLE_COMPOSITING_MODE=1\x00")); got != each.want {
			t.Errorf("the environment says so: %v, want %v", got, each.want)
		}
	}
}

func TestProcessStandsStillOrHangs(t *testing.T) {
	events := make(chan string, 1000)
	p, pid := alone(t, Options{OnPage: func(event PageEvent) {
		if event.Kind == "unresponsive" || event.Kind == "responsive" {
			events <- event.Kind
		}
	}})
	want := func(kind string) {
		t.Helper()
		if got := receive(t, events, kind); got != kind {
			t.Fatalf("the process is told to be %s, want %s", got, kind)
		}
	}
	if err := unix.Kill(pid, unix.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	onUI(t, p.window.Reload)
	want("unresponsive")
	if err := unix.Kill(pid, unix.SIGCONT); err != nil {
		t.Fatal(err)
	}
	want("responsive")
	p.wantNext("here").Reply("")
	onUI(t, func() { p.window.EvaluateInPage(`ask('hangs'); for (;;) {}`) })
	onUI(t, p.window.Reload)
	want("unresponsive")
	onUI(t, p.window.EndProcess)
	if reason := receive(t, p.gone, "the end of the process"); reason != "terminated" {
		t.Errorf("it is told as %q", reason)
	}
	onUI(t, p.window.Reload)
	for {
		ask := receive(t, p.asks, "the page")
		ask.Reply("")
		if ask.Text == "here" {
			return
		}
	}
}

// A page of another site leaves the process that it shared with the app's own.
func TestOtherSitesHaveAnotherProcess(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, "<!doctype html><title>elsewhere</title>")
	}))
	defer server.Close()
	first, shared := alone(t, Options{})
	gone := make(chan string, 10)
	elsewhere := func(options Options) {
		t.Helper()
		titles, closed := make(chan string, 100), make(chan struct{})
		options.Beside = first.window
		options.AllowNavigation = func(Navigation) bool { return true }
		options.OnProcessGone = func(reason string) { gone <- reason }
		options.OnClosed = func() { close(closed) }
		options.OnPage = func(event PageEvent) {
			if event.Kind == "page-title-updated" {
				titles <- event.Text
			}
		}
		var opened Window
		onUI(t, func() {
			var err error
			if opened, err = ui.Open(options); err != nil {
				t.Error(err)
			}
		})
		t.Cleanup(func() {
			ui.Post(opened.Close)
			receive(t, closed, "the end of the window")
		})
		if options.URL != "" {
			receive(t, titles, "the app's page")
		}
		onUI(t, func() { opened.Load(server.URL) })
		for receive(t, titles, "the other site") != "elsewhere" {
			continue
		}
	}
	elsewhere(Options{URL: "app://localhost/"})
	elsewhere(Options{})
	if err := unix.Kill(shared, unix.SIGKILL); err != nil {
		t.Fatal(err)
	}
	receive(t, first.gone, "the end of the app's page")
	onUI(t, func() {}) // what comes with it has come
	select {
	case <-gone:
		t.Error("a page of another site has gone along")
	default:
	}
}
