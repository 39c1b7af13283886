//go:build unix

package supervisor

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/deskjs/deskjs/bridge"
)

// behaveAsVersion acts as a version of an app: "2", or "2 which throws". It says who it is, and what was left for it, by records.
func behaveAsVersion(conn *bridge.Conn, version string) int {
	message, err := conn.Read()
	begin, ok := message.(bridge.Begin)
	if err != nil || !ok {
		return 9
	}
	name, fault, _ := strings.Cut(version, " which ")
	say := func(text string) { _ = conn.Write(bridge.Records{View: 1, Text: text}) }
	leftBy := func(left *bridge.Left) string {
		if left == nil {
			return "nobody"
		}
		return left.Text
	}
	_ = conn.Write(bridge.Hello{PID: os.Getpid()})
	switch fault {
	case "throws":
		_ = conn.Write(bridge.Fatal{Name: "Error", Message: "not today"})
		return 1
	case "loads for ever":
		select {}
	}
	say("hello of " + name)
	if !begin.Ahead {
		say(name + " has state of " + leftBy(begin.Left))
	}
	if fault != "waits for the desktop" {
		_ = conn.Write(bridge.Ready{Functions: []string{"version." + name}})
	}
	for {
		message, err := conn.Read()
		if err != nil {
			return 0
		}
		switch message := message.(type) {
		case bridge.Ping:
			_ = conn.Write(bridge.Pong(message))
		case bridge.Check:
			problem := ""
			if fault == "is unwell" {
				problem = "no database"
			}
			_ = conn.Write(bridge.Checked{Problem: problem})
		case bridge.Begin:
			say(name + " has state of " + leftBy(message.Left))
			if fault == "waits for the desktop" {
				_ = conn.Write(bridge.Ready{Functions: []string{"version." + name}})
			}
		case bridge.Yield:
			if fault == "refuses" {
				_ = conn.Write(bridge.Left{Refused: "not now"})
				continue
			}
			_ = conn.Write(bridge.Left{Text: name})
			return 0
		case bridge.Shutdown:
			return 0
		}
	}
}

// serving runs the first version, and returns when it serves.
func serving(t *testing.T, versions ...string) (*Supervisor, chan Event, chan bridge.Records) {
	t.Helper()
	for i := range versions {
		versions[i] = "version " + versions[i]
	}
	s, events, records := run(t, Options{Waits: true}, nil, versions...)
	if first := ready(t, events); first.Functions[0] != "version.1" {
		t.Fatalf("%+v", first)
	}
	heard(t, records, "hello of 1", "1 has state of nobody")
	return s, events, records
}

func heard(t *testing.T, records chan bridge.Records, texts ...string) {
	t.Helper()
	for _, text := range texts {
		select {
		case got := <-records:
			if got.Text != text {
				t.Errorf("got %q, want %q", got.Text, text)
			}
		case <-time.After(20 * time.Second):
			t.Fatalf("nothing came, want %q", text)
		}
	}
}

func try(t *testing.T, s *Supervisor, limit time.Duration) (*Candidate, error) {
	t.Helper()
	c, err := s.Try(bridge.Begin{Payload: "2"})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), limit)
	defer cancel()
	return c, c.Healthy(ctx)
}

// TestCandidateTakesOver has nothing of a candidate heard before its turn, and then all.
func TestCandidateTakesOver(t *testing.T) {
	for _, second := range []string{"2", "2 which waits for the desktop"} {
		t.Run(second, func(t *testing.T) {
			s, events, records := serving(t, "1", second)
			c, err := try(t, s, 20*time.Second)
			if err != nil {
				t.Fatal(err)
			}
			if len(records) > 0 || len(events) > 0 {
				t.Error("the candidate was heard before its turn")
			}
			if _, err := s.Try(bridge.Begin{}); err == nil {
				t.Error("there is a second candidate")
			}
			var turn *bridge.Left
			if err := s.Replace(c, func(left *bridge.Left) { turn = left }); err != nil {
				t.Fatal(err)
			}
			if after := ready(t, events); after.Functions[0] != "version.2" || !after.Replaced {
				t.Errorf("%+v", after)
			}
			if turn == nil || turn.Text != "1" {
				t.Errorf("it was left %+v", turn)
			}
			heard(t, records, "hello of 2", "2 has state of 1")
			if got := c.Checked(); got != (second == "2") {
				t.Errorf("checked: %v", got)
			}
		})
	}
}

// TestCandidateThatDoesNotWork is said to be so, and the version that serves goes on.
func TestCandidateThatDoesNotWork(t *testing.T) {
	for second, want := range map[string]string{
		"2 which throws":         "Error: not today",
		"2 which is unwell":      "no database",
		"2 which loads for ever": "it did not load in time",
	} {
		t.Run(second, func(t *testing.T) {
			s, events, _ := serving(t, "1", second, "3")
			limit := 20 * time.Second
			if strings.Contains(want, "in time") {
				limit = 50 * time.Millisecond
			}
			c, err := try(t, s, limit)
			if err == nil || err.Error() != want {
				t.Errorf("got %v, want %s", err, want)
			}
			c.Discard()
			if err := s.Send(bridge.Records{View: 7}); err != nil || len(events) > 0 {
				t.Errorf("the first does not serve: %v", err)
			}
			if c, err := try(t, s, 20*time.Second); err != nil {
				t.Error(err)
			} else {
				c.Discard()
			}
		})
	}
}

// TestVersionThatRefusesGoesOn leaves all as it was.
func TestVersionThatRefusesGoesOn(t *testing.T) {
	s, events, _ := serving(t, "1 which refuses", "2")
	c, err := try(t, s, 20*time.Second)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Replace(c, func(*bridge.Left) { t.Error("it is the turn of the candidate") }); err == nil || err.Error() != "not now" {
		t.Errorf("got %v", err)
	}
	if err := s.Send(bridge.Records{View: 7}); err != nil || len(events) > 0 {
		t.Errorf("the first does not serve: %v", err)
	}
	if err := s.Replace(c, nil); err == nil {
		t.Error("a candidate that was discarded took over")
	}
}

// TestReserveRunsNext has what was started in advance run after a crash.
func TestReserveRunsNext(t *testing.T) {
	s, events, records := serving(t, "1", "2", "3")
	s.Reserve()
	s.Restart()
	if after := ready(t, events); after.Functions[0] != "version.2" {
		t.Errorf("%+v", after)
	}
	heard(t, records, "hello of 2", "2 has state of nobody")
	s.Reserve()
	s.Release()
	s.Stop()
	expect(t, events, Stopped, "")
}
