// Package desktop is the host process of an app: it owns the windows, serves the
// app's files to them, carries their calls to the backend process, and supervises that.
// It runs no JavaScript of the app. cmd/deskjs-app is its only user.
package desktop

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"sync"
	"syscall"

	"github.com/adrg/xdg"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/internal/grant"
	"github.com/deskjs/deskjs/internal/payload"
	"github.com/deskjs/deskjs/runtime/desktop/assets"
	"github.com/deskjs/deskjs/runtime/desktop/crash"
	"github.com/deskjs/deskjs/runtime/desktop/heal"
	"github.com/deskjs/deskjs/runtime/desktop/menu"
	"github.com/deskjs/deskjs/runtime/desktop/supervisor"
	"github.com/deskjs/deskjs/runtime/desktop/update"
	"github.com/deskjs/deskjs/runtime/desktop/window"
)

// Options say what to run.
type Options struct {
	// App is the built app.
	App payload.App
	// Backend starts the app's backend process.
	Backend supervisor.Command
	// Development connects to the command line that builds the app as its files change; nil in a
	// shipped app.
	Development *Development
	// Arguments are what the app was started with.
	Arguments []string
	// Automation lets a WebDriver client drive the windows: for end-to-end tests.
	Automation bool
	// Stderr gets messages for whoever looks after the app.
	Stderr io.Writer
	// NewDriver makes the window driver; nil means the system's.
	NewDriver func(window.Config) (window.Driver, error)
	// Updates is how the app gets new versions.
	Updates Updates
	// started is told of the host once it runs, for tests.
	started func(*host)
	// Root has the files that tell of the machine, below proc, sys and dev; nil means the system's.
	Root fs.FS
}

// host is one running app. Fields without a note are set before the windows open.
type host struct {
	options    Options
	driver     window.Driver
	router     *bridge.Router
	supervisor *supervisor.Supervisor
	natives    *natives
	sessions   sessions
	protocols  protocols
	crashes    *crash.Reporter
	lastEnd    *ended       // of the backend, for the next; UI thread
	windows    []*appWindow // UI thread
	orphaned   int          // how often windows have lost their backend; UI thread
	readsHere  bool         // what the backend sends is read on the UI thread
	lastWindow int          // the id of the last window; UI thread
	ladder     *heal.Ladder // of ways to draw pages, nil where there is one; UI thread
	restarts   bool         // the app starts again when the windows are closed; UI thread
	relaunches []relaunch   // what is started at the end; UI thread
	// hasAttached says that a backend of this run has; UI thread.
	hasAttached bool
	gone        chan struct{} // closed when the UI thread serves nothing any more
	menus       *menu.Menus   // UI thread
	swap        swap
	updates     *update.Manager
	instance    func() // gives up the app's name, if it is the only process by deskjs.json; else nil
	early       early  // UI thread

	mu      sync.Mutex
	ready   bool     // driver is set, and waiting empty for good
	waiting []func() // for the UI thread, from before there was one
	assets  *assets.Handler
	code    int    // what Run returns
	failed  string // why the backend was given up, "" while it was not
	// refusals are those that have been logged.
	refusals map[string]bool
}

// ErrRestart is returned by Run when the process has to start again, with the same arguments and the environment that it began with: its
// pages did not appear, and what is left to try takes that.
var ErrRestart = errors.New("the app starts again, to draw its pages in another way")

