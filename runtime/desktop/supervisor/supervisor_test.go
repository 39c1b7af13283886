//go:build unix

package supervisor

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/deskjs/deskjs/bridge"
)

// The test program is also the backend that the tests start: childMode says how it behaves.
const (
	childMode = "DESKJS_TEST_CHILD"
	childPipe = "DESKJS_TEST_PIPE" // see "leave a child"
)

func TestMain(m *testing.M) {
	if mode := os.Getenv(childMode); mode != "" {
		os.Exit(behave(mode))
	}
	os.Exit(m.Run())
}

const testOutOfMemory = 86

// behave acts as a backend does in one situation.
func behave(mode string) int {
	conn, err := bridge.OpenInherited()
	if err != nil {
		return 1
	}
	generation := 0
	if mode == "die waiting" {
		return 9
	}
	if mode == "take over" || mode == "busy" {
		message, err := conn.Read()
		begin, ok := message.(bridge.Begin)
		if err != nil || !ok {
			return 9
		}
		if begin.Left != nil {
			generation = len(begin.Left.Text)
		}
	}
	if version, ok := strings.CutPrefix(mode, "version "); ok {
		return behaveAsVersion(conn, version)
	}
	_ = conn.Write(bridge.Hello{PID: os.Getpid()})
	switch mode {
	case "exit 3":
		return 3
	case "exit 0":
		return 0
	case "throw":
		_ = conn.Write(bridge.Fatal{Name: "TypeError", Message: "x is not a function", Stack: "TypeError: x is not a function"})
		return 1
	case "memory":
		fmt.Fprint(os.Stderr, "before\nfatal error: runtime: out of memory: cannot allocate 1 bytes\n\ngoroutine 1 [running]:\nmain.main()\n")
		return 2
	case "limit":
		return testOutOfMemory
	case "leave a child":
		// It keeps stderr, and lives until the pipe is written to.
		child := exec.Command("/bin/sh", "-c", "read line < "+os.Getenv(childPipe))
		child.Stderr = os.Stderr
		if err := child.Start(); err != nil {
			return 1
		}
		return 5
	case "hang silently":
		_ = conn.Close()
		select {}
	}
	functions := []string{"api.echo"}
	if generation > 0 {
		functions = []string{fmt.Sprint("generation ", generation)}
	}
	_ = conn.Write(bridge.Ready{Functions: functions})
	if mode == "crash when ready" {
		return 4
	}
	hangs := false
	for {
		message, err := conn.Read()
		if err != nil {
			return 0
		}
		switch message := message.(type) {
		case bridge.Ping:
			if mode != "hang" && !hangs {
				_ = conn.Write(bridge.Pong(message))
			}
		case bridge.Records:
			if hangs = mode == "hang at a call"; hangs {
				continue
			}
			_ = conn.Write(message)
		case bridge.Yield:
			if mode == "busy" {
				continue
			}
			_ = conn.Write(bridge.Left{Text: strings.Repeat("x", generation+1), Lost: []bridge.Lost{{Text: "a function"}}})
			return 0
		case bridge.Shutdown:
			if mode != "stubborn" {
				return 0
			}
		}
	}
}

// run starts a supervisor over children of the given modes, one after the
// other; the last mode is repeated.
func run(t *testing.T, options Options, stderr *bytes.Buffer, modes ...string) (s *Supervisor, events chan Event, records chan bridge.Records) {
	t.Helper()
	events = make(chan Event, 100)
	records = make(chan bridge.Records, 100)
	executable, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	started := 0
	options.Start = func() (Process, error) {
		mode := modes[min(started, len(modes)-1)]
		started++
		t.Setenv(childMode, mode)
		command := Command{Path: executable, OutOfMemoryCode: testOutOfMemory}
		if stderr != nil {
			command.Stderr = stderr
		}
		return command.Start()
	}
	options.OnEvent = func(event Event) { events <- event }
	options.OnRecords = func(r bridge.Records) { records <- r }
	if options.Backoff == 0 {
		options.Backoff = time.Millisecond
	}
	s = New(options)
	s.Start()
	t.Cleanup(s.Stop)
	return s, events, records
}

