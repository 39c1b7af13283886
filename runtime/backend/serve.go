package backend

import (
	"bytes"
	"errors"
	"io"
	"os"
	"slices"
	"time"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/internal/payload"
	"github.com/deskjs/deskjs/runtime/backend/deskjs/hot"
	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/mount"
	"github.com/deskjs/deskjs/runtime/backend/node/process"
	"github.com/deskjs/deskjs/runtime/backend/permission"
	"github.com/deskjs/deskjs/runtime/backend/shape"
)

// Exit codes of the backend process that the host reads.
const (
	// ExitOutOfMemory says that the memory limit was reached.
	ExitOutOfMemory = 86
)

// shutdownTime is how long 'exit' handlers may take when the app closes.
const shutdownTime = 2 * time.Second

// Serve runs an app's backend for the host at the other end of conn, until the host closes it. It returns the exit code. open
// opens the app, once, from what bridge.Begin says; development is nil for one that has been built. args are the app's own: process.argv.slice(1).
func Serve(conn *bridge.Conn, open func(payload string) (payload.App, error), development *Development, args ...string) int {
	process.TakeSignals()
	executable, _ := os.Executable()
	bundle := &Bundle{Dir: workingDirectory()}
	named := &engine.App{}
	host := engine.Host{
		Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr,
		Executable: executable, Args: args, App: named, Exit: os.Exit,
	}
	if development != nil && development.Takes {
		host.Log, host.LogColor = logTo(conn), development.Color
	}
	b := New(Options{Host: host, Bundle: bundle})
	s := &server{backend: b, conn: conn}
	if err := s.prepare(); err != nil {
		return s.refuse(err)
	}
	begin := bridge.Begin{}
	if development == nil || development.Takes {
		begin = s.begin()
	}
	s.hotReloads = development != nil && development.Takes
	app, err := open(begin.Payload)
	if err != nil {
		return s.refuse(err)
	}
	manifest := app.Manifest()
	*named = engine.App{Name: manifest.Name, ID: manifest.ID, Version: manifest.Version, Electron: manifest.Electron != nil}
	if development != nil {
		named.Project = development.Project
	}
	decides, err := guard(manifest, development)
	if err != nil {
		return s.refuse(err)
	}
	permission.Install(decides)
	limitMemory(manifest.Backend.MemoryLimit, func() {
		_ = conn.Write(bridge.Fatal{Name: "RangeError", Code: "ERR_OUT_OF_MEMORY", Message: outOfMemory(manifest.Backend.MemoryLimit)})
		os.Exit(ExitOutOfMemory)
	})
	bundle.Read = app.Read
	code, err := app.Read(payload.BackendName)
	if err != nil {
		return s.refuse(err)
	}
	if _, err := mount.Install(executable, app); err != nil {
		return s.refuse(err)
	}
	if s.dispatcher.checker, err = argumentChecker(b.Engine.VM, app); err != nil {
		return s.refuse(err)
	}
	b.Fatal = s.fatal
	b.Engine.AddSourceMap(payload.BackendName, bundle.sourceMap(payload.BackendName))
	return s.run(string(code), bundle.Dir)
}

// refuse tells the host why the backend does not run.
func (s *server) refuse(err error) int {
	_ = s.conn.Write(bridge.Fatal{Name: "Error", Message: err.Error()})
	return 1
}

// argumentChecker reads the table of what the app's functions may be called with. An app that was built without one has its calls unchecked.
func argumentChecker(vm *goja.Runtime, app payload.App) (*shape.Checker, error) {
	if !slices.Contains(app.Names(), payload.ShapesName) {
		return nil, nil
	}
	table, err := app.Read(payload.ShapesName)
	if err != nil {
		return nil, err
	}
	return shape.New(vm, table)
}

type server struct {
	backend    *Backend
	conn       *bridge.Conn
	dispatcher *dispatcher
	native     *native
	left       *bridge.Left // by the backend before this one
	hotReloads bool         // modules of this backend carry on with what those of the last one left
	hot        *hot.State   // nil unless in development
	leaving    bool
}

// prepare makes what needs no app.
func (s *server) prepare() (err error) {
	s.native = &native{server: s, waited: map[uint64]chan engine.DesktopMessage{}}
	s.backend.Engine.Desktop = s.native
	s.dispatcher, err = newDispatcher(s.backend, s.send)
	return err
}

