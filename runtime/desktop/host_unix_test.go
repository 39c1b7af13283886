//go:build unix

package desktop

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/internal/payload"
	"github.com/deskjs/deskjs/runtime/desktop/heal"
	"github.com/deskjs/deskjs/runtime/desktop/supervisor"
	"github.com/deskjs/deskjs/runtime/desktop/window"
)

// The test program is also the backend: the file that behaviour names says how it behaves.
const behaviour = "DESKJS_TEST_BEHAVIOUR"

func TestMain(m *testing.M) {
	if file := os.Getenv(behaviour); file != "" {
		os.Exit(backend(file))
	}
	os.Exit(m.Run())
}

// backend answers api.echo with its arguments and ends, without an answer, when api.crash is called.
func backend(file string) int {
	conn, err := bridge.OpenInherited()
	if err != nil {
		return 1
	}
	mode, err := os.ReadFile(file)
	if err != nil {
		return 1
	}
	if string(mode) == "versions" {
		return versionBackend(conn)
	}
	_ = conn.Write(bridge.Hello{PID: os.Getpid()})
	switch string(mode) {
	case "throw":
		_ = conn.Write(bridge.Fatal{Name: "Error", Message: "the database is locked", Stack: "Error: the database is locked\n    at open (a.ts:1:2)", File: "a.ts", Line: 1, Column: 2})
		return 1
	case "exit":
		return 0
	}
	if mode, asks := strings.CutPrefix(string(mode), "asks\n"); asks {
		for ask := range strings.Lines(mode) {
			_ = conn.Write(bridge.Records{View: bridge.NativeView, Text: strings.TrimSpace(ask)})
		}
	}
	_ = conn.Write(bridge.Ready{Functions: []string{"api.echo", "api.crash", "api.wait"}})
	fmt.Println("ready")
	for {
		message, err := conn.Read()
		if err != nil {
			return 0
		}
		switch message := message.(type) {
		case bridge.Ping:
			_ = conn.Write(bridge.Pong(message))
		case bridge.Shutdown:
			fmt.Println("shut down")
			return 0
		case bridge.Records:
			if message.View == bridge.NativeView {
				fmt.Println("host: " + message.Text)
				continue
			}
			for record := range bridge.ParseRecords(message.Text) {
				switch name, arguments, _ := record.Call(); name {
				case "api.echo":
					answer := bridge.Record{Kind: bridge.RecordResult, ID: record.ID, Rest: arguments}
					_ = conn.Write(bridge.Records{View: message.View, Text: answer.String(), Blob: message.Blob})
				case "api.crash":
					return 4
				case "api.wait":
					fmt.Println("waiting")
				}
			}
		}
	}
}

// testApp is an app in memory.
type testApp struct {
	payload.App
	manifest payload.Manifest
	files    map[string]string
}

func (a *testApp) Manifest() *payload.Manifest { return &a.manifest }

func (a *testApp) Read(name string) ([]byte, error) {
	if text, ok := a.files[name]; ok {
		return []byte(text), nil
	}
	return nil, fs.ErrNotExist
}

// running is an app that runs in a test.
type running struct {
	driver  *fakeDriver
	page    *fakeWindow // the first window
	mode    string      // the file that says how the next backend behaves
	control *bridge.Conn
	printed lines // by the backend, on stdout
	logged  lines
	// restarts is set when the app is to end with ErrRestart.
	restarts bool
	code     chan int
}

// start runs an app whose backend behaves in this mode, until the test is over.
func start(t *testing.T, mode string, change func(*Options)) *running {
	t.Helper()
	executable, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	r := &running{driver: newFakeDriver(), mode: filepath.Join(t.TempDir(), "mode"),
		printed: make(lines, 1000), logged: make(lines, 1000), code: make(chan int, 1)}
	writeFile(t, r.mode, mode)
	t.Setenv(behaviour, r.mode)
	app := &testApp{
		manifest: payload.Manifest{Name: "Notes", ID: "org.deskjs.test", Windows: []payload.Window{{Title: "Notes"}},
			API: []string{"api.crash", "api.echo", "api.wait"}},
		files: map[string]string{"frontend/index.html": "<!doctype html><p>hello"},
	}
	options := Options{
		App:     app,
		Backend: supervisor.Command{Path: executable, Stdout: r.printed, Stderr: r.logged, OutOfMemoryCode: 86},
		Stderr:  r.logged,
		NewDriver: func(config window.Config) (window.Driver, error) {
			r.driver.config = config
			return r.driver, nil
		},
	}
	if change != nil {
		change(&options)
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		code, err := Run(options)
		if err != nil && (!r.restarts || !errors.Is(err, ErrRestart)) {
			t.Error(err)
		}
		r.code <- code
	}()
	t.Cleanup(func() {
		select {
		case <-r.driver.over:
		default:
			r.driver.Quit()
		}
		receive(t, ended, "the end of the app")
	})
	r.page = receive(t, r.driver.opened, "a window")
	return r
}

