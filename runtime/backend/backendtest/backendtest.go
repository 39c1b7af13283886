// Package backendtest runs the JavaScript tests of the builtins: scripts of one
// behaviour each whose output is kept beside them, and which print the same
// under Node. Only tests import it.
package backendtest

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

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

// ScriptVariable names the environment variable with the script that a copy of the test program is to run.
const ScriptVariable = "DESKJS_BACKENDTEST_SCRIPT"

// A copy of the test program started by RunInput must not run the tests.
func init() {
	path := os.Getenv(ScriptVariable)
	if path == "" {
		return
	}
	if err := os.Unsetenv(ScriptVariable); err != nil {
		panic(err)
	}
	os.Exit(backend.New(backend.Options{Host: engine.Host{
		Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr,
		Executable: "/usr/bin/node", Args: append([]string{path}, os.Args[1:]...), Exit: os.Exit,
	}}).RunFile(path))
}

// RunInput runs the script at path in a process of its own whose standard input is stdin:
// an *os.File as it is, any other reader by way of a pipe.
func RunInput(path string, stdin io.Reader, args ...string) (Result, error) {
	executable, err := os.Executable()
	if err != nil {
		return Result{}, err
	}
	return process(stdin, append(os.Environ(), ScriptVariable+"="+path), executable, args...)
}

// NodeInput is RunInput under node; installed is false where there is none to compare with.
func NodeInput(path string, stdin io.Reader, args ...string) (result Result, installed bool, err error) {
	program := Node()
	if program == "" {
		return Result{}, false, nil
	}
	result, err = process(stdin, nil, program, append([]string{path}, args...)...)
	return result, true, err
}

// Node returns the path of the Node to compare with, "" where there is none: the kept output
// is that of version 20, and others word some things differently.
var Node = sync.OnceValue(func() string {
	path, err := exec.LookPath("node")
	if err != nil {
		return ""
	}
	version, err := exec.Command(path, "-p", "process.versions.node").Output()
	if err != nil {
		return ""
	}
	if !strings.HasPrefix(string(version), "20.") {
		return ""
	}
	return path
})

// limit is how long a process may run: one that waits for ever is a test that failed.
const limit = time.Minute

// process runs a process to its end, which may be with any exit code.
func process(stdin io.Reader, env []string, executable string, args ...string) (Result, error) {
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	var stdout, stderr bytes.Buffer
	command := exec.CommandContext(ctx, executable, args...)
	command.Env, command.Stdin, command.Stdout, command.Stderr = env, stdin, &stdout, &stderr
	err := command.Run()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		err = ctx.Err()
	}
	return Result{stdout.String(), stderr.String(), command.ProcessState.ExitCode()}, err
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
// NAME.js must exit with 0 and print what NAME.out holds; where a node of the version
// followed is installed, it must print that too, unless the script's first line is "// deskjs only: REASON".
// If there is a NAME.in, both get it as their standard input. A script with the line "// needs a patch: WHAT" is
// about what only a patched goja has; built without, it says so and checks nothing.
// With UPDATE_GOLDEN=1 the .out files are written anew, from node where that is allowed.
func Scripts(t *testing.T, pattern string) {
	t.Helper()
	paths, err := filepath.Glob(pattern)
	if err != nil || len(paths) == 0 {
		t.Fatalf("no scripts match %s (%v)", pattern, err)
	}
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) { script(t, path) })
	}
}

// patched reports whether the build has the patches of goja.
var patched = sync.OnceValue(func() bool { return engine.New(engine.Host{}).Patched() })

func script(t *testing.T, path string) {
	source, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	own := strings.HasPrefix(string(source), "// deskjs only:")
	if _, after, found := strings.Cut(string(source), "// needs a patch: "); found && !patched() {
		what, _, _ := strings.Cut(after, "\n")
		t.Log("missing without the patches of goja: " + what)
		return
	}
	golden := strings.TrimSuffix(path, filepath.Ext(path)) + ".out"
	absolute, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	input, err := os.ReadFile(strings.TrimSuffix(path, filepath.Ext(path)) + ".in")
	var here Result
	if err != nil {
		here = Run(absolute, absolute)
	} else if here, err = RunInput(absolute, bytes.NewReader(input)); err != nil {
		t.Fatal(err)
	}
	if here.Code != 0 {
		t.Errorf("exit code %d\n%s%s", here.Code, here.Stdout, here.Stderr)
	}
	nodeSays := ""
	if !own {
		there, installed, err := NodeInput(absolute, bytes.NewReader(input))
		if err != nil || installed && there.Code != 0 {
			t.Errorf("under node: exit code %d (%v)\n%s%s", there.Code, err, there.Stdout, there.Stderr)
		}
		nodeSays = there.Stdout
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
