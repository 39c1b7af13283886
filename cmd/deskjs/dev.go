package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/bundler"
	"github.com/deskjs/deskjs/bundler/hot"
	"github.com/deskjs/deskjs/internal/diag"
)

func devVerb() *verb {
	return &verb{
		name:    "dev",
		usage:   "[DIR] [--browser] [--no-open]",
		summary: "Open the app and follow its files as they change",
		details: `
DIR is the app's folder, the current one by default. A change to the page
loads it again, a change to a style sheet is swapped in, a change to the backend
replaces its process under the open window. Mistakes are shown here and over
the page. Closing the window ends it.

With --browser the app's page is shown in your browser in place of a window, with
the same backend behind it. Only this machine can reach it, and only with the
address that is printed. Ctrl+C ends it.`,
		flags: []flag{
			{name: "browser", summary: "show the page in the browser"},
			{name: "no-open", summary: "with --browser: print the address, and open nothing"},
			automationFlag(),
		},
		maxArguments: 1,
		run:          runDev,
	}
}

// session is one run of `deskjs dev`.
type session struct {
	env    *environment
	dir    string
	show   func(change bundler.Change) (shownApp, error) // opens the app as it was built first
	app    shownApp                                      // nil until the first build is there
	opened chan error                                    // gets the outcome of the first build
	failed bool                                          // the last build did
}

func runDev(env *environment, call *call) error {
	dir, err := projectDir(call)
	if err != nil {
		return err
	}
	if call.on("no-open") && !call.on("browser") {
		return devVerb().misuse("--no-open is for --browser, which was not given")
	}
	if err := prepareFrontend(env, dir, false); err != nil {
		return err
	}
	options := bundlerOptions(dir, true)
	options.Hot = builtDir(dir)
	project, err := bundler.NewProject(options)
	if err != nil {
		return err
	}
	defer project.Close()
	if err := writeEditorFiles(dir); err != nil {
		return err
	}
	ctx, cancel := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer cancel()
	s := &session{env: env, dir: dir, opened: make(chan error, 1)}
	s.show = func(bundler.Change) (shownApp, error) { return startApp(env, dir, true, call.on("automation")) }
	toStop := "close the window to stop"
	if call.on("browser") {
		s.show = func(change bundler.Change) (shownApp, error) { return s.showInBrowser(change, !call.on("no-open")) }
		toStop = "Ctrl+C stops it"
	}
	watching := make(chan struct{})
	var watched error // once watching is closed
	go func() {
		watched = project.Watch(ctx, s.changed)
		close(watching)
	}()
	select {
	case err = <-s.opened:
	case <-watching:
		err = watched
	}
	if err != nil || s.app == nil {
		return err
	}
	s.line("watching %s; %s", shown(dir), toStop)
	select {
	case <-s.app.end():
		cancel()
		<-watching
	case <-watching:
		s.app.close()
		if ctx.Err() != nil {
			return exitStatus(0) // stopped from the terminal
		}
		return watched
	}
	return exitStatus(s.app.exitCode())
}

// open shows the app as it was built first. A project that does not build yet is an error.
func (s *session) open(change bundler.Change) error {
	if change.Err != nil {
		return change.Err
	}
	warn(s.env, change.Result)
	if err := change.Result.WriteDir(builtDir(s.dir)); err != nil {
		return err
	}
	s.line("built in %s", round(change.Result.Duration))
	opened, err := s.show(change)
	if err != nil {
		return err
	}
	s.app = opened
	return nil
}

// changed brings one build into the open app.
func (s *session) changed(change bundler.Change) {
	if s.app == nil {
		s.opened <- s.open(change)
		return
	}
	s.updated(change.Hot)
	if change.Err != nil {
		s.failed = true
		messages := diag.Messages(change.Err)
		io.WriteString(s.env.err, diag.RenderAll(messages, s.env.color))
		if text, err := json.Marshal(messages); err == nil {
			s.app.tell(bridge.Problem{Messages: text})
		}
		return
	}
	if change.Same() {
		if s.failed {
			s.app.tell(bridge.ClearProblem{})
			s.line("%s: mended", strings.Join(change.Paths, ", "))
		}
		s.failed = false
		return
	}
	if change.Hot != nil && !change.Backend && !change.Config && !change.Frontend && len(change.Styles) == 0 {
		if s.failed {
			s.app.tell(bridge.ClearProblem{})
		}
		s.failed = false
		return
	}
	warn(s.env, change.Result)
	if err := change.Result.WriteDir(builtDir(s.dir)); err != nil {
		fmt.Fprintln(s.env.err, err)
		return
	}
	took := round(change.Result.Duration)
	what := strings.Join(change.Paths, ", ")
	if change.Backend || change.Config {
		s.app.tell(bridge.SwapBackend{})
		s.line("%s: backend replaced in %s", what, took)
	}
	switch {
	case change.Frontend, change.Config: // the page's policy comes from deskjs.json
		s.app.tell(bridge.Reload{})
		s.line("%s: page reloaded in %s", what, took)
	case len(change.Styles) > 0:
		s.app.tell(bridge.Styles{Paths: addresses(change.Styles)})
		s.line("%s: styles swapped in %s", what, took)
	}
	if change.Config {
		s.line("deskjs.json changed: windows get their new sizes and titles when the app is opened again")
	}
	if s.failed {
		s.app.tell(bridge.ClearProblem{})
	}
	s.failed = false
}

// updated brings an update of the page's modules into the open page.
func (s *session) updated(update *hot.Update) {
	if update == nil || update.Version == 0 {
		return
	}
	s.app.tell(bridge.Hot{Update: update.Message})
	if update.Kind == hot.KindReload {
		s.line("page reload %s: %s", strings.Join(update.Paths, ", "), update.Reason)
		return
	}
	for i, module := range update.Modules {
		if i == 3 && len(update.Modules) > 4 {
			s.line("hmr update … and %d more", len(update.Modules)-i)
			return
		}
		s.line("hmr update /%s", module)
	}
}

// addresses turns payload members into paths of the page: "frontend/main.css" is "/main.css" there.
func addresses(members []string) []string {
	paths := make([]string, len(members))
	for i, member := range members {
		paths[i] = strings.TrimPrefix(member, "frontend")
	}
	return paths
}

// line prints one line of progress, in the form that authors know from their tools.
func (s *session) line(format string, args ...any) {
	fmt.Fprintf(s.env.out, "%s [deskjs] %s\n", time.Now().Format("15:04:05"), fmt.Sprintf(format, args...))
}

func round(d time.Duration) time.Duration { return d.Round(time.Millisecond) }