// expect waits for the next event and checks its state and, if it is not "", its reason.
func expect(t *testing.T, events chan Event, state State, reason string) Event {
	t.Helper()
	select {
	case event := <-events:
		if event.State != state || reason != "" && !strings.Contains(event.Reason, reason) {
			t.Fatalf("got %v %q, want %v %q", event.State, event.Reason, state, reason)
		}
		return event
	case <-time.After(20 * time.Second):
		t.Fatalf("no event; want %v", state)
		return Event{}
	}
}

func TestRecordsCrossBothWays(t *testing.T) {
	s, events, records := run(t, Options{}, nil, "serve")
	expect(t, events, Starting, "")
	if ready := expect(t, events, Ready, ""); len(ready.Functions) != 1 || ready.Functions[0] != "api.echo" {
		t.Errorf("functions %v", ready.Functions)
	}
	if err := s.Send(bridge.Records{View: 7, Text: "call 1 api.echo []"}); err != nil {
		t.Fatal(err)
	}
	if got := <-records; got.View != 7 || got.Text != "call 1 api.echo []" {
		t.Errorf("got %+v", got)
	}
}

func TestBackendIsStartedAgainAfterACrash(t *testing.T) {
	for _, test := range []struct{ mode, reason string }{
		{"exit 3", "exit code 3"},
		{"crash when ready", "exit code 4"},
		{"throw", "TypeError: x is not a function"},
		{"memory", "ran out of memory"},
		{"limit", "ran out of memory"},
	} {
		t.Run(test.mode, func(t *testing.T) {
			_, events, _ := run(t, Options{}, nil, test.mode, "serve")
			expect(t, events, Starting, "")
			event := <-events
			if event.State == Ready {
				event = <-events
			}
			if event.State != Restarting || !strings.Contains(event.Reason, test.reason) {
				t.Fatalf("got %v %q, want %q", event.State, event.Reason, test.reason)
			}
			expect(t, events, Starting, "")
			expect(t, events, Ready, "")
		})
	}
}

func TestHungBackendIsReplaced(t *testing.T) {
	_, events, _ := run(t, Options{Heartbeat: time.Millisecond, Rest: time.Millisecond, Hang: 50 * time.Millisecond}, nil, "hang", "serve")
	expect(t, events, Starting, "")
	expect(t, events, Ready, "")
	expect(t, events, Restarting, "did not answer for 50ms")
	expect(t, events, Starting, "")
	expect(t, events, Ready, "")
}

// One that nobody has wanted anything of is asked whether it lives by the first who does.
func TestHungBackendAtRestIsReplacedWhenItIsWanted(t *testing.T) {
	s, events, _ := run(t, Options{Heartbeat: time.Microsecond, Rest: time.Hour, Hang: 50 * time.Millisecond}, nil, "hang at a call", "serve")
	expect(t, events, Starting, "")
	expect(t, events, Ready, "")
	if err := s.Send(bridge.Records{View: 7, Text: "call 1 api.echo []"}); err != nil {
		t.Fatal(err)
	}
	expect(t, events, Restarting, "did not answer for 50ms")
	expect(t, events, Starting, "")
	expect(t, events, Ready, "")
}

// A backend is not ended because the thread that reads its answers has something else to do.
func TestBusyReaderIsNoHungBackend(t *testing.T) {
	noticed, free := make(chan struct{}, 1), make(chan struct{})
	s, events, records := run(t, Options{
		Heartbeat: time.Millisecond, Rest: time.Millisecond, Hang: time.Second,
		Read: func(conn *bridge.Conn, handle func(bridge.Message)) error {
			for ready := false; !ready; {
				message, err := conn.Read()
				if err != nil {
					return err
				}
				_, ready = message.(bridge.Ready)
				handle(message)
			}
			<-free
			return ReadHere(conn, handle)
		},
		Reading: func() {
			select {
			case noticed <- struct{}{}:
			default:
			}
			<-free
		},
	}, nil, "serve")
	expect(t, events, Starting, "")
	expect(t, events, Ready, "")
	<-noticed
	close(free)
	if err := s.Send(bridge.Records{View: 7, Text: "call 1 api.echo []"}); err != nil {
		t.Fatal(err)
	}
	if got := <-records; got.Text != "call 1 api.echo []" {
		t.Errorf("got %+v", got)
	}
	if len(events) > 0 {
		t.Errorf("the backend was replaced: %+v", <-events)
	}
}

