// Package backendtest runs the JavaScript tests of the builtins: scripts of one
// behaviour each whose output is kept beside them, and which print the same
// under Node. Only tests import it.
package backendtest

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/deskjs/deskjs/runtime/backend"
	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// Result is what a program left behind.
type Result struct {
	Stdout, Stderr string
	Code           int
}

// Run runs the script at path in a runtime of its own.
func Run(path string, args ...string) Result {
	return start(func(b *backend.Backend) int { return b.RunFile(path) }, args)
}

// RunCode runs code as a script of the directory dir.
func RunCode(dir, code string) Result {
	return start(func(b *backend.Backend) int { return b.RunSource(filepath.Join(dir, "test.js"), dir, code) }, nil)
}

func start(run func(*backend.Backend) int, args []string) Result {
	var stdout, stderr bytes.Buffer
	done := make(chan int)
	go func() {
		b := backend.New(backend.Options{Host: engine.Host{
			Stdin: strings.NewReader(""), Stdout: &stdout, Stderr: &stderr,
			Executable: "/usr/bin/node", Args: args,
		}})
		done <- run(b)
	}()
	code := <-done
	return Result{stdout.String(), stderr.String(), code}
}

// Scripts runs every script that pattern matches ("testdata/*.js") as a subtest.
// NAME.js must exit with 0 and print what NAME.out holds; where node is installed,
// node must print it too, unless the script's first line is "// deskjs only: REASON".
// With UPDATE_GOLDEN=1 the .out files are written anew, from node where that is allowed.
func Scripts(t *testing.T, pattern string) {
	t.Helper()
	paths, err := filepath.Glob(pattern)
	if err != nil || len(paths) == 0 {
		t.Fatalf("no scripts match %s (%v)", pattern, err)
	}
	node, _ := exec.LookPath("node")
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) { script(t, path, node) })
	}
}

func script(t *testing.T, path, node string) {
	source, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	own := strings.HasPrefix(string(source), "// deskjs only:")
	golden := strings.TrimSuffix(path, filepath.Ext(path)) + ".out"
	absolute, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	here := Run(absolute, absolute)
	if here.Code != 0 {
		t.Errorf("exit code %d\n%s%s", here.Code, here.Stdout, here.Stderr)
	}
	nodeSays := ""
	if node != "" && !own {
		command := exec.Command(node, absolute)
		output, err := command.Output()
		if err != nil {
			t.Errorf("under node: %v\n%s", err, output)
		}
		nodeSays = string(output)
	}
	if os.Getenv("UPDATE_GOLDEN") != "" {
		text := here.Stdout
		if nodeSays != "" {
			text = nodeSays
		}
		if err := os.WriteFile(golden, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatalf("%v (UPDATE_GOLDEN=1 writes it)", err)
	}
	if here.Stdout != string(want) {
		t.Errorf("printed\n%s\nwant\n%s\nstderr\n%s", here.Stdout, want, here.Stderr)
	}
	if nodeSays != "" && nodeSays != string(want) {
		t.Errorf("node printed\n%s\nbut %s holds\n%s", nodeSays, golden, want)
	}
}