// develop is start with a command line at the other end of the control stream; watched means that it says what changes.
func develop(t *testing.T, mode string, watched bool) *running {
	t.Helper()
	ours, theirs := net.Pipe()
	control := bridge.NewConn(ours)
	t.Cleanup(func() { _ = control.Close() })
	r := start(t, mode, func(options *Options) {
		app := options.App
		options.Development = &Development{Control: bridge.NewConn(theirs), Watched: watched,
			Open: func() (payload.App, error) { return app, nil }}
	})
	r.control = control
	return r
}

func (r *running) tell(t *testing.T, message bridge.Message) {
	t.Helper()
	if err := r.control.Write(message); err != nil {
		t.Fatal(err)
	}
}

// hello begins a document, and returns its secret.
func (r *running) hello(t *testing.T) string {
	t.Helper()
	return receive(t, r.page.ask(bridge.HelloText), "a secret")
}

func TestCallIsAnswered(t *testing.T) {
	r := start(t, "serve", nil)
	r.hello(t)
	if got := receive(t, r.page.ask(`call 1 api.echo ["a"]`), "a reply"); got != `result 1 ["a"]` {
		t.Errorf("got %s", got)
	}
}

// The backend starts while the webview does, and may come first.
func TestBackendMayBeReadyBeforeTheWindows(t *testing.T) {
	var r *running
	early := make(lines, 10)
	r = start(t, "serve", func(options *Options) {
		options.Backend.Stdout = early
		newDriver := options.NewDriver
		options.NewDriver = func(config window.Config) (window.Driver, error) {
			receive(t, early, "a backend")
			return newDriver(config)
		}
	})
	r.hello(t)
	if got := receive(t, r.page.ask(`call 1 api.echo [1]`), "a reply"); got != `result 1 [1]` {
		t.Errorf("got %s", got)
	}
}

func TestFilesOfTheAppAreServed(t *testing.T) {
	r := start(t, "serve", nil)
	if got := r.page.fetch(t, "GET", "/", nil); got.Status != 200 || !strings.Contains(string(got.Body), "hello") {
		t.Errorf("got %d %s", got.Status, got.Body)
	}
	if got := r.page.fetch(t, "GET", "/missing", nil); got.Status != 404 {
		t.Errorf("got %d", got.Status)
	}
}

func TestForeignPagesAreRefused(t *testing.T) {
	r := start(t, "serve", nil)
	secret := r.hello(t)
	for _, text := range []string{bridge.HelloText, `call 1 api.echo [1]`} {
		if got := receive(t, r.page.askFrom("https://example.org", "https://example.org/", text), "a reply"); got != "" {
			t.Errorf("%q got %q", text, got)
		}
	}
	if got := receive(t, r.logged, "a message"); !strings.Contains(got, "https://example.org") {
		t.Errorf("logged %q", got)
	}
	// The app's own document is as it was.
	path := "/.deskjs/bytes/" + secret + "/" + strings.Repeat("0", 32) + "/0/4"
	if got := r.page.fetch(t, "POST", path, make([]byte, 4)); got.Status != 204 {
		t.Errorf("its secret is no longer good: %d", got.Status)
	}
}

