package desktop

import (
	"errors"
	"time"

	"github.com/deskjs/deskjs/bridge"
)

// errUpdating says that one update is applied at a time.
var errUpdating = errors.New("another update is just being applied")

// trial is the time in which a new version has to prove itself: it loads, says that all is well, its pages appear, and its backend does not
// keep crashing. The swap's mutex guards it.
type trial struct {
	ready, checked bool
	looked         bool                // pages is filled
	pages          map[*appWindow]bool // those that have not appeared
	well           bool                // only time has to pass
	settled        chan struct{}       // closed when it is well, or has failed
	crashes        int
	timer          *time.Timer
}

// newTrial begins a trial.
func (h *host) newTrial() *trial {
	t := &trial{pages: map[*appWindow]bool{}, settled: make(chan struct{})}
	t.timer = time.AfterFunc(loadTime, func() { h.rollBack(t, "it did not load in time") })
	return t
}

// awaitPages waits for the pages that people can see. UI thread.
func (h *host) awaitPages(t *trial) {
	h.swap.mu.Lock()
	if t == nil || h.swap.trial != t {
		h.swap.mu.Unlock()
		return
	}
	for _, w := range h.windows {
		if state := w.native.State(); state.Visible && !state.Minimized && !w.health.shown && isOwn(w.native.URL()) {
			t.pages[w] = true
		}
	}
	t.looked = true
	h.swap.mu.Unlock()
	h.after(appearTime, func() { h.pagesLate(t) })
	h.settle(t)
}

// pagesLate has the trial fail if a page has not appeared. One that is behind others need not paint. UI thread.
func (h *host) pagesLate(t *trial) {
	late := false
	h.swap.mu.Lock()
	if h.swap.trial == t {
		for w := range t.pages {
			late = late || w.native.State().Focused || w.keeping.leaving
		}
		clear(t.pages)
	}
	h.swap.mu.Unlock()
	if late {
		h.rollBack(t, "its page did not appear")
		return
	}
	h.settle(t)
}

// pageAppeared is told that a window's document is on the screen, or that the window has closed. UI thread.
func (h *host) pageAppeared(w *appWindow) {
	w.health.shown = true
	h.swap.mu.Lock()
	t := h.swap.trial
	if t != nil {
		delete(t.pages, w)
	}
	h.swap.mu.Unlock()
	h.settle(t)
}

// editionChecked is told what the app says of itself.
func (h *host) editionChecked(checked bridge.Checked) {
	h.swap.mu.Lock()
	t := h.swap.trial
	if t != nil {
		t.checked = true
	}
	h.swap.mu.Unlock()
	if checked.Problem != "" {
		h.rollBack(t, checked.Problem)
		return
	}
	h.settle(t)
}

// editionCrashed is told that the backend has crashed, before it is started again.
func (h *host) editionCrashed(reason string) {
	h.swap.mu.Lock()
	t := h.swap.trial
	fails := false
	if t != nil {
		t.crashes++
		fails = !t.ready || t.crashes >= maxTrialCrashes
	}
	h.swap.mu.Unlock()
	if fails {
		h.rollBack(t, reason)
	}
}

// settle looks whether all is well, and if so lets the rest of the trial pass.
func (h *host) settle(t *trial) {
	h.swap.mu.Lock()
	defer h.swap.mu.Unlock()
	if t == nil || h.swap.trial != t || t.well || !t.ready || !t.checked || !t.looked || len(t.pages) > 0 {
		return
	}
	t.well = true
	close(t.settled)
	t.timer.Stop()
	t.timer = time.AfterFunc(h.trialTime(), func() { h.proved(t) })
}

// trialTime is how long a version that is well stays on trial.
func (h *host) trialTime() time.Duration {
	if chosen := h.options.Updates.TrialTime; chosen != 0 {
		return chosen
	}
	return trialTime
}

// proved ends a trial well.
func (h *host) proved(t *trial) {
	h.swap.mu.Lock()
	if h.swap.trial != t {
		h.swap.mu.Unlock()
		return
	}
	running := h.swap.running
	t.timer.Stop()
	h.swap.trial, h.swap.handed = nil, nil
	h.swap.mu.Unlock()
	if err := h.options.Updates.Editions.Confirm(); err != nil {
		h.log("%v", err)
	}
	h.supervisor.Release()
	h.updates.Tried(running.Info(), nil)
}

// endTrial is told that the app ends: a version that was well has passed, and of another nothing is known.
func (h *host) endTrial() {
	h.swap.mu.Lock()
	t := h.swap.trial
	well := t != nil && t.well
	if t != nil {
		t.timer.Stop()
	}
	h.swap.mu.Unlock()
	switch {
	case well:
		h.proved(t)
	case t != nil:
		if err := h.options.Updates.Editions.Ended(); err != nil {
			h.log("%v", err)
		}
	}
}
