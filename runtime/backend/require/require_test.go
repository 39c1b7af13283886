package require_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/deskjs/deskjs/runtime/backend"
	"github.com/deskjs/deskjs/runtime/backend/backendtest"
	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/require"
)

// files are a program's files by path; a value "-> x" is a symbolic link to x. main.js, main.mjs or
// main.ts is run.
type files map[string]string

// write makes the files in a folder of their own, and returns it and the main file.
func (f files) write(t *testing.T) (dir, main string) {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range f {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if target, ok := strings.CutPrefix(text, "-> "); ok {
			if err := os.Symlink(target, path); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(name, "main.") {
			main = path
		}
	}
	return dir, main
}

// run runs the program at path and returns what it printed.
func run(path string, transform require.Transform) string {
	var output bytes.Buffer
	b := backend.New(backend.Options{
		Host:      engine.Host{Stdin: strings.NewReader(""), Stdout: &output, Stderr: &output, Args: []string{path}},
		Transform: transform,
	})
	b.RunFile(path)
	return output.String()
}

// scenario is a program and what it prints, with "." for its folder. Node prints the same unless own is set.
type scenario struct {
	name  string
	files files
	want  string
	own   bool
}

// prelude defines t, which prints what a function returns, or how it fails.
const prelude = `function t(f) { try { console.log(JSON.stringify(f())) } catch (e) { console.log(e.name, e.message, JSON.stringify(e)) } }` + "\n"

func (s scenario) check(t *testing.T, transform require.Transform) {
	t.Helper()
	dir, main := s.files.write(t)
	tidy := func(output string) string { return strings.TrimSpace(strings.ReplaceAll(output, dir, ".")) }
	want := strings.TrimSpace(s.want)
	if got := tidy(run(main, transform)); got != want {
		t.Errorf("printed\n%s\nwant\n%s", got, want)
	}
	node := backendtest.Node()
	if node == "" || s.own {
		return
	}
	command := exec.Command(node, "--no-warnings", main)
	output, _ := command.CombinedOutput()
	if got := tidy(string(output)); got != want {
		t.Errorf("node printed\n%s\nwant\n%s", got, want)
	}
}