func TestBytesGoBothWays(t *testing.T) {
	r := start(t, "serve", nil)
	prefix := "/.deskjs/bytes/" + r.hello(t) + "/"
	token := strings.Repeat("a", 32)
	blob := append(bridge.BlobHeader([][]byte{[]byte("content")}), "content"...)
	if got := r.page.fetch(t, "POST", prefix+token+"/0/"+strconv.Itoa(len(blob)), blob); got.Status != 204 {
		t.Fatalf("the upload: %d", got.Status)
	}
	reply := receive(t, r.page.ask("bytes "+token+"\n"+`call 1 api.echo [{"$":"bytes"}]`), "a reply")
	head, rest, _ := strings.Cut(reply, "\n")
	token, ok := strings.CutPrefix(head, "bytes ")
	if !ok || rest != `result 1 [{"$":"bytes"}]` {
		t.Fatalf("got %s", reply)
	}
	if got := r.page.fetch(t, "GET", prefix+token+"/0", nil); got.Status != 200 || !bytes.Equal(got.Body, blob) || got.Header.Get("Deskjs-Total") != strconv.Itoa(len(blob)) {
		t.Errorf("the download: %d %v %q", got.Status, got.Header, got.Body)
	}
	for _, path := range []string{prefix + token + "/0", "/.deskjs/bytes/" + strings.Repeat("0", 32) + "/" + token + "/0", prefix} {
		if got := r.page.fetch(t, "GET", path, nil); got.Status != 404 {
			t.Errorf("%s: %d", path, got.Status)
		}
	}
	for path, want := range map[string]int{"/0/2147483647": 413, "/0/5": 400, "/1048576/1048577": 404} {
		if got := r.page.fetch(t, "POST", prefix+token+path, []byte("x")); got.Status != want {
			t.Errorf("POST %s: %d, want %d", path, got.Status, want)
		}
	}
}

func TestCrashRejectsAndTheNextCallIsAnswered(t *testing.T) {
	r := start(t, "serve", nil)
	r.hello(t)
	if got := receive(t, r.page.ask(`call 1 api.crash []`), "a reply"); !strings.Contains(got, bridge.CodeBackendGone) || !strings.Contains(got, "exit code 4") {
		t.Errorf("got %s", got)
	}
	if got := receive(t, r.page.ask(`call 2 api.echo [2]`), "a reply"); got != `result 2 [2]` {
		t.Errorf("got %s", got)
	}
	r.page.expect(t, "notice", `"state":"restarting"`, "exit code 4")
	r.page.expect(t, "notice", `"state":"ready"`)
}

func TestFailedPageOffersToTryAgain(t *testing.T) {
	r := start(t, "throw", nil)
	r.page.expect(t, "load "+failedURL)
	if got := r.page.fetch(t, "GET", failedPath, nil); !strings.Contains(string(got.Body), "the database is locked") {
		t.Errorf("the page says %s", got.Body)
	}
	if got := receive(t, r.page.askFrom(window.Origin, failedURL, bridge.HelloText), "a reply"); got != "" {
		t.Errorf("the failed page got %q", got)
	}
	if got := receive(t, r.page.ask(`call 1 api.echo []`), "a reply"); !strings.Contains(got, bridge.CodeBackendGone) {
		t.Errorf("got %s", got)
	}
	writeFile(t, r.mode, "serve")
	if got := r.page.fetch(t, "GET", retryPath, nil); !strings.Contains(string(got.Body), "url=/") {
		t.Errorf("after trying again: %s", got.Body)
	}
	r.page.expect(t, "load "+appURL) // it was still at the failed page, as another window would be
	receive(t, r.printed, "a backend")
	r.hello(t)
	if got := receive(t, r.page.ask(`call 1 api.echo [1]`), "a reply"); got != `result 1 [1]` {
		t.Errorf("got %s", got)
	}
	r.driver.Quit()
	if code := receive(t, r.code, "the end"); code != 0 {
		t.Errorf("exit code %d", code)
	}
}

func TestFailedAppEndsWithACode(t *testing.T) {
	r := start(t, "throw", nil)
	r.page.expect(t, "load "+failedURL)
	r.driver.Quit()
	if code := receive(t, r.code, "the end"); code != 1 {
		t.Errorf("exit code %d", code)
	}
}

func TestBackendThatExitsClosesTheApp(t *testing.T) {
	r := start(t, "exit", nil)
	if code := receive(t, r.code, "the end"); code != 0 {
		t.Errorf("exit code %d", code)
	}
}

func TestClosingTheWindowShutsTheBackendDown(t *testing.T) {
	r := start(t, "serve", nil)
	receive(t, r.printed, "a backend")
	r.driver.Post(r.page.Close)
	if code := receive(t, r.code, "the end"); code != 0 {
		t.Errorf("exit code %d", code)
	}
	if got := receive(t, r.printed, "the backend's last words"); got != "shut down\n" {
		t.Errorf("got %q", got)
	}
}

