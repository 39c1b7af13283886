// Package screen tells of the displays and the cursor. Package desktop imports it.
//
// The driver of a system is in screen_SYSTEM.go: it reads the displays as they are now, and calls back when they may have changed. That of
// Windows has been run under Wine, that of macOS compiled and vetted only.
package screen

import (
	"hash/fnv"
	"slices"

	"github.com/deskjs/deskjs/runtime/desktop/service"
)

// Point, Size and Rect are in logical pixels unless it says otherwise.
type (
	Point struct {
		X int `json:"x"`
		Y int `json:"y"`
	}
	Size struct {
		Width  int `json:"width"`
		Height int `json:"height"`
	}
	Rect struct {
		X      int `json:"x"`
		Y      int `json:"y"`
		Width  int `json:"width"`
		Height int `json:"height"`
	}
)

// Display is one display, in the words of Electron's Display.
type Display struct {
	ID                   int64   `json:"id"`
	Label                string  `json:"label"`
	Bounds               Rect    `json:"bounds"`
	WorkArea             Rect    `json:"workArea"`
	ScaleFactor          float64 `json:"scaleFactor"`
	Rotation             int     `json:"rotation"`
	Internal             bool    `json:"internal"`
	Detected             bool    `json:"detected"`
	TouchSupport         string  `json:"touchSupport"`
	AccelerometerSupport string  `json:"accelerometerSupport"`
	ColorDepth           int     `json:"colorDepth"`
	DepthPerComponent    int     `json:"depthPerComponent"`
	DisplayFrequency     float64 `json:"displayFrequency"`
	Monochrome           bool    `json:"monochrome"`
	MaximumCursorSize    Size    `json:"maximumCursorSize"`
	// NativeOrigin is where the display begins in pixels; nil where the system has no such coordinates (Wayland, macOS).
	NativeOrigin *Point `json:"nativeOrigin,omitempty"`
}

// list is what the backend gets: Primary is the index of the primary display.
type list struct {
	Displays []Display `json:"displays"`
	Primary  int       `json:"primary"`
}

// driver asks the system. All belongs to the UI thread.
type driver interface {
	displays() (list, error)
	cursor() (Point, error)
	// watch calls back on the UI thread whenever the displays may have changed.
	watch(changed func()) error
}

// New is the service "screen".
func New(host *service.Host) service.Service { return newService(host, newDriver()) }

func newService(host *service.Host, driver driver) service.Service {
	w := &watcher{host: host, driver: driver}
	return service.Service{Methods: map[string]service.Handler{
		"screen.displays": service.Func(func(struct{}) (list, error) { return driver.displays() }),
		"screen.cursor":   service.Func(func(struct{}) (Point, error) { return driver.cursor() }),
		"screen.watch":    service.Func(func(struct{}) (any, error) { return nil, w.start() }),
	}}
}

// watcher tells the backend what has changed. UI thread.
type watcher struct {
	host     *service.Host
	driver   driver
	watching bool
	pending  bool
	known    []Display
}

// start begins to tell of changes, from how the displays are now.
func (w *watcher) start() error {
	now, err := w.driver.displays()
	if err != nil {
		return err
	}
	w.known = now.Displays
	if w.watching {
		return nil
	}
	w.watching = true
	return w.driver.watch(func() {
		// One change of the system's comes as several signals.
		if !w.pending {
			w.pending = true
			w.host.Post(w.look)
		}
	})
}

func (w *watcher) look() {
	w.pending = false
	now, err := w.driver.displays()
	if err != nil {
		w.host.Log("The displays have changed, and can't be read: %v", err)
		return
	}
	for _, change := range changes(w.known, now.Displays) {
		w.host.Emit("screen.changed", change, nil)
	}
	w.known = now.Displays
}

// change is one event of the backend's: "display-added", "display-removed" or "display-metrics-changed".
type change struct {
	Event   string   `json:"event"`
	Display Display  `json:"display"`
	Metrics []string `json:"metrics,omitempty"`
}

// changes are the events that lead from the displays before to those after, in the order that Electron sends them.
func changes(before, after []Display) []change {
	var found []change
	find := func(in []Display, id int64) int {
		return slices.IndexFunc(in, func(d Display) bool { return d.ID == id })
	}
	for _, display := range before {
		if find(after, display.ID) < 0 {
			found = append(found, change{Event: "display-removed", Display: display})
		}
	}
	for _, display := range after {
		if find(before, display.ID) < 0 {
			found = append(found, change{Event: "display-added", Display: display})
		}
	}
	for _, display := range after {
		if at := find(before, display.ID); at >= 0 {
			if metrics := metricsBetween(before[at], display); metrics != nil {
				found = append(found, change{Event: "display-metrics-changed", Display: display, Metrics: metrics})
			}
		}
	}
	return found
}

func metricsBetween(before, after Display) (metrics []string) {
	for _, metric := range []struct {
		name    string
		changed bool
	}{
		{"bounds", before.Bounds != after.Bounds},
		{"workArea", before.WorkArea != after.WorkArea},
		{"scaleFactor", before.ScaleFactor != after.ScaleFactor},
		{"rotation", before.Rotation != after.Rotation},
	} {
		if metric.changed {
			metrics = append(metrics, metric.name)
		}
	}
	return metrics
}

// name gives displays ids that stay the same as long as the system calls them the same: where two have one name, the second gets
// another id.
func name(displays []Display, names []string) {
	used := map[int64]bool{}
	for i := range displays {
		hash := fnv.New32a()
		_, _ = hash.Write([]byte(names[i]))
		id := int64(hash.Sum32())
		for used[id] || id == 0 {
			id++
		}
		used[id] = true
		displays[i].ID = id
	}
}
