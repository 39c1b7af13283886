//go:build unix

package desktop

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/runtime/desktop/update"
)

// versionBackend is a version of the app: the path of its payload says how it behaves.
func versionBackend(conn *bridge.Conn) int {
	message, err := conn.Read()
	begin, ok := message.(bridge.Begin)
	if err != nil || !ok {
		return 1
	}
	left := "nothing"
	if begin.Left != nil {
		left = begin.Left.Text
	}
	has := func(fault string) bool { return strings.Contains(begin.Payload, fault) }
	_ = conn.Write(bridge.Hello{PID: os.Getpid()})
	if has("throws") {
		_ = conn.Write(bridge.Fatal{Name: "Error", Message: "it throws"})
		return 1
	}
	if !begin.Ahead {
		fmt.Printf("%q starts with %s\n", begin.Payload, left)
		if has("crashes at once") {
			return 5
		}
	}
	_ = conn.Write(bridge.Ready{Functions: []string{"api.echo", "api.crash"}})
	for {
		message, err := conn.Read()
		if err != nil {
			return 0
		}
		switch message := message.(type) {
		case bridge.Ping:
			_ = conn.Write(bridge.Pong(message))
		case bridge.Check:
			checked := bridge.Checked{}
			if has("unwell") {
				checked.Problem = "it is unwell"
			}
			_ = conn.Write(checked)
		case bridge.Begin:
			fmt.Printf("%q takes over %s\n", begin.Payload, message.Left.Text)
			if has("crashes at once") {
				return 5
			}
		case bridge.Yield:
			if has("busy") {
				_ = conn.Write(bridge.Left{Refused: "busy"})
				continue
			}
			_ = conn.Write(bridge.Left{Text: "state of " + begin.Payload})
			return 0
		case bridge.Records:
			for record := range bridge.ParseRecords(message.Text) {
				switch name, _, _ := record.Call(); name {
				case "api.echo":
					answer := bridge.Record{Kind: bridge.RecordResult, ID: record.ID, Rest: `"` + begin.Payload + `"`}
					_ = conn.Write(bridge.Records{View: message.View, Text: answer.String()})
				case "api.crash":
					return 5
				}
			}
		case bridge.Shutdown:
			return 0
		}
	}
}

// editions are versions without a disk.
type editions struct {
	mu      sync.Mutex
	next    update.Edition
	running update.Edition
	done    chan string // what was asked
}

func (e *editions) Activate() (update.Edition, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.next.Hash == "" {
		return update.Edition{}, errors.New("there is nothing to activate")
	}
	return e.next, nil
}

func (e *editions) Postpone() error { e.done <- "postpone"; return nil }
func (e *editions) Confirm() error  { e.done <- "confirm"; return nil }
func (e *editions) Ended() error    { e.done <- "ended"; return nil }
func (e *editions) Rollback(why string) (update.Edition, error) {
	e.done <- "roll back: " + why
	return e.running, nil
}

// versioned runs an app at a path, and has apply try another one.
type versioned struct {
	*running
	host     *host
	editions *editions
}

func runVersions(t *testing.T, first, second string, change func(*Updates)) *versioned {
	t.Helper()
	v := &versioned{editions: &editions{done: make(chan string, 10)}}
	hosts := make(chan *host, 1)
	v.running = start(t, "versions", func(options *Options) {
		app := options.App.(*testApp)
		app.manifest.Version = "1.0.0"
		v.editions.running = update.Edition{App: app, Hash: "/base"}
		newer := &testApp{manifest: app.manifest, files: map[string]string{"frontend/index.html": "<!doctype html><p>" + second}}
		newer.manifest.Version = "2.0.0"
		v.editions.next = update.Edition{App: newer, Hash: second}
		options.Updates = Updates{Editions: v.editions, Hash: first, TrialTime: time.Hour}
		options.started = func(h *host) { hosts <- h }
		if change != nil {
			change(&options.Updates)
		}
	})
	v.host = receive(t, hosts, "the host")
	v.hello(t)
	receive(t, v.page.ask("call 100 api.echo []"), "the backend")
	return v
}

func (v *versioned) printed1(t *testing.T, want string) {
	t.Helper()
	for {
		if line := receive(t, v.printed, want); strings.TrimSpace(line) == want {
			return
		}
	}
}

func (v *versioned) apply() error { return v.host.apply(update.Info{}) }

// reloaded plays the page that is asked what to keep, and loaded anew. appears says that it then does.
func (v *versioned) reloaded(t *testing.T, appears bool) {
	t.Helper()
	v.page.expect(t, "evaluate ;((options)", keptMessage[:4])
	v.page.ask(keptMessage + `{"url":"app://localhost/","entries":[]}`)
	v.loadedAnew(t, appears)
}