func TestPageIsLoadedAgainAfterItsProcessEnded(t *testing.T) {
	r := start(t, "serve", nil)
	r.driver.Post(func() { r.page.options.OnProcessGone("crashed") })
	r.page.expect(t, "load "+appURL)
}

func TestPageThatKeepsCrashingIsGivenUp(t *testing.T) {
	r := start(t, "serve", nil)
	for range heal.MaxQuick - 1 {
		r.driver.Post(func() { r.page.options.OnProcessGone("crashed") })
		r.page.expect(t, "load "+appURL)
	}
	r.driver.Post(func() { r.page.options.OnProcessGone("crashed") })
	r.page.expect(t, "load "+failedURL)
}

func TestDevelopmentFollowsChanges(t *testing.T) {
	r := develop(t, "serve", true)
	r.tell(t, bridge.Reload{})
	r.page.expect(t, "reload")
	r.tell(t, bridge.Styles{Paths: []string{"/main.css"}})
	r.page.expect(t, `styles(["/main.css"])`)
	r.tell(t, bridge.Problem{Messages: json.RawMessage(`[{"text":"a mistake"}]`)})
	r.page.expect(t, "problem(", "a mistake")
	r.hello(t) // a page that is loaded meanwhile shows it, too
	r.page.expect(t, "problem(", "a mistake")
	r.tell(t, bridge.ClearProblem{})
	r.page.expect(t, "clearProblem()")
	_ = r.control.Close()
	receive(t, r.code, "the end, with the command line's")
}

// TestDevelopmentHearsThePage has a page tell the terminal something and ask for the inspector, which no other page can.
func TestDevelopmentHearsThePage(t *testing.T) {
	r := develop(t, "serve", true)
	told := make(chan bridge.Message, 10)
	go func() {
		for {
			message, err := r.control.Read()
			if err != nil {
				return
			}
			told <- message
		}
	}()
	r.hello(t)
	r.page.ask(bridge.PageText + `[{"dropped":1}]`)
	for {
		message := receive(t, told, "what the page tells")
		if page, ok := message.(bridge.Page); ok {
			if page.Text != `[{"dropped":1}]` {
				t.Errorf("%q", page.Text)
			}
			break
		}
	}
	r.page.ask(bridge.DevToolsText)
	r.page.expect(t, "inspect")
	r.tell(t, bridge.DevTools{})
	r.page.expect(t, "inspect")
	r.tell(t, bridge.Problem{Messages: json.RawMessage(`[{"text":"thrown"}]`), Runtime: true})
	r.page.expect(t, "problem(", "thrown", ", true)")
}

func TestSwapReplacesTheBackendAndRejectsItsCalls(t *testing.T) {
	r := develop(t, "serve", true)
	receive(t, r.printed, "a backend")
	r.hello(t)
	reply := r.page.ask(`call 1 api.wait []`)
	if got := receive(t, r.printed, "the call"); got != "waiting\n" {
		t.Fatalf("printed %q", got)
	}
	r.tell(t, bridge.SwapBackend{})
	if got := receive(t, reply, "a rejection"); !strings.Contains(got, bridge.CodeBackendGone) || !strings.Contains(got, "replaced") {
		t.Errorf("got %s", got)
	}
	if got := receive(t, r.page.ask(`call 2 api.echo [2]`), "a reply"); got != `result 2 [2]` {
		t.Errorf("got %s", got)
	}
}

func TestDevelopmentShowsWhyTheBackendStoppedUntilItRuns(t *testing.T) {
	r := develop(t, "throw", true)
	r.page.expect(t, "problem(", "the database is locked", `"a.ts"`)
	r.tell(t, bridge.Styles{Paths: []string{"/main.css"}}) // a change elsewhere mends nothing
	r.page.expect(t, "problem(", "the database is locked")
	writeFile(t, r.mode, "serve")
	r.tell(t, bridge.SwapBackend{})
	r.page.expect(t, "clearProblem()")
	receive(t, r.printed, "a backend")
}

// What is opened once is treated as it would be when shipped.
func TestUnwatchedAppIsStartedAgain(t *testing.T) {
	r := develop(t, "throw", false)
	r.page.expect(t, "notice", `"state":"restarting"`, "the database is locked")
	r.page.expect(t, "load "+failedURL)
	_ = r.control.Close()
	if code := receive(t, r.code, "the end"); code != 1 {
		t.Errorf("exit code %d", code)
	}
}
