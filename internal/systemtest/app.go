package systemtest

import (
	"encoding/json"
	"runtime"
	"testing"
	"time"

	"github.com/deskjs/deskjs/runtime/desktop/service"
)

// App is a host for one service, whose backend is the test.
type App struct {
	Host *service.Host
	// Service is what is tested; set it before Call.
	Service service.Service
	// Events are what the service emits, as JSON: `power.event {"name":"suspend"}`.
	Events chan string
	// Prevent is what the backend answers when it is asked something.
	Prevent bool
	posted  chan func()
}

// patience is how long a test waits for what must happen.
const patience = 20 * time.Second

// OpenApp makes a host whose UI thread is a goroutine, until the test ends.
func OpenApp(t testing.TB) *App {
	a := &App{Events: make(chan string, 100), posted: make(chan func(), 1000)}
	a.Host = &service.Host{
		ID: "org.example.notes", Name: "Notes", Version: "1.0.0",
		Post: func(do func()) { a.posted <- do },
		Emit: func(event string, value any, _ []byte) { a.Events <- event + " " + encode(value) },
		Ask: func(method string, value any, _ []byte, answer func(service.Answer)) {
			a.Events <- method + " " + encode(value)
			a.posted <- func() { answer(service.Answer{Value: json.RawMessage(encode(a.Prevent))}) }
		},
		Window: func(int) uintptr { return 0 },
		Log:    t.Logf,
	}
	done := make(chan struct{})
	go func() {
		runtime.LockOSThread() // windows belong to a thread, on Windows
		for {
			select {
			case do := <-a.posted:
				do()
			case <-done:
				return
			}
		}
	}()
	t.Cleanup(func() { close(done) })
	return a
}

func encode(value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		return err.Error()
	}
	return string(text)
}

// Result is what became of a call.
type Result struct {
	Value string // JSON
	Bytes []byte
	Err   error
}

// Call calls a method as the backend does, and waits for the answer.
func (a *App) Call(t testing.TB, method string, value any, bytes []byte) Result {
	t.Helper()
	results := make(chan Result, 1)
	a.posted <- func() {
		a.Service.Methods[method](service.NewCall(method, json.RawMessage(encode(value)), bytes, func(value any, bytes []byte, err error) {
			results <- Result{encode(value), bytes, err}
		}))
	}
	select {
	case result := <-results:
		return result
	case <-time.After(patience):
		t.Fatalf("%s was not answered", method)
		return Result{}
	}
}

// Event is the next event.
func (a *App) Event(t testing.TB) string {
	t.Helper()
	select {
	case event := <-a.Events:
		return event
	case <-time.After(patience):
		t.Fatal("no event came")
		return ""
	}
}

// Reset tells the service that there is another backend.
func (a *App) Reset() {
	done := make(chan struct{})
	a.posted <- func() { a.Service.Reset(); close(done) }
	<-done
}
