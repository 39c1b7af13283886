package store

import (
	"fmt"
	"syscall"
	"testing"
	"time"

	"github.com/deskjs/deskjs/internal/update"
)

// operationsOf is how many operations a life has if nothing fails.
func operationsOf(t *testing.T) (operations, written int) {
	t.Helper()
	m := newMemory()
	if dead, _ := survive(t, m, "without faults"); dead {
		t.Fatal("killed")
	}
	return m.operations, m.written
}

// The process is killed, or the power fails, before each single operation.
func TestKilledAtEveryOperation(t *testing.T) {
	t.Parallel()
	operations, _ := operationsOf(t)
	for at := 1; at <= operations; at++ {
		m := newMemory()
		m.killAt = at
		what := fmt.Sprintf("before operation %d", at)
		dead, may := survive(t, m, what)
		if !dead {
			t.Fatalf("%s: not killed", what)
		}
		for _, l := range losses {
			if err := goesOn(m.after(l), may...); err != nil {
				t.Errorf("%s, %s: %v", what, l.name, err)
			}
		}
	}
}

// The process is killed in the middle of writing, after as many bytes as a thousand steps through all that is written give.
func TestKilledAtAThousandBytes(t *testing.T) {
	t.Parallel()
	_, written := operationsOf(t)
	for i := range 1000 {
		m := newMemory()
		m.killByte = 1 + i*(written-2)/999
		what := fmt.Sprintf("after %d bytes", m.killByte)
		dead, may := survive(t, m, what)
		if !dead {
			t.Fatalf("%s: not killed", what)
		}
		if err := goesOn(m.after(losses[i%len(losses)]), may...); err != nil {
			t.Errorf("%s, %s: %v", what, losses[i%len(losses)].name, err)
		}
	}
}

// Each single operation fails, once or from then on, in each of the ways in which disks do; then the disk is well again.
func TestEveryOperationFails(t *testing.T) {
	t.Parallel()
	operations, _ := operationsOf(t)
	failures := []struct {
		errno syscall.Errno
		reads bool
	}{{syscall.ENOSPC, false}, {syscall.EROFS, false}, {syscall.EACCES, true}, {syscall.EIO, true}}
	for at := 1; at <= operations; at++ {
		failure := failures[at%len(failures)]
		for _, lasting := range []bool{false, true} {
			m := newMemory()
			m.failAt, m.failure, m.lasting, m.reads = at, failure.errno, lasting, failure.reads
			what := fmt.Sprintf("operation %d fails with %v, lasting %v", at, failure.errno, lasting)
			survive(t, m, what)
			m.failure = nil
			later := m.after(losses[1+at%3])
			if err := goesOn(m); err != nil {
				t.Errorf("%s: %v", what, err)
			}
			// And the power fails right after.
			if err := goesOn(later); err != nil {
				t.Errorf("%s, and %s: %v", what, losses[1+at%3].name, err)
			}
		}
	}
}

// A disk that can't be written to at all.
func TestAReadOnlyDisk(t *testing.T) {
	m := newMemory()
	m.failAt, m.failure, m.lasting = 1, syscall.EROFS, true
	s := open(m)
	if choice := s.Select(); choice.Version != "1.0.0" || choice.Reason != Installed {
		t.Errorf("%+v", choice)
	}
	if err := stage(s, "1.1.0"); update.CodeOf(err) != update.CodeDisk {
		t.Error(err)
	}
	if code := update.CodeOf(s.Problem()); code != update.CodeDisk {
		t.Error(code)
	}
	s.Close()

	// A version that has shown that it works starts from it; one on trial doesn't, because nobody would know if it failed.
	for _, confirmed := range []bool{true, false} {
		m := newMemory()
		s := open(m)
		s.Select()
		if err := stage(s, "1.1.0"); err != nil {
			t.Fatal(err)
		}
		s.Close()
		s = open(m)
		s.Select()
		if confirmed {
			if err := s.Confirm(); err != nil {
				t.Fatal(err)
			}
		}
		s.Close()
		m.failAt, m.failure, m.lasting = 1, syscall.EROFS, true
		want, reason := "1.1.0", Updated
		if !confirmed {
			want, reason = "1.0.0", Unwritable
		}
		s = open(m)
		if choice := s.Select(); choice.Version != want || choice.Reason != reason {
			t.Errorf("%+v, want %s", choice, want)
		}
		s.Close()
	}
}

// A second instance reads, and writes nothing.
func TestTwoInstances(t *testing.T) {
	m := newMemory()
	s := open(m)
	s.Select()
	if err := stage(s, "1.1.0"); err != nil {
		t.Fatal(err)
	}
	second := open(m)
	before := m.after(losses[0])
	if choice := second.Select(); choice.Version != "1.0.0" {
		t.Errorf("%+v", choice)
	}
	if err := stage(second, "1.2.0"); update.CodeOf(err) != update.CodeBusy {
		t.Error(err)
	}
	if _, err := second.Activate(); update.CodeOf(err) != update.CodeBusy {
		t.Error(err)
	}
	if _, err := second.Rollback("no reason"); update.CodeOf(err) != update.CodeBusy {
		t.Error(err)
	}
	second.Close()
	if a, b := list(t, before), list(t, m.after(losses[0])); a != b {
		t.Errorf("the second instance changed %s to %s", a, b)
	}
	if _, err := s.Activate(); err != nil {
		t.Fatal(err)
	}
	if err := s.Confirm(); err != nil {
		t.Fatal(err)
	}
	third := open(m)
	if choice := third.Select(); choice.Version != "1.1.0" || choice.Reason != Updated {
		t.Errorf("%+v", choice)
	}
}

func list(t *testing.T, m *memory) string {
	t.Helper()
	names, err := m.List(".")
	if err != nil {
		t.Fatal(err)
	}
	data, err := readFile(m, stateName, maxStateSize)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprint(names, string(data))
}

// Whatever the clock says, what was updated to goes on starting.
func TestAWrongClock(t *testing.T) {
	m := newMemory()
	for i, now := range []time.Time{noon, time.Unix(0, 0), noon.AddDate(50, 0, 0), {}} {
		s := Open(m, baseOf("1.0.0"), func() time.Time { return now })
		choice := s.Select()
		if err := whole(m, choice); err != nil {
			t.Error(err)
		}
		if i > 0 && choice.Version != "1.1.0" {
			t.Errorf("%s: %+v", now, choice)
		}
		if i == 0 {
			if err := stage(s, "1.1.0"); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.Confirm(); err != nil {
			t.Error(err)
		}
		s.Close()
	}
}
