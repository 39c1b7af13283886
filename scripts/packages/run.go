package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/bundler"
	"github.com/deskjs/deskjs/internal/payload"
	"github.com/deskjs/deskjs/internal/yardstick"
	"github.com/deskjs/deskjs/runtime/backend"
)

// passed is the outcome of a program that prints what Node prints.
const passed = "yes"

// runAll runs the programs both ways and returns their results in the same order.
func (o options) runAll(programs []program, out io.Writer) []result {
	type ran struct {
		result
		text string
	}
	run := func(p program) ran {
		raw, rawText := o.outcome(p, p.path)
		bundled, bundledText := o.bundled(p)
		return ran{result{p.name, p.version, raw, bundled}, rawText + bundledText}
	}
	var results []result
	for _, r := range yardstick.Each(o.jobs, programs, run, func(r ran) {
		if o.verbose && r.text != "" {
			fmt.Fprintf(out, "---- %s\n%s", r.name, r.text)
		}
	}) {
		results = append(results, r.result)
	}
	return results
}

// bundled runs the program as the backend of an app is bundled.
func (o options) bundled(p program) (outcome, text string) {
	dir, err := os.MkdirTemp(filepath.Dir(p.path), ".bundled-")
	if err != nil {
		return err.Error(), ""
	}
	defer os.RemoveAll(dir)
	main, err := bundle(p, dir)
	if err != nil {
		return "does not bundle", err.Error() + "\n"
	}
	return o.outcome(p, main)
}

// bundle makes an app in dir whose backend is the program, and writes what it is bundled to. It returns the path of its main script.
func bundle(p program, dir string) (string, error) {
	load := "require(%q)\n"
	if filepath.Ext(p.path) == ".mjs" {
		load = "import %q\n"
	}
	for name, text := range map[string]string{
		"deskjs.json":         `{"name": "Package", "id": "com.example.package", "version": "1.0.0"}`,
		"backend/main.js":     fmt.Sprintf(load, p.path),
		"frontend/index.html": "<!doctype html><title>Package</title>",
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return "", err
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			return "", err
		}
	}
	built, err := bundler.Build(bundler.Options{Dir: dir, Builtins: backend.BuiltinNames(), BridgeClient: bridge.ClientSource})
	if err != nil {
		return "", err
	}
	out := filepath.Join(dir, "out")
	for name, data := range built.Files {
		path := filepath.Join(out, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return "", err
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			return "", err
		}
	}
	return filepath.Join(out, filepath.FromSlash(payload.BackendName)), nil
}

// outcome runs the file at path, which is to print what the program prints on Node. text says how it differs.
func (o options) outcome(p program, path string) (outcome, text string) {
	ctx, stop := context.WithTimeout(context.Background(), o.timeout)
	defer stop()
	command := exec.CommandContext(ctx, o.command[0], append(append([]string{}, o.command[1:]...), path)...)
	command.Dir = filepath.Dir(p.path)
	command.Env = append(os.Environ(), "TZ=UTC", "LANG=C.UTF-8", "NO_COLOR=")
	var stdout, stderr bytes.Buffer
	command.Stdout, command.Stderr = &stdout, &stderr
	command.WaitDelay = time.Second
	err := command.Run()
	switch {
	case ctx.Err() != nil:
		outcome = fmt.Sprintf("runs longer than %v", o.timeout)
	case err != nil:
		outcome = err.Error()
	case !bytes.Equal(stdout.Bytes(), p.want):
		outcome = "prints something else"
	default:
		return passed, ""
	}
	return outcome, difference(p.want, stdout.Bytes()) + limited(stderr.String())
}

// difference shows the first line that is not as wanted.
func difference(want, got []byte) string {
	wanted, printed := strings.Split(string(want), "\n"), strings.Split(string(got), "\n")
	for i := range max(len(wanted), len(printed)) {
		a, b := line(wanted, i), line(printed, i)
		if a != b {
			return fmt.Sprintf("line %d: want %s\n         got %s\n", i+1, a, b)
		}
	}
	return ""
}

func line(lines []string, i int) string {
	if i >= len(lines) {
		return "nothing more"
	}
	return limited(fmt.Sprintf("%q", lines[i]))
}

func limited(text string) string {
	const most = 600
	if len(text) > most {
		text = strings.ToValidUTF8(text[:most], "") + "..."
	}
	if text != "" && !strings.HasSuffix(text, "\n") && strings.Contains(text, "\n") {
		text += "\n"
	}
	return text
}
