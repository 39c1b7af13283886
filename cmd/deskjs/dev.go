package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/signal"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/deskjs/deskjs/bundler"
	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/internal/payload"
)

func devVerb() *verb {
	return &verb{
		name:    "dev",
		usage:   "[DIR] [--browser]",
		summary: "Open the app and follow its files as they change",
		details: `
DIR is the app's folder, the current one by default. A change to the page is
brought into it, a change to a style sheet is swapped in, a change to the backend
replaces its process under the open window, with what its modules have put in
import.meta.hot.data. Mistakes are shown here and over the page, and so is what
page and backend log. Closing the window ends it; on a terminal, h + Enter lists
what else there is to press.

With --browser the app's page is shown in your browser in place of a window, with
the same backend behind it. Only this machine can reach it, and only with the
address that is printed. Ctrl+C ends it.

EDITOR, or DESKJS_EDITOR, names the editor that a click on a place in the overlay
opens: "code", "vim", "idea" and their like get the line too.`,
		flags: []flag{
			{name: "browser", summary: "show the page in the browser"},
			{name: "open", summary: "with --browser: open the browser, which is the default"},
			{name: "no-open", summary: "with --browser: print the address, and open nothing"},
			{name: "port", value: "PORT", summary: "with --browser: listen on this port, and no other"},
			{name: "host", value: "HOST", summary: "with --browser: localhost, 127.0.0.1 (the default) or ::1"},
			{name: "inspect", summary: "open the page's inspector, and say what can be inspected"},
			jsonFlag("an event per line"),
			automationFlag(),
		},
		examples: []example{
			{"deskjs dev", "the app in the current folder"},
			{"deskjs dev notes --browser", "another one, in the browser"},
			{"deskjs dev --browser --no-open --json", "for a script"},
		},
		maxArguments: 1,
		run:          runDev,
	}
}

// session is one run of `deskjs dev`. Fields without a note belong to the goroutine that watches.
type session struct {
	env      *environment
	terminal *terminal
	dir      string
	built    string // the folder of the built app
	show     func(change bundler.Change) (shownApp, error)
	app      shownApp   // nil until the first build is there
	opened   chan error // gets the outcome of opening the app, once
	over     chan error // gets why it can't go on
	begun    time.Time  // when the command did
	failed   bool       // the last build did
	warned   map[string]bool
	manifest *payload.Manifest // of the last build that worked
	banner   []bannerLine      // what is said when the app is open

	mu      sync.Mutex
	shown   shownApp           // app, for other goroutines
	told    map[string]bool    // what of import.meta.hot.data was said to be lost
	pending []string           // the files that the backend is restarted for
	name    string             // of the app, as it is built now
	maps    map[string]pageMap // by the path of the address
}

// bannerLine is a line of what is said at the start: "Local: http://127.0.0.1:20000/".
type bannerLine struct{ name, value string }

func runDev(env *environment, call *call) error {
	begun := time.Now()
	if err := checkDevFlags(call); err != nil {
		return err
	}
	dir, err := projectDir(call)
	if err != nil {
		return err
	}
	if err := checkInstalled(dir); err != nil {
		return err
	}
	if err := prepareFrontend(env, dir, false); err != nil {
		return err
	}
	if err := prepareFrontend(env, dir, false); err != nil {
		return err
	}
	built, unlock, err := lockBuiltDir(dir)
	if err != nil {
		return err
	}
	defer unlock()
	options := bundlerOptions(dir, true)
	options.Hot, options.InPlace = built, true
	project, err := bundler.NewProject(options)
	if err != nil {
		return err
	}
	defer project.Close()
	if err := writeEditorFiles(dir); err != nil {
		return err
	}
	ctx, cancel := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer cancel()
	s := &session{
		env: env, terminal: newTerminal(env), dir: dir, built: built, begun: begun,
		opened: make(chan error, 1), over: make(chan error, 1), warned: map[string]bool{}, told: map[string]bool{},
	}
	if built != builtDir(dir) && !s.terminal.tell(news{Event: "info", Text: "another deskjs dev follows this project"}) {
		s.terminal.line("", styleWarning, "another deskjs dev follows this project", "this one builds into "+shown(built))
	}
	s.show = func(change bundler.Change) (shownApp, error) { return s.showInWindow(change, call) }
	if call.on("browser") {
		s.show = func(change bundler.Change) (shownApp, error) { return s.showInBrowser(change, call) }
	}
	return s.run(ctx, cancel, project, call)
}

