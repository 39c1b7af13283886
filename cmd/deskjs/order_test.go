package main_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/deskjs/deskjs/bundler"
	"github.com/deskjs/deskjs/internal/lowered"
	"github.com/deskjs/deskjs/runtime/backend"
	"github.com/deskjs/deskjs/runtime/backend/backendtest"
	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/require"
)

// orderRuns is how often each program runs; `make race` runs them a thousand times each.
var orderRuns = flag.Int("order.runs", 2, "how often each program of testdata/order is run")

// TestOrder holds the programs of testdata/order to what Node prints, line for line: the order of ticks,
// microtasks, timers, immediates and input, with errors in each of them, in CommonJS and ES modules, lowered as
// deskjs run lowers them. NAME.out ends with the exit code if that is not 0.
func TestOrder(t *testing.T) {
	paths, err := filepath.Glob("testdata/order/*.*js")
	if err != nil || len(paths) < 40 {
		t.Fatalf("%d programs (%v)", len(paths), err)
	}
	transform := cachedTransform()
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			t.Parallel()
			absolute, err := filepath.Abs(path)
			if err != nil {
				t.Fatal(err)
			}
			golden := strings.TrimSuffix(path, filepath.Ext(path)) + ".out"
			node := nodeOrder(t, absolute)
			if os.Getenv("UPDATE_GOLDEN") != "" && node != "" {
				if err := os.WriteFile(golden, []byte(node), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			kept, err := os.ReadFile(golden)
			if err != nil {
				t.Fatalf("%v (UPDATE_GOLDEN=1 writes it)", err)
			}
			if node != "" && node != string(kept) {
				t.Errorf("node printed\n%s\nbut %s holds\n%s", node, golden, kept)
			}
			for run := range *orderRuns {
				got, unpatched := runOrder(absolute, transform)
				if unpatched {
					t.Log("a goja without the patches runs microtasks before it can be told that a callback threw")
					return
				}
				if got != string(kept) {
					t.Fatalf("run %d printed\n%s\nwant\n%s", run+1, got, kept)
				}
			}
		})
	}
}

// nodeOrder returns what node prints, "" where none is to compare with.
func nodeOrder(t *testing.T, path string) string {
	if backendtest.Node() == "" {
		return ""
	}
	var stdout bytes.Buffer
	command := exec.Command(backendtest.Node(), path)
	command.Stdout = &stdout
	if err := command.Run(); command.ProcessState == nil {
		t.Fatal(err)
	}
	return withCode(stdout.String(), command.ProcessState.ExitCode())
}

// runOrder runs the program at path in a runtime of its own, unless that is not patched.
func runOrder(path string, transform require.Transform) (output string, unpatched bool) {
	var stdout bytes.Buffer
	program := backend.New(backend.Options{
		Host:      engine.Host{Stdin: strings.NewReader(""), Stdout: &stdout, Executable: "/usr/bin/node", Args: []string{path}},
		Transform: transform,
	})
	if !program.Engine.Patched() {
		program.Engine.Close()
		return "", true
	}
	code := program.RunFile(path)
	return withCode(stdout.String(), code), false
}

func withCode(output string, code int) string {
	if code == 0 {
		return output
	}
	return output + fmt.Sprintf("exit code %d\n", code)
}

// cachedTransform lowers each file once.
func cachedTransform() require.Transform {
	type result struct {
		module lowered.Module
		err    error
	}
	var mu sync.Mutex
	known := map[string]result{}
	return func(path string, source []byte) (lowered.Module, error) {
		mu.Lock()
		defer mu.Unlock()
		kept, ok := known[path]
		if !ok {
			kept.module, kept.err = bundler.Transform(path, source)
			known[path] = kept
		}
		return kept.module, kept.err
	}
}