func TestGivesUpAfterThreeQuickCrashesUntilAskedAgain(t *testing.T) {
	s, events, _ := run(t, Options{}, nil, "exit 3", "exit 3", "exit 3", "serve")
	for range 2 {
		expect(t, events, Starting, "")
		expect(t, events, Restarting, "exit code 3")
	}
	expect(t, events, Starting, "")
	expect(t, events, Failed, "exit code 3")
	if err := s.Send(bridge.Records{}); err == nil {
		t.Error("a failed backend took records")
	}
	s.Restart()
	expect(t, events, Starting, "")
	expect(t, events, Ready, "")
}

func TestKilledBackendIsStartedAgain(t *testing.T) {
	s, events, _ := run(t, Options{}, nil, "serve")
	expect(t, events, Starting, "")
	expect(t, events, Ready, "")
	s.mu.Lock()
	pid := s.process.(*child).cmd.Process.Pid
	s.mu.Unlock()
	if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	expect(t, events, Restarting, "signal: killed")
	expect(t, events, Starting, "")
	expect(t, events, Ready, "")
}

func TestRestartReplacesWithoutACrash(t *testing.T) {
	s, events, _ := run(t, Options{}, nil, "serve")
	expect(t, events, Starting, "")
	expect(t, events, Ready, "")
	s.Restart()
	expect(t, events, Starting, "")
	expect(t, events, Ready, "")
}

// Restart counts whenever it is called, also while a process is being started.
func TestRestartWhileStarting(t *testing.T) {
	entered, proceed := make(chan struct{}), make(chan struct{})
	s, events := starting(t, entered, proceed)
	expect(t, events, Starting, "")
	<-entered
	s.Restart()
	proceed <- struct{}{}
	expect(t, events, Starting, "")
	<-entered
	proceed <- struct{}{}
	expect(t, events, Ready, "")
}

func TestStopWhileStarting(t *testing.T) {
	entered, proceed := make(chan struct{}), make(chan struct{})
	s, events := starting(t, entered, proceed)
	expect(t, events, Starting, "")
	<-entered
	stopped := make(chan struct{})
	go func() {
		s.Stop()
		close(stopped)
	}()
	<-s.stopped
	proceed <- struct{}{}
	select {
	case <-stopped:
	case <-time.After(20 * time.Second):
		t.Fatal("Stop did not return")
	}
}

// starting runs a supervisor whose starts say that they were entered, and wait until they may proceed.
func starting(t *testing.T, entered, proceed chan struct{}) (*Supervisor, chan Event) {
	t.Helper()
	executable, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv(childMode, "serve")
	events := make(chan Event, 100)
	command := Command{Path: executable, OutOfMemoryCode: testOutOfMemory}
	s := New(Options{
		Start: func() (Process, error) {
			entered <- struct{}{}
			<-proceed
			return command.Start()
		},
		OnEvent: func(event Event) { events <- event },
	})
	s.Start()
	t.Cleanup(s.Stop)
	return s, events
}

// A restart that has been carried out must not count for the next crash as well.
func TestRestartCountsOnce(t *testing.T) {
	s, events, _ := run(t, Options{MaxQuick: 1}, nil, "serve", "exit 3", "serve")
	expect(t, events, Starting, "")
	expect(t, events, Ready, "")
	s.Restart()
	expect(t, events, Starting, "")
	expect(t, events, Failed, "exit code 3")
	s.Stop()
	expect(t, events, Stopped, "")
}

