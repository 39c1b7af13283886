// Package winetest runs programs for Windows under Wine, without a screen, in a Windows of the test's own.
//
// Tests import it.
package winetest

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf16"
)

// patience is how long one program may take.
const patience = 2 * time.Minute

// folders are where distributions keep Wine's own programs: Debian's wine64 puts none into PATH.
var folders = []string{"/usr/lib/wine", "/usr/lib64/wine", "/usr/bin"}

// Wine is a Windows, with a drive C: of its own.
type Wine struct {
	program, server string
	prefix          string
}

// New makes a Windows, which takes seconds; it is gone when the test ends.
func New(t *testing.T) *Wine {
	t.Helper()
	dir := t.TempDir()
	w := &Wine{program: find(t, "wine64"), server: find(t, "wineserver"), prefix: filepath.Join(dir, "prefix")}
	t.Cleanup(func() {
		command := exec.Command(w.server, "--kill", "--wait")
		command.Env = w.Environment()
		_ = command.Run() // it may have ended by itself
	})
	w.must(t, "wineboot", "--init")
	w.must(t, "reg", "add", `HKCU\Software\Wine`, "/v", "Version", "/d", "win10", "/f")
	if err := os.WriteFile(w.Path(`C:\windows\system32\bcryptprimitives.dll`), shim(), 0o644); err != nil {
		t.Fatal(err)
	}
	return w
}

func find(t *testing.T, name string) string {
	t.Helper()
	if path, err := exec.LookPath(name); err == nil {
		return path
	}
	for _, folder := range folders {
		path := filepath.Join(folder, name)
		if info, err := os.Stat(path); err == nil && !info.IsDir() {
			return path
		}
	}
	t.Fatalf("%s is missing: install wine64 (Debian: apt install wine64)", name)
	return ""
}

// Program returns the program that runs others, with Environment.
func (w *Wine) Program() string { return w.program }

// Environment returns what Wine's program runs in, without a screen.
func (w *Wine) Environment() []string {
	var kept []string
	for _, entry := range os.Environ() {
		// Wine shows nothing: without a screen it must not look for one.
		if name, _, _ := strings.Cut(entry, "="); name != "DISPLAY" && name != "WAYLAND_DISPLAY" && !strings.HasPrefix(name, "WINE") {
			kept = append(kept, entry)
		}
	}
	return append(kept, "WINEPREFIX="+w.prefix, "WINEARCH=win64", "WINEDEBUG=-all", "WINEDLLOVERRIDES=mscoree,mshtml=;winemenubuilder.exe=d")
}

// Run runs a program, a path of Windows or of this system, and returns what it writes and its exit code.
func (w *Wine) Run(t *testing.T, program string, arguments ...string) (output string, code int) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	command := exec.CommandContext(ctx, w.program, append([]string{program}, arguments...)...)
	command.Env = w.Environment()
	// A file, since what a program leaves running keeps a pipe open.
	out, err := os.CreateTemp(t.TempDir(), "output")
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	command.Stdout, command.Stderr = out, out
	err = command.Run()
	text, readErr := os.ReadFile(out.Name())
	if readErr != nil {
		t.Fatal(readErr)
	}
	if exit, ok := errors.AsType[*exec.ExitError](err); ok && ctx.Err() == nil {
		return string(text), exit.ExitCode()
	}
	if err != nil {
		t.Fatalf("%s %q: %v\n%s", program, arguments, errors.Join(err, ctx.Err()), text)
	}
	return string(text), 0
}

// Start starts a program that writes a line and runs until its standard input ends, as stop makes it.
func (w *Wine) Start(t *testing.T, program string, arguments ...string) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	command := exec.CommandContext(ctx, w.program, append([]string{program}, arguments...)...)
	command.Env = w.Environment()
	input, inputErr := command.StdinPipe()
	output, outputErr := command.StdoutPipe()
	if err := errors.Join(inputErr, outputErr, command.Start()); err != nil {
		cancel()
		t.Fatal(err)
	}
	if _, err := output.Read(make([]byte, 1)); err != nil {
		t.Errorf("%s %q has written nothing: %v", program, arguments, err)
	}
	return func() {
		defer cancel()
		_ = input.Close()
		_ = command.Wait() // that it ends is what counts
	}
}

func (w *Wine) must(t *testing.T, program string, arguments ...string) {
	t.Helper()
	if out, code := w.Run(t, program, arguments...); code != 0 {
		t.Fatalf("%s %q ended with code %d\n%s", program, arguments, code, out)
	}
}

// Path returns where a path of Windows is, seen from here.
func (w *Wine) Path(path string) string {
	rest := strings.TrimPrefix(path, `C:\`)
	return filepath.Join(w.prefix, "drive_c", filepath.FromSlash(strings.ReplaceAll(rest, `\`, "/")))
}

// Home returns the folder of the user, as Windows has it.
func (w *Wine) Home(t *testing.T) string {
	t.Helper()
	out, _ := w.Run(t, "cmd", "/c", "echo", "%USERPROFILE%")
	return strings.TrimSpace(out)
}

// Registry returns what is in a key and below it, "" if it is not there: one line per value, KEY, name and value parted by " | ". The name of
// a default value is "@"; of values other than text there is what a file of Windows' registry editor has.
func (w *Wine) Registry(t *testing.T, key string) string {
	t.Helper()
	file := w.Path(`C:\registry.reg`)
	if _, code := w.Run(t, "reg", "export", key, `C:\registry.reg`, "/y"); code != 0 {
		return ""
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = binary.LittleEndian.Uint16(data[2*i:])
	}
	var b strings.Builder
	current := ""
	for line := range strings.SplitSeq(strings.ReplaceAll(string(utf16.Decode(units)), "\r", ""), "\n") {
		if strings.HasPrefix(line, "[") {
			current = strings.Trim(line, "[]")
			continue
		}
		name, value := "@", strings.TrimPrefix(line, "@=")
		if quoted, err := strconv.QuotedPrefix(line); err == nil {
			name, _ = strconv.Unquote(quoted) // it is one
			value = strings.TrimPrefix(line[len(quoted):], "=")
		} else if value == line {
			continue
		}
		if text, err := strconv.Unquote(value); err == nil {
			value = text
		}
		b.WriteString(current + " | " + name + " | " + value + "\n")
	}
	return b.String()
}

// Wait waits until done.
func (w *Wine) Wait(t *testing.T, what string, done func() bool) {
	t.Helper()
	deadline := time.After(patience)
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for !done() {
		select {
		case <-tick.C:
		case <-deadline:
			t.Fatalf("%s: not after %v", what, patience)
		}
	}
}

// Files lists the files below a folder of Windows, with slashes, sorted.
func (w *Wine) Files(t *testing.T, folder string) []string {
	t.Helper()
	var found []string
	root := w.Path(folder)
	err := filepath.WalkDir(root, func(path string, entry os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if !entry.IsDir() {
			relative, err := filepath.Rel(root, path)
			found = append(found, filepath.ToSlash(relative))
			return err
		}
		return nil
	})
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	return found
}

// Write writes a file of Windows.
func (w *Wine) Write(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := errors.Join(os.MkdirAll(filepath.Dir(w.Path(path)), 0o755), os.WriteFile(w.Path(path), bytes.Clone(data), 0o644)); err != nil {
		t.Fatal(err)
	}
}