// loadedAnew plays the page that is loaded, and carries on. One that has just been so is not asked again.
func (v *versioned) loadedAnew(t *testing.T, appears bool) {
	t.Helper()
	v.page.expect(t, "reload")
	v.hello(t)
	v.page.expect(t, "evaluate ;((options)", `{"restore":{"url":"app://localhost/","entries":[]}}`)
	if appears {
		v.page.ask(bridge.PaintedText)
	}
}

func TestUpdateTakesOver(t *testing.T) {
	v := runVersions(t, "", "/2", func(u *Updates) { u.TrialTime = time.Millisecond })
	if err := v.apply(); err != nil {
		t.Fatal(err)
	}
	v.printed1(t, `"/2" takes over state of`)
	v.reloaded(t, true)
	if got := receive(t, v.page.ask("call 1 api.echo []"), "a reply"); got != `result 1 "/2"` {
		t.Errorf("got %q", got)
	}
	if response := v.page.fetch(t, "GET", "/", nil); !strings.Contains(string(response.Body), "/2") {
		t.Errorf("the page is %q", response.Body)
	}
	if did := receive(t, v.editions.done, "a confirmation"); did != "confirm" {
		t.Errorf("got %s", did)
	}
}

func TestUpdateThatIsUnwellNeverHasItsTurn(t *testing.T) {
	for second, why := range map[string]string{"/2 unwell": "it is unwell", "/2 throws": "Error: it throws"} {
		v := runVersions(t, "/base", second, nil)
		if err := v.apply(); err == nil || !strings.HasSuffix(err.Error(), why) {
			t.Errorf("got %v", err)
		}
		if did := receive(t, v.editions.done, "a rollback"); did != "roll back: "+why {
			t.Errorf("got %s", did)
		}
		if got := receive(t, v.page.ask("call 1 api.echo []"), "a reply"); got != `result 1 "/base"` {
			t.Errorf("got %q", got)
		}
		v.driver.Quit()
		receive(t, v.code, "the end")
	}
}

func TestVersionThatIsBusyGoesOn(t *testing.T) {
	v := runVersions(t, "/base busy", "/2", nil)
	if err := v.apply(); err == nil || !strings.HasSuffix(err.Error(), "busy") {
		t.Errorf("got %v", err)
	}
	if did := receive(t, v.editions.done, "a delay"); did != "postpone" {
		t.Errorf("got %s", did)
	}
	if got := receive(t, v.page.ask("call 1 api.echo []"), "a reply"); got != `result 1 "/base busy"` {
		t.Errorf("got %q", got)
	}
}

// TestUpdateThatCrashesIsRolledBack has the backend crash twice, with the page well.
func TestUpdateThatCrashesIsRolledBack(t *testing.T) {
	v := runVersions(t, "/base", "/2", nil)
	if err := v.apply(); err != nil {
		t.Fatal(err)
	}
	v.printed1(t, `"/2" takes over state of /base`)
	v.reloaded(t, true)
	v.page.ask("call 1 api.crash []")
	v.printed1(t, `"/2" starts with state of /base`)
	v.page.ask("call 2 api.crash []")
	if did := receive(t, v.editions.done, "a rollback"); !strings.HasPrefix(did, "roll back: it ended with exit code 5") {
		t.Errorf("got %s", did)
	}
	v.printed1(t, `"/base" starts with state of /base`)
	v.loadedAnew(t, true)
	if got := receive(t, v.page.ask("call 3 api.echo []"), "a reply"); got != `result 3 "/base"` {
		t.Errorf("got %q", got)
	}
	if response := v.page.fetch(t, "GET", "/", nil); !strings.Contains(string(response.Body), "hello") {
		t.Errorf("the page is %q", response.Body)
	}
}

func TestUpdateThatCrashesAtItsTurnIsRolledBackAtOnce(t *testing.T) {
	v := runVersions(t, "/base", "/2 crashes at once", nil)
	if err := v.apply(); err != nil {
		t.Fatal(err)
	}
	v.printed1(t, `"/2 crashes at once" takes over state of /base`)
	if did := receive(t, v.editions.done, "a rollback"); !strings.HasPrefix(did, "roll back: it ended with exit code 5") {
		t.Errorf("got %s", did)
	}
}

// TestVersionOnTrialFromTheStart is rolled back by a fresh process of the installed app.
func TestVersionOnTrialFromTheStart(t *testing.T) {
	v := runVersions(t, "/2 unwell", "", func(u *Updates) { u.OnTrial = true })
	if did := receive(t, v.editions.done, "a rollback"); did != "roll back: it is unwell" {
		t.Errorf("got %s", did)
	}
	v.printed1(t, `"/base" starts with nothing`)
}

// TestAppThatEndsDuringATrial says that the version is not to blame.
func TestAppThatEndsDuringATrial(t *testing.T) {
	v := runVersions(t, "/base", "/2", nil)
	if err := v.apply(); err != nil {
		t.Fatal(err)
	}
	v.driver.Quit()
	if did := receive(t, v.editions.done, "the end"); did != "ended" && did != "confirm" {
		t.Errorf("got %s", did)
	}
}
