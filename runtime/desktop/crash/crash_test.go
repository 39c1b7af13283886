package crash

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/deskjs/deskjs/runtime/desktop/service"
)

func reporter(t *testing.T) *Reporter {
	return New(&service.Host{ID: "org.example.notes", Name: "Notes", Version: "1.0.0", Log: t.Logf})
}

func TestReports(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "crashes")
	r := reporter(t)
	r.Write(Report{Process: "backend", Message: "before it was started"})
	if _, err := r.reports(); err == nil || !strings.Contains(err.Error(), "crashReporter.start()") {
		t.Errorf("before the start: %v", err)
	}
	if err := r.start(start{Folder: folder, Extra: map[string]string{"a": "1", "b": "2"}}); err != nil {
		t.Fatal(err)
	}
	value := "3"
	r.set(parameter{"c", &value})
	r.set(parameter{Key: "a"})
	for range keep + 3 {
		r.Write(Report{Process: "backend", Reason: "crashed", Message: "it crashed"})
	}
	r.Write(Report{Process: "page", Reason: "oom", Message: "the last"})
	reports, err := r.reports()
	if err != nil || len(reports) != keep {
		t.Fatalf("%d reports, %v", len(reports), err)
	}
	if last := reports[0]; last.Message != "the last" || last.Product != "Notes" || last.App != "org.example.notes" || len(last.Parameters) != 2 || last.Parameters["c"] != "3" {
		t.Errorf("the last is %+v", last)
	}
	r.End()
	if left, _ := filepath.Glob(filepath.Join(folder, markerPrefix+"*")); len(left) > 0 {
		t.Errorf("left %q", left)
	}
}

// A host that has left its mark and is gone has crashed.
func TestHostThatCrashed(t *testing.T) {
	folder := t.TempDir()
	// The highest numbers that systems give are far below.
	for _, name := range []string{"running-1999999999", "running-x"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte("then"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	r := reporter(t)
	if err := r.start(start{Folder: folder}); err != nil {
		t.Fatal(err)
	}
	reports, err := r.reports()
	if err != nil || len(reports) != 1 || reports[0].Process != "host" || reports[0].Details["began"] != "then" {
		t.Errorf("%+v, %v", reports, err)
	}
}

// An app that has its reports go elsewhere from now on has not crashed where they went before.
func TestReportsThatGoElsewhere(t *testing.T) {
	first, second := t.TempDir(), t.TempDir()
	r := reporter(t)
	for _, folder := range []string{first, second, second} {
		if err := r.start(start{Folder: folder}); err != nil {
			t.Fatal(err)
		}
	}
	marks := func(folder string) int {
		found, _ := filepath.Glob(filepath.Join(folder, markerPrefix+"*"))
		return len(found)
	}
	if marks(first) != 0 || marks(second) != 1 {
		t.Errorf("%d marks of a host that runs, and %d", marks(first), marks(second))
	}
	r.End()
	if marks(second) != 0 {
		t.Error("the mark outlives the host")
	}
}
