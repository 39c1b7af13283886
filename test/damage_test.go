//go:build linux

package test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"
)

// marked is an app whose two halves can be found in its executable, and whose backend leaves a file when it runs.
func marked(t *testing.T) (program string) {
	t.Helper()
	dir := project(t, "deskjs.json", trusted, "frontend/index.html", index,
		"frontend/main.ts", `import { hello } from '../backend/api'; console.log('the page runs', await hello())`,
		"backend/main.ts", `
			import fs from 'node:fs'
			fs.mkdirSync(process.env.XDG_DATA_HOME!, { recursive: true })
			fs.writeFileSync(process.env.XDG_DATA_HOME + '/ran', 'the backend runs')`,
		"backend/api.ts", `export async function hello() { return 'hello' }`)
	command(t, "build", dir)
	return filepath.Join(dir, "dist", "notes")
}

func ran(t *testing.T, env []string) bool {
	t.Helper()
	for _, entry := range env {
		if data, ok := strings.CutPrefix(entry, "XDG_DATA_HOME="); ok {
			_, err := os.Stat(filepath.Join(data, "ran"))
			return err == nil
		}
	}
	t.Fatal("no XDG_DATA_HOME")
	return false
}

// ended runs a program that is expected to fail by itself within limit, and returns what it printed.
func ended(t *testing.T, limit time.Duration, env []string, program string, args ...string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), limit)
	defer cancel()
	process := exec.CommandContext(ctx, program, args...)
	process.Env = append(os.Environ(), env...)
	process.WaitDelay = time.Second
	output, err := process.CombinedOutput()
	if ctx.Err() != nil {
		t.Fatalf("it still runs after %s:\n%s", limit, output)
	}
	var failed *exec.ExitError
	if !errors.As(err, &failed) || failed.ExitCode() != 1 {
		t.Fatalf("it ended with %v, want exit code 1:\n%s", err, output)
	}
	if bytes.Contains(output, []byte("goroutine ")) {
		t.Errorf("it shows a stack of Go:\n%s", output)
	}
	return string(output)
}

func TestDamagedAppSaysSoAndRunsNothing(t *testing.T) {
	program := marked(t)
	whole, err := os.ReadFile(program)
	if err != nil {
		t.Fatal(err)
	}
	runtime, err := os.Stat(filepath.Join(filepath.Dir(deskjs), "deskjs-app"))
	if err != nil {
		t.Fatal(err)
	}
	payload := int(runtime.Size())
	flip := func(at int) []byte {
		if at < payload {
			t.Fatalf("there is nothing of the app at %d", at)
		}
		damaged := bytes.Clone(whole)
		damaged[at] ^= 1
		return damaged
	}
	tests := []struct {
		name string
		data []byte
		want string
	}{
		{"cut off before the app", whole[:payload], "there is no app in this executable"},
		{"cut off in the app", whole[:(payload+len(whole))/2], "the file is cut off"},
		{"cut off at the end", whole[:len(whole)-1], "the file is cut off"},
		{"a byte of the manifest", flip(bytes.LastIndex(whole, []byte("org.deskjs.test"))), "app.json is damaged"},
		{"a byte of the backend", flip(payload + bytes.Index(whole[payload:], []byte("the backend runs"))), "backend/main.js is damaged"},
		{"a byte of the page", flip(payload + bytes.Index(whole[payload:], []byte("the page runs"))), ".js is damaged"},
		{"a byte of the trailer", flip(len(whole) - 10), "the file is damaged"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			damaged := filepath.Join(t.TempDir(), "notes")
			if err := os.WriteFile(damaged, test.data, 0o755); err != nil {
				t.Fatal(err)
			}
			env := home(t)
			output := ended(t, 2*time.Second, env, damaged)
			if !strings.HasPrefix(output, damaged+": ") || !strings.Contains(output, test.want) || !strings.Contains(strings.ToLower(output), "install the app again") {
				t.Errorf("it said %s", output)
			}
			if ran(t, env) {
				t.Error("its backend ran")
			}
		})
	}
	t.Run("none", func(t *testing.T) {
		env := home(t)
		app := launch(t, env, program)
		until(t, "the backend of the whole app runs", func() bool { return ran(t, env) })
		app.end()
	})
}