// What a backend has started may hold its stderr open for ever.
func TestEndIsNoticedThoughAChildKeepsStderr(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv(childPipe, pipe)
	t.Cleanup(func() {
		if file, err := os.OpenFile(pipe, os.O_WRONLY, 0); err == nil {
			_ = file.Close()
		}
	})
	_, events, _ := run(t, Options{}, new(bytes.Buffer), "leave a child", "serve")
	expect(t, events, Starting, "")
	expect(t, events, Restarting, "exit code 5")
	expect(t, events, Starting, "")
	expect(t, events, Ready, "")
}

func TestProcessThatClosesItsStreamIsEnded(t *testing.T) {
	_, events, _ := run(t, Options{}, nil, "hang silently", "serve")
	expect(t, events, Starting, "")
	expect(t, events, Restarting, "signal: killed")
	expect(t, events, Starting, "")
	expect(t, events, Ready, "")
}

func TestBackendThatExitsByItselfEndsTheApp(t *testing.T) {
	_, events, _ := run(t, Options{}, nil, "exit 0")
	expect(t, events, Starting, "")
	if event := expect(t, events, Stopped, ""); event.ExitCode != 0 {
		t.Errorf("exit code %d", event.ExitCode)
	}
}

func TestStopEndsTheProcess(t *testing.T) {
	s, events, _ := run(t, Options{}, nil, "serve")
	expect(t, events, Starting, "")
	expect(t, events, Ready, "")
	s.mu.Lock()
	pid := s.process.(*child).cmd.Process.Pid
	s.mu.Unlock()
	s.Stop()
	if err := syscall.Kill(pid, 0); err == nil {
		t.Error("the backend still runs")
	}
	expect(t, events, Stopped, "")
}

func TestMissingExecutableIsAReason(t *testing.T) {
	events := make(chan Event, 10)
	command := Command{Path: "/no/such/file"}
	s := New(Options{Start: command.Start, OnEvent: func(e Event) { events <- e }, MaxQuick: 1})
	s.Start()
	defer s.Stop()
	expect(t, events, Starting, "")
	expect(t, events, Failed, "can't be started")
}

// A host that dies takes the backend along: the end of the socket is enough.
func TestBackendEndsWithItsHost(t *testing.T) {
	executable, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(executable)
	cmd.Env = append(os.Environ(), childMode+"=serve")
	conn, err := bridge.StartChild(cmd)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := conn.Read(); err != nil {
		t.Fatal(err)
	}
	_ = conn.Close()
	if err := cmd.Wait(); err != nil {
		t.Fatal(err)
	}
}

func TestRuntimeDumpIsNotShown(t *testing.T) {
	for _, test := range []struct {
		name, shown, kept string
		writes            []string
	}{
		{"plain text passes", "hello\nworld", "", []string{"hello\nwor", "ld"}},
		{"a dump is kept", "hello\n", "fatal error: all is lost\n\ngoroutine 1 [running]:\nmain\n",
			[]string{"hello\nfatal err", "or: all is lost\n", "\ngoroutine 1 [running]:\n", "main\n"}},
		{"a dump with details is kept", "", "panic: a\n\tb\n[signal SIGSEGV]\n\ngoroutine 1\n", []string{"panic: a\n\tb\n[signal SIGSEGV]\n\ngoroutine 1\n"}},
		{"a dump of an abort is kept", "", "runtime/cgo: no thread\nSIGABRT: abort\nPC=0\n", []string{"runtime/cgo: no thread\nSIGABRT: abort\nPC=0\n"}},
		{"an author's line passes with the next", "panic: no\nnext\n", "", []string{"panic: no\n", "next\n"}},
		{"an author's last line passes at the end", "panic: no\n\n", "", []string{"panic: no\n", "\n"}},
		{"a line that only begins like one passes", "fatal mistake\n", "", []string{"fatal ", "mistake\n"}},
		{"a mark inside a line passes", "a panic: b\n", "", []string{"a panic: b\n"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var out bytes.Buffer
			filter := &runtimeFilter{out: &out}
			for _, text := range test.writes {
				if _, err := filter.Write([]byte(text)); err != nil {
					t.Fatal(err)
				}
			}
			if kept := filter.dump(); out.String() != test.shown || kept != test.kept {
				t.Errorf("shown %q, kept %q", out.String(), kept)
			}
		})
	}
}
