package update

import "github.com/deskjs/deskjs/internal/payload"

// Edition is one version of the app as it is on this device.
type Edition struct {
	// App is its payload, which was verified.
	App payload.App
	// Hash is the payload's, by which the backend finds it; "" is the one that the app was installed with.
	Hash string
}

// Version is its version.
func (e Edition) Version() string { return e.App.Manifest().Version }

// Info is what the app is told of it.
func (e Edition) Info() Info { return Info{Version: e.Version()} }

// Editions are the versions of the app that are on this device. Methods may be called on any goroutine.
type Editions interface {
	// Activate returns the version that was fetched: from now on it is the one that starts, on trial.
	Activate() (Edition, error)
	// Postpone says that it is not to run before the next start.
	Postpone() error
	// Confirm says that the version that runs works.
	Confirm() error
	// Rollback gives the version on trial up for good, and returns what runs in its place, also with an error: that the next start will not
	// know of it. why is a sentence for people.
	Rollback(why string) (Edition, error)
	// Ended says that the app ends while a version is on trial, by no fault of that.
	Ended() error
}
