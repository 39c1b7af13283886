package window

import (
	"errors"
	"runtime"

	"github.com/ebitengine/purego"
	"github.com/ebitengine/purego/objc"
)

// driver is the only Driver of the process. All of it belongs to the UI thread, except for posted.
type driver struct {
	config   Config
	app      objc.ID // NSApplication
	delegate objc.ID // of the application, of windows and of their views: what it is told, it tells the window that it is about
	world    objc.ID // WKContentWorld
	store    objc.ID // WKWebsiteDataStore
	wake     uintptr // the function that the main queue calls for posted functions
	running  bool
	windows  map[objc.ID]*window // by WKWebView
	quitting bool                // Quit was called
	posted   posted
	// tasks are the requests that WebKit still wants answers to: it ends the process that answers another.
	tasks map[objc.ID]struct{}
	// statuses are those of the answers that pages are about to be shown of.
	statuses map[objc.ID]int
	// stores are the sessions' by their partitions; schemes those beside the app's own that windows serve.
	stores  map[string]objc.ID
	schemes map[string]bool
}

// current is the driver that Cocoa's callbacks find; nil until New has begun.
var current *driver

// Cocoa has one thread for windows, the first: the main goroutine stays on it.
func init() { runtime.LockOSThread() }

// New loads the system's webview. It must be called from main or from an init function, on the process's main thread, which becomes the
// UI thread; a process has one driver. The error is an *ErrNoWebView when the system is too old.
func New(config Config) (Driver, error) {
	if current != nil {
		return nil, errors.New("window.New was called twice: a process has one window driver")
	}
	if err := loadFrameworks(); err != nil {
		return nil, err
	}
	if isMainThread() == 0 {
		return nil, errors.New("window.New must be called on the main thread: from main or an init function")
	}
	d := &driver{config: config, windows: map[objc.ID]*window{}, tasks: map[objc.ID]struct{}{}, statuses: map[objc.ID]int{},
		stores: map[string]objc.ID{}, schemes: map[string]bool{}}
	d.wake = purego.NewCallback(func(uintptr) { current.posted.run() })
	var err error
	pooled(func() {
		d.app = send(class("NSApplication"), "sharedApplication")
		const regular = 0 // NSApplicationActivationPolicyRegular: in the Dock, with a menu
		send(d.app, "setActivationPolicy:", regular)
		if d.delegate, err = newDelegate(); err != nil {
			return
		}
		send(d.app, "setDelegate:", d.delegate)
		send(d.app, "setMainMenu:", mainMenu(config.AppName))
		d.world = send(send(class("WKContentWorld"), "worldWithName:", nsString(world)), "retain")
		// WebKit keeps what pages store by the app's bundle identifier, not in Config.DataDir.
		store := "defaultDataStore"
		if config.DataDir == "" {
			store = "nonPersistentDataStore"
		}
		d.store = send(send(class("WKWebsiteDataStore"), store), "retain")
	})
	if err != nil {
		return nil, err
	}
	current = d
	return d, nil
}

func (d *driver) Run() {
	d.running = true
	send(d.app, "run")
	d.running, d.quitting = false, false
}

func (d *driver) Post(run func()) {
	if d.posted.add(run) {
		dispatchAsync(mainQueue, 0, d.wake)
	}
}

func (d *driver) Quit() {
	d.Post(func() {
		d.quitting = true
		if len(d.windows) == 0 {
			d.stop()
			return
		}
		for _, w := range d.windows {
			w.destroy()
		}
	})
}

// stop ends Run, if it is running.
func (d *driver) stop() {
	if !d.running {
		return
	}
	send(d.app, "stop:", objc.ID(0))
	// Cocoa looks whether to stop after an event, so it gets one that means nothing.
	const applicationDefined = 15
	event := send(class("NSEvent"), "otherEventWithType:location:modifierFlags:timestamp:windowNumber:context:subtype:data1:data2:",
		uint(applicationDefined), cgPoint{}, uint(0), float64(0), 0, objc.ID(0), int16(0), 0, 0)
	send(d.app, "postEvent:atStart:", event, true)
}

// onThread runs a function on the UI thread: now, when this is it.
func (d *driver) onThread(run func()) {
	if isMainThread() != 0 {
		run()
	} else {
		d.Post(run)
	}
}

// mainMenu is the least that an app's menu can be: without it no key quits the app, or copies and pastes in its pages.
func mainMenu(appName string) objc.ID {
	bar := create("NSMenu", "init")
	add := func(title string, entries ...[3]string) {
		menu := create("NSMenu", "initWithTitle:", nsString(title))
		for _, entry := range entries {
			send(menu, "addItemWithTitle:action:keyEquivalent:", nsString(entry[0]), sel(entry[1]), nsString(entry[2]))
		}
		item := create("NSMenuItem", "init")
		send(item, "setSubmenu:", menu)
		send(bar, "addItem:", item)
	}
	add(appName, [3]string{"Hide " + appName, "hide:", "h"}, [3]string{"Quit " + appName, "terminate:", "q"})
	add("Edit", [3]string{"Undo", "undo:", "z"}, [3]string{"Redo", "redo:", "Z"}, [3]string{"Cut", "cut:", "x"},
		[3]string{"Copy", "copy:", "c"}, [3]string{"Paste", "paste:", "v"}, [3]string{"Select All", "selectAll:", "a"})
	add("Window", [3]string{"Minimize", "performMiniaturize:", "m"}, [3]string{"Close", "performClose:", "w"})
	return bar
}
