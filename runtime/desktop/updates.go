package desktop

import (
	"time"

	"github.com/deskjs/deskjs/runtime/desktop/service"
	"github.com/deskjs/deskjs/runtime/desktop/update"
)

// Updates is how an app gets new versions. Without an Engine it gets none.
type Updates struct {
	// Engine finds and fetches versions, Editions keeps them; Why says why there are none.
	Engine   update.Engine
	Editions update.Editions
	Why      *service.Error
	// Hash is the payload's of Options.App, "" for the one that the app was installed with.
	Hash string
	// OnTrial says that Options.App has yet to show that it works; RolledBack is a version that was given up just before, and why.
	OnTrial    bool
	RolledBack *RolledBack
	// Feed is where versions come from. Interval is the time between looks at it, First the time before the first.
	Feed            update.Feed
	Interval, First time.Duration
	// Download has what is found fetched, Apply what is fetched applied without a restart.
	Download, Apply bool
	// TrialTime is how long a version that is well can still be rolled back; 0 is half a minute.
	TrialTime time.Duration
}

// RolledBack is a version that was tried and given up.
type RolledBack struct{ Version, Why string }

// noFeed is why most apps have no updates.
var noFeed = &service.Error{Code: "ERR_NO_UPDATE_FEED", Message: "This build of the app has no update feed: deskjs.json names none in \"updates\""}

// newUpdates makes the part of the host that looks after updates.
func newUpdates(h *host, from *service.Host) service.Service {
	u := &h.options.Updates
	why := u.Why
	if why == nil {
		why = noFeed
	}
	h.updates = update.New(update.Options{
		Engine: u.Engine, Why: why, Feed: u.Feed, Interval: u.Interval, First: u.First, Download: u.Download, Apply: u.Apply, Swap: h.apply, Host: from,
	})
	return h.updates.Service()
}

// beginUpdates is called before the backend starts.
func (h *host) beginUpdates() {
	u := &h.options.Updates
	if u.RolledBack != nil {
		h.updates.Tried(update.Info{Version: u.RolledBack.Version}, &service.Error{Message: u.RolledBack.Why})
	}
	if u.OnTrial {
		h.swap.mu.Lock()
		h.swap.trial = h.newTrial()
		h.swap.mu.Unlock()
		go h.supervisor.Reserve()
	}
	h.updates.Start()
}
