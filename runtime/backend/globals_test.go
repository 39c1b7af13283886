package backend_test

import (
	"os"
	"strings"
	"testing"

	"github.com/deskjs/deskjs/runtime/backend/backendtest"
)

// TestGlobals compares the globals that programs see with testdata/globals.txt, which has Node 22's, as testdata/globals.js lists
// them. "later" stands there for one that may be missing.
func TestGlobals(t *testing.T) {
	result := backendtest.Run("testdata/globals.js", "testdata/globals.js")
	if result.Code != 0 {
		t.Fatalf("globals.js failed: %s", result.Stderr)
	}
	table, err := os.ReadFile("testdata/globals.txt")
	if err != nil {
		t.Fatal(err)
	}
	got, want := globalsOf(result.Stdout), globalsOf(string(table))
	for name, about := range want {
		if _, ok := got[name]; !ok && about != "later" {
			t.Errorf("there is no global %s", name)
		}
	}
	for name, about := range got {
		switch expected, ok := want[name]; {
		case !ok:
			t.Errorf("Node 22 has no global %s", name)
		case expected != "later" && expected != about:
			t.Errorf("the global %s is\n%s\nwant\n%s", name, about, expected)
		}
	}
}

// globalsOf splits a list into what it says of each global.
func globalsOf(list string) map[string]string {
	globals := map[string]string{}
	last := ""
	for line := range strings.Lines(list) {
		line = strings.TrimRight(line, "\n")
		if name, about, found := strings.Cut(line, ": "); found && !strings.HasPrefix(line, " ") {
			last = name
			globals[name] = about
		} else {
			globals[last] += "\n" + line
		}
	}
	return globals
}
