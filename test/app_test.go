//go:build linux

package test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/deskjs/deskjs/internal/webdriver"
	"github.com/deskjs/deskjs/internal/xvfb"
)

// deskjs is the command line under test, built from the tree as it is.
var deskjs string

func TestMain(m *testing.M) { os.Exit(run(m)) }

func run(m *testing.M) int {
	root, err := filepath.Abs("..")
	if err != nil {
		return fail(err)
	}
	if output, err := exec.Command("make", "-s", "-C", root, "build").CombinedOutput(); err != nil {
		return fail(fmt.Errorf("make build: %w\n%s", err, output))
	}
	deskjs = filepath.Join(root, "bin", "deskjs")
	server, err := xvfb.Open()
	if err != nil {
		return fail(err)
	}
	defer server.Close()
	if err := os.Setenv("DISPLAY", server.Display); err != nil {
		return fail(err)
	}
	return m.Run()
}

func fail(err error) int {
	fmt.Fprintln(os.Stderr, err)
	return 1
}

// home gives an app folders of its own to keep data in.
func home(t *testing.T) []string {
	dir := t.TempDir()
	// No accessibility and no message bus: nothing here needs one, and GTK would start its own.
	env := []string{"NO_AT_BRIDGE=1", "DBUS_SESSION_BUS_ADDRESS=disabled:", "PATH=" + dir + string(filepath.ListSeparator) + os.Getenv("PATH")}
	// No browser either: what is to be opened there is not.
	if err := os.WriteFile(filepath.Join(dir, "xdg-open"), []byte("#!/bin/sh\necho tests open nothing >&2\nexit 3\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	for name, folder := range map[string]string{"XDG_DATA_HOME": "data", "XDG_CACHE_HOME": "cache", "XDG_CONFIG_HOME": "config", "XDG_STATE_HOME": "state"} {
		env = append(env, name+"="+filepath.Join(dir, folder))
	}
	return env
}

// command runs deskjs and returns what it printed.
func command(t *testing.T, args ...string) string {
	t.Helper()
	output, err := exec.Command(deskjs, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("deskjs %s: %v\n%s", strings.Join(args, " "), err, output)
	}
	return string(output)
}

var notes struct {
	once    sync.Once
	program string
}

// notesApp returns the built sample app, which is made once for all tests.
func notesApp(t *testing.T) string {
	t.Helper()
	notes.once.Do(func() {
		dir, err := os.MkdirTemp("", "deskjs-notes")
		if err != nil {
			t.Fatal(err)
		}
		app := filepath.Join(dir, "notes")
		command(t, "init", app, "--yes", "--name", "Notes")
		command(t, "build", "--automation", app)
		notes.program = filepath.Join(app, "dist", "notes")
	})
	if notes.program == "" {
		t.Fatal("the sample app could not be built")
	}
	return notes.program
}

// page is an app under control, with the checks that tests make.
type page struct {
	*webdriver.Session
	t      *testing.T
	output *lockedBuffer
}

func open(t *testing.T, env []string, program string, args ...string) *page {
	t.Helper()
	output := &lockedBuffer{}
	session, err := webdriver.Start(env, output, program, args...)
	if err != nil {
		t.Fatalf("%v\n%s", err, output)
	}
	p := &page{session, t, output}
	t.Cleanup(func() {
		if t.Failed() {
			p.screenshot("failed")
			t.Logf("the app printed:\n%s", output)
		}
		p.Close()
	})
	return p
}

// patience is how long a test waits for what must happen.
const patience = 30 * time.Second

// eventually waits until script, a function's body, returns something true. The page may be loaded anew meanwhile.
func (p *page) eventually(script string, args ...any) {
	p.t.Helper()
	var last error
	held := func() bool {
		var result bool
		last = p.Execute(&result, script, args...)
		return last == nil && result
	}
	deadline := time.After(patience)
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for !held() {
		select {
		case <-deadline:
			p.t.Fatalf("never true: %s (%v)", script, last)
		case <-tick.C:
		}
	}
}

// must fails the test for an error of driving the app.
func (p *page) must(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
}

func (p *page) click(selector string) {
	p.t.Helper()
	found, err := p.Find(selector)
	p.must(err)
	p.must(found.Click())
}

func (p *page) typeInto(selector, text string) {
	p.t.Helper()
	found, err := p.Find(selector)
	p.must(err)
	p.must(found.Type(text))
}

// screenshot keeps a picture of the page among the artefacts.
func (p *page) screenshot(name string) {
	// What the page says now may not have been painted yet. A page that is gone has nothing to wait for.
	_ = p.Execute(nil, `return new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(() => painted(true))))`)
	picture, err := p.Screenshot()
	if err != nil {
		p.t.Logf("no screenshot: %v", err)
		return
	}
	dir := filepath.Join("..", "artifacts")
	p.must(os.MkdirAll(dir, 0o755))
	p.must(os.WriteFile(filepath.Join(dir, strings.ReplaceAll(p.t.Name(), "/", "-")+"-"+name+".png"), picture, 0o644))
}

// processes returns the ids of the running processes of a program whose command
// line has, or lacks, the backend's argument. dataHome tells this test's processes from others'.
func processes(t *testing.T, env []string, backend bool) []int {
	t.Helper()
	mark := ""
	for _, entry := range env {
		if strings.HasPrefix(entry, "XDG_DATA_HOME=") {
			mark = entry
		}
	}
	var found []int
	folders, err := filepath.Glob("/proc/[0-9]*")
	if err != nil {
		t.Fatal(err)
	}
	for _, folder := range folders {
		environment, err := os.ReadFile(filepath.Join(folder, "environ"))
		if err != nil || !bytes.Contains(environment, []byte(mark)) {
			continue
		}
		line, err := os.ReadFile(filepath.Join(folder, "cmdline"))
		if err != nil || len(line) == 0 {
			continue
		}
		arguments := strings.Split(string(line), "\x00")
		own := strings.Contains(arguments[0], "/dist/") || strings.Contains(arguments[0], "deskjs-app") || arguments[0] == "/proc/self/exe"
		if own && strings.Contains(string(line), "--deskjs-backend") == backend {
			pid, _ := strconv.Atoi(filepath.Base(folder))
			found = append(found, pid)
		}
	}
	return found
}

// until waits for a condition outside of the page.
func until(t *testing.T, what string, condition func() bool) {
	t.Helper()
	deadline := time.After(patience)
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for !condition() {
		select {
		case <-deadline:
			t.Fatalf("never happened: %s", what)
		case <-tick.C:
		}
	}
}

// lockedBuffer is a buffer that a process writes to while a test reads it.
type lockedBuffer struct {
	mu     sync.Mutex
	buffer bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buffer.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buffer.String()
}