// Run shows the app until its last window is closed and returns the exit code. It must
// be called on the process's main thread.
func Run(options Options) (code int, err error) {
	manifest := options.App.Manifest()
	if options.Backend.Env == nil {
		options.Backend.Env = os.Environ() // what the webview needs in it is the webview's alone
	}
	if options.Root == nil {
		options.Root = os.DirFS("/")
	}
	h := &host{options: options, gone: make(chan struct{}), refusals: map[string]bool{}}
	h.swap.running = update.Edition{App: options.App, Hash: options.Updates.Hash}
	h.use(options.App)
	h.router = bridge.NewRouter(bridge.Options{
		Allowed: manifest.API,
		Limits:  limitsOf(manifest.Bridge),
		Send:    func(records bridge.Records) error { return h.supervisor.Send(records) },
		Refused: func(_ *bridge.View, reason string) { h.refused("a message of the page: " + reason) },
	})
	only, err := h.claimInstance()
	if err != nil || !only {
		return 0, err
	}
	h.natives = newNatives(h)
	h.supervisor = h.newSupervisor()
	h.beginUpdates()
	defer h.updates.Stop()
	defer h.crashes.End()
	defer h.startAgain() // when all else is over
	// The backend starts while the webview does: both take their time.
	h.supervisor.Start()
	defer h.supervisor.Stop()
	defer h.endTrial()
	defer close(h.gone)

	newDriver := options.NewDriver
	if newDriver == nil {
		newDriver = window.New
	}
	driver, err := newDriver(window.Config{
		AppID: manifest.ID, AppName: manifest.Name,
		DataDir:  filepath.Join(xdg.DataHome, manifest.ID, "webview"),
		CacheDir: filepath.Join(xdg.CacheHome, manifest.ID, "webview"),

		Automation:  options.Automation,
		StaysOpen:   true,
		Prepare:     h.prepareDrawing,
		PageMemory:  heal.PageMemory(options.Root),
		Serve:       h.serve,
		AcceptsBody: h.acceptsBody,
		OnDownload:  h.download,
		OnCookies:   h.cookiesChanged,
		OnOpen:      h.openAsked,
		OnActivate:  func(visible bool) { h.natives.emit("app.activate", visible, nil) },
		OnQuit:      h.quitAsked,
	})
	if err != nil {
		return 1, err
	}
	h.adopt(driver)
	for i, description := range manifest.Windows {
		if _, err := h.open(i, description, frameExtras{}, appURL); err != nil {
			return 1, err
		}
	}
	h.quitOnSignals()
	if options.started != nil {
		options.started(h)
	}
	if options.Development != nil {
		if options.Development.Inspect {
			h.post(func() { h.openDevTools(nil) })
		}
		go options.Development.follow(h)
	}
	h.driver.Run()
	if h.restarts {
		return 1, ErrRestart
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.code, nil
}

// use makes app the one that is served.
func (h *host) use(app payload.App) {
	handler := &assets.Handler{App: app, Fallback: app.Manifest().Fallback, Electron: app.Manifest().Electron, Problem: func(err error) { h.log("%v", err) }}
	if permissions := app.Manifest().Permissions; permissions != nil {
		handler.Eval = permissions.Page.Eval
		for _, pattern := range permissions.Page.Connect {
			origin, err := grant.ParseOrigin(pattern)
			if err != nil { // written by another version of deskjs
				h.log("permissions.page.connect: %q %v", pattern, err)
				continue
			}
			handler.Connect = append(handler.Connect, origin)
		}
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.assets != nil {
		handler.Schemes = h.assets.Schemes
	}
	h.assets = handler
}

// app is the one that is served.
func (h *host) app() assets.Reader {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.assets.App
}

// quit ends the app with an exit code. Any goroutine may call it.
func (h *host) quit(code int) {
	h.mu.Lock()
	h.code = code
	h.mu.Unlock()
	h.post(func() { h.driver.Quit() })
}

// post runs a function on the UI thread. Any goroutine may call it, also before the windows are there:
// the backend starts meanwhile.
func (h *host) post(do func()) {
	h.mu.Lock()
	if !h.ready {
		h.waiting = append(h.waiting, do)
		h.mu.Unlock()
		return
	}
	h.mu.Unlock()
	h.driver.Post(do)
}

// adopt makes driver the one that post uses.
func (h *host) adopt(driver window.Driver) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.driver, h.ready = driver, true
	for _, do := range h.waiting {
		driver.Post(do)
	}
	h.waiting = nil
}

func (h *host) quitOnSignals() {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		<-signals
		signal.Stop(signals) // whoever asks again does not want to wait
		h.quitAsked()
	}()
}

func (h *host) log(format string, args ...any) {
	if h.options.Stderr != nil {
		_, _ = fmt.Fprintf(h.options.Stderr, format+"\n", args...)
	}
}
