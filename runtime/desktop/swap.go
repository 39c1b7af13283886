package desktop

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/runtime/desktop/supervisor"
	"github.com/deskjs/deskjs/runtime/desktop/update"
)

// Times of an update that is applied while the app runs.
const (
	// loadTime is how long the new version may take to load and to say that all is well, before its turn and again after it.
	loadTime = 20 * time.Second
	// drainTime is how long calls that the old version has may take, until they are rejected.
	drainTime = 2 * time.Second
	// appearTime is how long pages may take to appear.
	appearTime = 10 * time.Second
	// trialTime is how long a version that is well stays on trial.
	trialTime = 30 * time.Second
	// maxTrialCrashes is how often its backend may crash meanwhile, less one.
	maxTrialCrashes = 2
)

// swap is which version runs.
type swap struct {
	mu       sync.Mutex
	running  update.Edition
	trial    *trial       // of the version that runs, nil if that has proved itself
	handed   *bridge.Left // by the version before it, for each start until then
	reloads  bool         // pages are loaded anew when the backend is ready
	changing bool         // from one version to another
}

// begin is what a backend is told that starts now.
func (h *host) begin() bridge.Begin {
	h.swap.mu.Lock()
	defer h.swap.mu.Unlock()
	return bridge.Begin{Payload: h.swap.running.Hash, Left: h.swap.handed}
}

// running is the version that runs.
func (h *host) running() update.Edition {
	h.swap.mu.Lock()
	defer h.swap.mu.Unlock()
	return h.swap.running
}

// apply has the version that was fetched take the place of the one that runs, without closing a window. It returns when that runs; a version
// on trial may be rolled back later. An error says why nothing has changed. It is for a goroutine of its own.
func (h *host) apply(update.Info) error {
	if err := h.mayChange(); err != nil {
		return err
	}
	defer func() {
		h.swap.mu.Lock()
		h.swap.changing = false
		h.swap.mu.Unlock()
	}()
	editions := h.options.Updates.Editions
	next, err := editions.Activate()
	if err != nil {
		return err
	}
	candidate, err := h.healthy(next)
	if broken, ok := errors.AsType[*unhealthyError](err); ok {
		if _, err := editions.Rollback(broken.cause.Error()); err != nil {
			h.log("%v", err)
		}
		h.updates.Tried(next.Info(), broken)
		return broken
	}
	if err == nil {
		h.router.BackendLeaving()
		select {
		case <-h.router.Drained():
		case <-time.After(drainTime):
		}
		err = h.supervisor.Replace(candidate, func(left *bridge.Left) { h.turn(next, left, candidate.Checked()) })
	}
	if err == nil {
		return nil
	}
	h.router.BackendStays()
	if err := editions.Postpone(); err != nil {
		h.log("%v", err)
	}
	return fmt.Errorf("version %s waits for the next start of the app: %w", next.Version(), err)
}

// mayChange waits until the version that runs has settled, and has its trial end well if it is still on one: a newer version does not wait for that.
func (h *host) mayChange() error {
	h.swap.mu.Lock()
	t := h.swap.trial
	h.swap.mu.Unlock()
	if t != nil {
		select {
		case <-t.settled:
		case <-h.gone:
			return errUpdating
		}
		h.proved(t)
	}
	h.swap.mu.Lock()
	defer h.swap.mu.Unlock()
	if h.swap.changing || h.swap.trial != nil {
		return errUpdating
	}
	h.swap.changing = true
	return nil
}

// healthy runs a version as far as that goes before its turn.
func (h *host) healthy(next update.Edition) (*supervisor.Candidate, error) {
	c, err := h.supervisor.Try(bridge.Begin{Payload: next.Hash})
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), loadTime)
	defer cancel()
	if err := c.Healthy(ctx); err != nil {
		c.Discard()
		return nil, &unhealthyError{next.Version(), err}
	}
	return c, nil
}

// unhealthyError says that a version was tried, and does not work.
type unhealthyError struct {
	version string
	cause   error
}

func (e *unhealthyError) Error() string {
	return fmt.Sprintf("version %s does not work here: %v", e.version, e.cause)
}

// turn is told that it is the turn of next, which the old version has left something for. Supervisor's goroutine.
func (h *host) turn(next update.Edition, left *bridge.Left, checked bool) {
	h.swap.mu.Lock()
	t := h.newTrial()
	t.checked = checked
	h.swap.running, h.swap.handed, h.swap.trial, h.swap.reloads = next, left, t, true
	h.swap.mu.Unlock()
	h.serveEdition(next)
	go h.supervisor.Reserve()
}

// serveEdition has pages get the files of a version from now on, and what it grants.
func (h *host) serveEdition(edition update.Edition) {
	h.use(edition.App)
	h.post(func() { h.usePolicy(edition.App.Manifest()) })
}

// rollBack has the version before the one that is on trial run again. Any goroutine may call it.
func (h *host) rollBack(t *trial, reason string) {
	h.swap.mu.Lock()
	if h.swap.trial != t || t == nil {
		h.swap.mu.Unlock()
		return
	}
	failed := h.swap.running
	t.timer.Stop()
	if !t.well {
		close(t.settled)
	}
	h.swap.trial = nil
	h.swap.mu.Unlock()
	previous, err := h.options.Updates.Editions.Rollback(reason)
	if err != nil {
		h.log("%v", err)
	}
	h.swap.mu.Lock()
	h.swap.running, h.swap.reloads = previous, true
	h.swap.mu.Unlock()
	h.log("Version %s does not work here: %s. Version %s runs again.", failed.Version(), reason, previous.Version())
	h.serveEdition(previous)
	h.router.BackendLeaving()
	h.updates.Leaves()
	h.supervisor.Restart()
	h.updates.Tried(failed.Info(), &unhealthyError{failed.Version(), errors.New(reason)})
}

// editionReady is told that the backend is ready.
func (h *host) editionReady() {
	h.swap.mu.Lock()
	t, reloads := h.swap.trial, h.swap.reloads
	h.swap.reloads = false
	check := false
	if t != nil {
		t.ready, check = true, !t.checked
	} else {
		h.swap.handed = nil
	}
	h.swap.mu.Unlock()
	if check {
		h.supervisor.Check()
	}
	switch {
	case reloads:
		h.post(func() { h.reloadKeeping(func() { h.awaitPages(t) }) })
	case t != nil:
		h.post(func() { h.awaitPages(t) })
	}
}
