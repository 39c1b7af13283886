package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/bundler"
	"github.com/deskjs/deskjs/bundler/hot"
	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/internal/payload"
)

// changed brings one build into the open app.
func (s *session) changed(change bundler.Change) {
	if s.app != nil {
		s.hot(change.Hot)
	}
	switch {
	case s.app == nil:
		s.first(change)
	case change.Err != nil:
		s.broken(change.Err)
	case change.Same():
		if s.failed {
			s.mended(change.Paths)
		}
	case !change.Backend && !change.Config && !change.Frontend && len(change.Styles) == 0:
		// The page's modules have changed, and nothing else.
		if s.failed {
			s.mended(change.Paths)
		}
	default:
		s.update(change)
	}
}

// hot brings an update of the page's modules into the open page.
func (s *session) hot(update *hot.Update) {
	if update == nil || update.Version == 0 || update.Kind == hot.KindNone || update.Kind == hot.KindProblem {
		return
	}
	s.app.tell(bridge.Hot{Update: update.Message})
	took := float64(update.Duration.Microseconds()) / 1000
	if update.Kind == hot.KindReload {
		if !s.terminal.tell(news{Event: "reload", Source: "client", Files: update.Paths, Reason: update.Reason, Milliseconds: took}) {
			s.terminal.line("client", styleGood, "page reload", strings.Join(update.Paths, ", "))
			s.terminal.plain("  " + s.terminal.paint(styleDim, "because "+update.Reason) + "\n")
		}
		return
	}
	if len(update.Modules) == 0 {
		return // new definitions of what the page has not loaded
	}
	modules := make([]string, len(update.Modules))
	for i, module := range update.Modules {
		modules[i] = "/" + module
	}
	if s.terminal.tell(news{Event: "update", Source: "client", Files: modules, Milliseconds: took}) {
		return
	}
	const most = 4
	text := strings.Join(modules[:min(len(modules), most)], ", ")
	if len(modules) > most {
		text += fmt.Sprintf(" and %d more", len(modules)-most)
	}
	s.terminal.line("client", styleGood, "hmr update", text)
}

// good takes the overlay away.
func (s *session) good() {
	if s.failed {
		s.app.tell(bridge.ClearProblem{})
	}
	s.failed = false
}

// broken shows why there is no new build; the app goes on as it was built before.
func (s *session) broken(err error) {
	if s.gone() {
		return
	}
	s.failed = true
	messages := diag.Messages(err)
	if !s.terminal.tell(news{Event: "error", Messages: messages}) {
		s.terminal.messages(messages)
	}
	if s.app == nil {
		return
	}
	if text, err := json.Marshal(messages); err == nil {
		s.app.tell(bridge.Problem{Messages: text})
	}
}

// mended takes the overlay away where nothing else has changed.
func (s *session) mended(paths []string) {
	s.failed = false
	// What could not be built is tried again with each change: it is named more than once.
	paths = slices.Compact(slices.Sorted(slices.Values(paths)))
	s.app.tell(bridge.ClearProblem{})
	if !s.terminal.tell(news{Event: "mended", Files: paths}) {
		s.terminal.line("", styleGood, "mended", strings.Join(paths, ", "))
	}
}

// update replaces what differs.
func (s *session) update(change bundler.Change) {
	s.warn(change.Result)
	if err := change.Result.WriteDir(s.built); err != nil {
		s.broken(err)
		return
	}
	s.use(change.Result.Manifest.Name)
	s.windowsChanged(change.Result.Manifest)
	took := float64(change.Result.Duration.Microseconds()) / 1000
	if change.Backend || change.Config {
		s.restarted(change.Paths)
		s.app.tell(bridge.SwapBackend{})
	}
	switch {
	case change.Frontend, change.Config: // the page's policy comes from deskjs.json
		s.app.tell(bridge.Reload{})
		s.client("page reload", "reload", change.Paths, took)
	case len(change.Styles) > 0:
		s.app.tell(bridge.Styles{Paths: addresses(change.Styles)})
		s.client("css update", "update", addresses(change.Styles), took)
	}
	s.good()
}

// windowsChanged says which changes of deskjs.json wait until the app is opened again: the others have been made.
func (s *session) windowsChanged(manifest *payload.Manifest) {
	was := s.manifest
	s.manifest = manifest
	if was == nil || slices.EqualFunc(was.Windows, manifest.Windows, sameFrame) && was.ID == manifest.ID {
		return
	}
	if !s.terminal.tell(news{Event: "info", Text: "sizes of windows, and the app's id, are used when the app is opened again"}) {
		s.terminal.line("", styleWarning, "deskjs.json: sizes of windows, and the app's id, are used when the app is opened again", "")
	}
}

// sameFrame reports whether two windows are the same apart from what is changed in open ones.
func sameFrame(a, b payload.Window) bool {
	return a.Width == b.Width && a.Height == b.Height && a.MinWidth == b.MinWidth && a.MinHeight == b.MinHeight && a.Preload == b.Preload
}

// client says what happened to the page.
func (s *session) client(action, event string, files []string, milliseconds float64) {
	if !s.terminal.tell(news{Event: event, Source: "client", Files: files, Milliseconds: milliseconds}) {
		s.terminal.line("client", styleGood, action, strings.Join(files, ", "))
	}
}

// warn shows what does not keep the app from running, once for each.
func (s *session) warn(result *bundler.Result) {
	var fresh []diag.Message
	for _, message := range result.Warnings {
		if text := message.Render(false); !s.warned[text] {
			s.warned[text] = true
			fresh = append(fresh, message)
		}
	}
	if len(fresh) > 0 && !s.terminal.tell(news{Event: "warning", Messages: fresh}) {
		s.terminal.messages(fresh)
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