// TestDamagedPictureEndsTheApp is about what is no code: a start does not wait for it to be checked.
func TestDamagedPictureEndsTheApp(t *testing.T) {
	dir := project(t, "deskjs.json", trusted, "frontend/index.html", index, "frontend/main.ts", ``, "frontend/public/big.bin", strings.Repeat("a picture that is checked later. ", 1<<18))
	command(t, "build", dir)
	program := filepath.Join(dir, "dist", "notes")
	whole, err := os.ReadFile(program)
	if err != nil {
		t.Fatal(err)
	}
	whole[bytes.LastIndex(whole, []byte("checked later"))] ^= 1
	if err := os.WriteFile(program, whole, 0o755); err != nil {
		t.Fatal(err)
	}
	if output := ended(t, 2*time.Second, home(t), program); !strings.Contains(output, "the app's file frontend/big.bin is damaged") {
		t.Errorf("it said %s", output)
	}
}

func TestVersionOfABuiltApp(t *testing.T) {
	dir := project(t, "deskjs.json", trusted, "frontend/index.html", index, "frontend/main.ts", ``)
	command(t, "build", dir)
	output, err := exec.Command(filepath.Join(dir, "dist", "notes"), "--version").CombinedOutput()
	if err != nil || string(output) != "Notes 1.0.0\n" {
		t.Errorf("it said %q, %v", output, err)
	}
}

// launched is an app that runs without being driven.
type launched struct {
	t       *testing.T
	process *exec.Cmd
	output  *lockedBuffer
}

func launch(t *testing.T, env []string, program string, args ...string) *launched {
	t.Helper()
	output := &lockedBuffer{}
	process := exec.Command(program, args...)
	process.Env = append(os.Environ(), env...)
	process.Stdout, process.Stderr = output, output
	process.WaitDelay = time.Second
	if err := process.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if process.ProcessState == nil {
			_ = process.Process.Kill()
			_ = process.Wait()
		}
		if t.Failed() {
			t.Logf("the app printed:\n%s", output)
		}
	})
	return &launched{t, process, output}
}

// end closes the app as its user's session would, and returns its exit code.
func (l *launched) end() int {
	l.t.Helper()
	if err := l.process.Process.Signal(syscall.SIGTERM); err != nil {
		l.t.Fatal(err)
	}
	_ = l.process.Wait() // the state has the code
	return l.process.ProcessState.ExitCode()
}

func TestBackendThatThrowsAtStartIsAFailure(t *testing.T) {
	dir := project(t, "deskjs.json", config, "frontend/index.html", index, "frontend/main.ts", ``,
		"backend/main.ts", "interface Settings { path: string }\nthrow new Error('no settings')\n", "backend/api.ts", ``)
	command(t, "build", dir)
	for _, test := range []struct {
		name, program string
		args          []string
		place         *regexp.Regexp
	}{
		// What ships has no source maps: `deskjs trace` says where in the source that is.
		{"built", filepath.Join(dir, "dist", "notes"), nil, regexp.MustCompile(`Error: no settings\n +at Object\.<anonymous> \(backend/main\.js:\d+:\d+\)`)},
		{"started", deskjs, []string{"start", dir}, regexp.MustCompile(`backend/main\.ts:2\nthrow new Error\('no settings'\)\n      \^\n`)},
	} {
		t.Run(test.name, func(t *testing.T) {
			app := launch(t, home(t), test.program, test.args...)
			until(t, "the app gives its backend up", func() bool {
				return strings.Contains(app.output.String(), "Error: no settings. It has crashed too often")
			})
			output := app.output.String()
			if !test.place.MatchString(output) || strings.Contains(output, "goroutine ") {
				t.Errorf("it said %s", output)
			}
			if code := app.end(); code != 1 {
				t.Errorf("exit code %d, want 1", code)
			}
		})
	}
}