func (s *server) run(code, dir string) int {
	b, dispatcher := s.backend, s.dispatcher
	dispatcher.contexts = usesContext(code)
	b.Engine.Loop.BeforePoll = dispatcher.flush
	_ = s.conn.Queue(bridge.Hello{PID: os.Getpid()})
	return b.run(func() (goja.Value, error) {
		// The host keeps the backend alive, whatever the app has running.
		b.Engine.Loop.Hold(1)
		s.listen()
		if err := s.restore(); err != nil {
			return nil, err
		}
		if s.backend.Engine.Host.App.Electron {
			if _, err := b.Loader.Builtin("internal/deskjs/electron/process"); err != nil {
				return nil, err
			}
		}
		exports, err := b.Loader.RunBundle(payload.BackendName, dir, code)
		if err != nil {
			return nil, err
		}
		s.whenLoaded(exports, func(functions []string) {
			dispatcher.flush() // what the backend listens to: the host may have events for it
			_ = s.conn.Queue(bridge.Ready{Functions: functions})
		})
		return exports, nil
	})
}

// whenLoaded gives ready the functions that the bundle exports: at once, or when its top-level await has come to its end.
func (s *server) whenLoaded(exports goja.Value, ready func(functions []string)) {
	if _, waits := exports.Export().(*goja.Promise); !waits {
		ready(s.dispatcher.expose(exports))
		return
	}
	s.backend.Loader.Then(exports.(*goja.Object), func(exports goja.Value) { ready(s.dispatcher.expose(exports)) },
		func(reason goja.Value) { s.backend.uncaught(reason, engine.OriginException) })
}

// send passes records on without waiting for the host, unless too much is waiting already. A blob is JavaScript's own
// memory, which may change as soon as JavaScript goes on, so what waits is a copy.
func (s *server) send(records bridge.Records) error {
	for i, part := range records.Blob {
		records.Blob[i] = bytes.Clone(part)
	}
	if err := s.conn.Queue(records); !errors.Is(err, bridge.ErrQueueFull) {
		return err
	}
	return s.conn.Write(records)
}

// handle takes one message of the host to the loop. Any goroutine may call it, in order.
func (s *server) handle(message bridge.Message) {
	post := s.backend.Engine.Loop.Post
	switch message := message.(type) {
	case bridge.Records:
		if message.View == bridge.TestView {
			post(func() { s.tested(message.Text) })
			return
		}
		if message.View == bridge.NativeView {
			s.native.arrived(message)
			return
		}
		post(func() { s.dispatcher.records(message) })
	case bridge.Ping:
		if s.native.waits() { // JavaScript stands still because the host has not answered: it does not hang
			_ = s.conn.Queue(bridge.Pong(message))
			return
		}
		post(func() { _ = s.conn.Queue(bridge.Pong(message)) })
	case bridge.Yield:
		post(s.yield)
	case bridge.Begin: // its turn has come
		s.left = message.Left
		post(s.take)
	case bridge.Check:
		post(s.check)
	case bridge.Shutdown:
		time.AfterFunc(shutdownTime, func() { os.Exit(0) })
		post(func() {
			s.backend.Engine.Loop.Hold(-1)
			s.backend.Engine.Loop.Stop()
		})
	}
}

// read takes messages to the loop from a goroutine, where the loop can't wait for them itself.
func (s *server) read() {
	for {
		message, err := s.conn.Read()
		if err != nil {
			hostGone(err)
		}
		s.handle(message)
	}
}

// hostGone ends the process when its stream is over: nobody is left to work for. A stream that was broken in another
// way must not look like process.exit(0), which closes the app.
func hostGone(err error) {
	if errors.Is(err, io.EOF) {
		os.Exit(0)
	}
	os.Exit(1)
}

// fatal tells the host why the backend is about to end.
func (s *server) fatal(value goja.Value) {
	report := bridge.Fatal{Name: "Error", Message: value.String()}
	if object, ok := value.(*goja.Object); ok {
		for name, target := range map[string]*string{"name": &report.Name, "message": &report.Message, "code": &report.Code} {
			if property := object.Get(name); property != nil && goja.IsString(property) {
				*target = property.String()
			}
		}
	}
	report.Stack, _ = s.backend.Engine.Stack(value)
	if place, ok := s.backend.Engine.FirstPlace(report.Stack); ok {
		report.File, report.Line, report.Column, report.LineText = place.File, place.Line, place.Column, place.Text
	}
	_ = s.conn.Write(report)
}
