package wine

import (
	"bufio"
	"encoding/json"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/deskjs/deskjs/internal/winetest"
)

// packages are few in every run of the tests, and all in `make wine`.
var packages = flag.String("wine.packages", "internal/payload", "the packages whose tests run under Wine, parted by spaces; /... is all below")

const module = "github.com/deskjs/deskjs/"

// helpers are packages for tests of this system, which no app has in it.
var helpers = []string{"internal/floors", "internal/winetest", "internal/xvfb", "internal/webdriver", "runtime/backend/abusetest"}

// event is what `go test -json` tells.
type event struct{ Action, Package, Test, Output string }

// runtimeTests builds tests for Windows and runs them under Wine. What fails stands in testdata/known.tsv, with the reason; anything else is an error.
func runtimeTests(t *testing.T, w *winetest.Wine) {
	known := readKnown(t)
	arguments := []string{"test", "-p", "2", "-timeout", "5m", "-json", "-exec", w.Program()}
	for _, name := range list(t) {
		if short := strings.TrimPrefix(name, module); !slices.Contains(helpers, short) {
			arguments = append(arguments, name)
		}
	}
	command := exec.CommandContext(t.Context(), "go", arguments...)
	command.Dir = root(t)
	command.Env = append(w.Environment(), "GOOS=windows", "CGO_ENABLED=0")
	command.Stderr = os.Stderr
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	passed, failed, said := 0, map[string]bool{}, map[string]*strings.Builder{}
	for lines := bufio.NewReader(out); ; {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			break
		}
		var e event
		if json.Unmarshal(line, &e) != nil {
			continue // what the compiler says goes to standard error too
		}
		name := strings.TrimPrefix(e.Package, module) + "\t" + e.Test
		switch e.Action {
		case "output":
			if said[name] == nil {
				said[name] = &strings.Builder{}
			}
			said[name].WriteString(e.Output)
		case "pass":
			passed++
		case "fail":
			failed[name] = true
		}
	}
	_ = command.Wait() // which tests failed is known better from what it wrote
	cleanup, expected := 0, 0
	for name := range failed {
		switch text := said[name]; {
		case known.has(name):
			expected++
		case isAbove(name, failed):
		case text != nil && isCleanup(text.String()):
			cleanup++
		default:
			t.Errorf("%s fails under Wine:\n%s", strings.ReplaceAll(name, "\t", " "), text)
		}
	}
	if passed == 0 {
		t.Error("no test has run")
	}
	t.Logf("%d passed, %d more but for the removal of their folders, %d failed as known", passed, cleanup, expected)
}

// isCleanup reports whether a test has failed only when its folder was to be removed: Wine 8 lacks how Go's os.RemoveAll does that
// (FileDispositionInformationEx), and says so.
func isCleanup(output string) bool {
	found := false
	for line := range strings.SplitSeq(output, "\n") {
		line = strings.TrimSpace(line)
		switch {
		case strings.Contains(line, "TempDir RemoveAll cleanup: ") && strings.HasSuffix(line, "Invalid function."):
			found = true
		case line == "" || strings.HasPrefix(line, "=== ") || strings.HasPrefix(line, "--- "):
		default:
			return false
		}
	}
	return found
}

// failures are tests that fail.
type failures map[string]bool

// has reports whether a test, or one that it is part of, or its package as a whole is among them.
func (f failures) has(name string) bool {
	for at := name; ; {
		if f[at] {
			return true
		}
		cut := strings.LastIndex(at, "/")
		if cut < strings.Index(at, "\t") {
			break
		}
		at = at[:cut]
	}
	return f[name[:strings.Index(name, "\t")+1]]
}

// isAbove reports whether a failure is that of a test or a package in which another failed.
func isAbove(name string, failed map[string]bool) bool {
	for other := range failed {
		if other != name && (strings.HasPrefix(other, name+"/") || strings.HasSuffix(name, "\t") && strings.HasPrefix(other, name)) {
			return true
		}
	}
	return false
}

// readKnown reads which tests fail: PACKAGE, TEST, REASON, where no test is the whole package.
func readKnown(t *testing.T) failures {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "known.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	known := failures{}
	for line := range strings.SplitSeq(strings.TrimSpace(string(text)), "\n") {
		fields := strings.Split(line, "\t")
		if len(fields) != 3 || fields[2] == "" {
			t.Fatalf("known.tsv has a line that is no package, test and reason: %q", line)
		}
		known[fields[0]+"\t"+fields[1]] = true
	}
	return known
}

func root(t *testing.T) string {
	t.Helper()
	path, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// list returns the packages that were asked for.
func list(t *testing.T) []string {
	t.Helper()
	arguments := []string{"list", "-f", "{{if or .TestGoFiles .XTestGoFiles}}{{.ImportPath}}{{end}}"}
	for name := range strings.FieldsSeq(*packages) {
		arguments = append(arguments, "./"+strings.TrimPrefix(name, "./"))
	}
	command := exec.CommandContext(t.Context(), "go", arguments...)
	command.Dir = root(t)
	command.Env = append(os.Environ(), "GOOS=windows", "CGO_ENABLED=0")
	out, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Fields(string(out))
}
