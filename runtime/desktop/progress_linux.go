package desktop

import (
	"fmt"
	"hash/fnv"
	"sync"

	"github.com/godbus/dbus/v5"

	"github.com/deskjs/deskjs/runtime/desktop/sessionbus"
)

// progress is what the dock is being told of the app's progress. A bar is the app's there, and not a window's.
var progress struct {
	mu      sync.Mutex
	latest  float64
	waiting bool // latest has not been told
	telling bool // a goroutine does
}

// setProgress tells docks that speak the LauncherEntry interface of Unity: Ubuntu's, Dash to Dock, Plank, KDE's. Others show nothing. The bus
// may take its time, so that another goroutine tells it the latest.
func (h *host) setProgress(_ *appWindow, fraction float64, _ string) error {
	progress.mu.Lock()
	defer progress.mu.Unlock()
	progress.latest, progress.waiting = fraction, true
	if !progress.telling {
		progress.telling = true
		go h.tellProgress()
	}
	return nil
}

func (h *host) tellProgress() {
	for {
		progress.mu.Lock()
		fraction := progress.latest
		progress.telling = progress.waiting
		progress.waiting = false
		more := progress.telling
		progress.mu.Unlock()
		if !more {
			return
		}
		if err := emitProgress(h.options.App.Manifest().ID, fraction); err != nil {
			h.log("The progress bar can't be shown: %v", err)
		}
	}
}

func emitProgress(appID string, fraction float64) error {
	conn, err := sessionbus.Connect()
	if err != nil {
		return err
	}
	uri := "application://" + appID + ".desktop"
	sum := fnv.New64a()
	_, _ = sum.Write([]byte(uri))
	path := dbus.ObjectPath(fmt.Sprintf("/com/canonical/unity/launcherentry/%d", sum.Sum64()))
	return conn.Emit(path, "com.canonical.Unity.LauncherEntry.Update", uri, map[string]dbus.Variant{
		"progress": dbus.MakeVariant(min(max(fraction, 0), 1)), "progress-visible": dbus.MakeVariant(fraction >= 0),
	})
}