// checkDevFlags refuses flags that mean nothing together.
func checkDevFlags(call *call) error {
	for _, name := range []string{"no-open", "open", "port", "host"} {
		if call.on(name) && !call.on("browser") {
			return devVerb().misuse("--%s is for --browser, which was not given", name)
		}
	}
	if call.on("open") && call.on("no-open") {
		return devVerb().misuse("--open and --no-open are opposites")
	}
	_, err := listenFlags(call)
	return err
}

// run follows the project until the app ends, or is told to.
func (s *session) run(ctx context.Context, cancel func(), project *bundler.Project, call *call) error {
	watching := make(chan struct{})
	var watched error // once watching is closed
	go func() {
		watched = project.Watch(ctx, s.changed)
		close(watching)
	}()
	end := func(err error) error {
		cancel()
		<-watching
		if s.app != nil {
			s.app.close()
		}
		return err
	}
	keys := readKeys(s.env)
	var ended <-chan struct{} // nil until the app is open
	for {
		select {
		case err := <-s.opened:
			if err != nil {
				return end(err)
			}
			ended = s.shownApp().end()
			s.ready(call, keys != nil)
		case <-ended:
			return end(exitStatus(s.shownApp().exitCode()))
		case err := <-s.over:
			return end(err)
		case key, open := <-keys:
			if !open {
				keys = nil
				continue
			}
			if s.press(key, call) {
				return end(exitStatus(0))
			}
		case <-watching:
			if ctx.Err() == nil {
				return end(watched)
			}
			return end(exitStatus(0)) // stopped from the terminal
		}
	}
}

// shownApp is the app that is open, nil before it is.
func (s *session) shownApp() shownApp {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.shown
}

// first opens the app as it was built first. A project that does not build yet is waited for.
func (s *session) first(change bundler.Change) {
	if change.Err != nil {
		s.broken(change.Err)
		if !s.env.json {
			s.terminal.line("", styleWarning, "the app opens when this is mended", "watching "+shown(s.dir))
		}
		return
	}
	s.warn(change.Result)
	s.failed = false
	err := change.Result.WriteDir(s.built)
	if err != nil {
		s.opened <- cannotWriteBuilt(s.dir, err)
		return
	}
	s.use(change.Result.Manifest.Name)
	s.manifest = change.Result.Manifest
	app, err := s.show(change)
	if err != nil {
		s.opened <- err
		return
	}
	s.app = app
	s.mu.Lock()
	s.shown = app
	s.mu.Unlock()
	s.opened <- nil
}

// gone ends everything if there is no project any more.
func (s *session) gone() bool {
	if _, err := os.Stat(s.dir); !errors.Is(err, fs.ErrNotExist) {
		return false
	}
	select {
	case s.over <- diag.New(diag.Message{Text: "the project's folder " + s.dir + " is gone", Hint: "nothing is left to follow; start deskjs dev again where it is now"}):
	default:
	}
	return true
}

// ready says that the app is open, and what can be done.
func (s *session) ready(call *call, keys bool) {
	took := time.Since(s.begun)
	s.mu.Lock()
	name := s.name
	s.mu.Unlock()
	ready := news{Event: "ready", Version: currentVersion(), Milliseconds: float64(took.Milliseconds()), Text: name}
	for _, line := range s.banner {
		if line.name == localAddress {
			ready.Address = line.value
		}
	}
	if s.terminal.tell(ready) {
		return
	}
	t := s.terminal
	var b strings.Builder
	fmt.Fprintf(&b, "\n  %s  %s\n\n", t.paint(styleTag, "DESKJS "+currentVersion()), t.paint(styleDim, "ready in ")+fmt.Sprint(round(took)))
	lines := append([]bannerLine{{"App", name}}, s.banner...)
	for _, line := range lines {
		fmt.Fprintf(&b, "  %s  %s %s\n", t.paint(styleGood, "➜"), t.paint(styleStrong, fmt.Sprintf("%-8s", line.name+":")), line.value)
	}
	switch {
	case keys:
		fmt.Fprintf(&b, "  %s  %s\n", t.paint(styleGood, "➜"), t.paint(styleDim, "press ")+t.paint(styleStrong, "h + enter")+t.paint(styleDim, " to show help"))
	case call.on("browser"):
		b.WriteString("  Ctrl+C stops it\n")
	default:
		b.WriteString("  close the window to stop\n")
	}
	if call.on("inspect") {
		b.WriteString(inspectText(call.on("browser")))
	}
	t.plain(b.String() + "\n")
}

func round(d time.Duration) time.Duration { return d.Round(time.Millisecond) }
