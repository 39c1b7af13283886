package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// windowPrograms builds what windows are compared with: the app, a bare webview_go program, and one on Wails. Their pages
// measure with the same script.
func (b *bench) windowPrograms() ([]string, error) {
	if b.programs != nil {
		return b.programs, nil
	}
	sources := filepath.Join(b.root, "scripts", "bench")
	measure, err := os.ReadFile(filepath.Join(sources, "page", "measure.js"))
	if err != nil {
		return nil, err
	}
	folders := map[string]string{}
	for name, place := range map[string]string{"app": "frontend", "webview": "", "wails": ""} {
		folder := filepath.Join(b.scratch, name)
		if err := os.CopyFS(folder, os.DirFS(filepath.Join(sources, name))); err != nil {
			return nil, err
		}
		if err := os.WriteFile(filepath.Join(folder, place, "measure.js"), measure, 0o644); err != nil {
			return nil, err
		}
		folders[name] = folder
	}
	if err := inFolder(b.root, nil, b.deskjs, "build", folders["app"]); err != nil {
		return nil, err
	}
	// Events go to three windows.
	three := filepath.Join(b.scratch, "three")
	if err := os.CopyFS(three, os.DirFS(folders["app"])); err != nil {
		return nil, err
	}
	const description = `{"name": "Three", "id": "org.deskjs.bench.three", "version": "1.0.0", "windows": [{"title": "1"}, {"title": "2"}, {"title": "3"}]}`
	if err := os.WriteFile(filepath.Join(three, "deskjs.json"), []byte(description), 0o644); err != nil {
		return nil, err
	}
	if err := inFolder(b.root, nil, b.deskjs, "build", three); err != nil {
		return nil, err
	}
	b.three = filepath.Join(three, "dist", "three")
	environment := []string{"GOWORK=off", "CGO_CFLAGS=-O2 -DDESKJS_BENCH", "CGO_CXXFLAGS=-O2 -DDESKJS_BENCH"}
	webview, wails := filepath.Join(folders["webview"], "peer"), filepath.Join(folders["wails"], "peer")
	// What webview_go asks pkg-config for is not what Wails does.
	if err := inFolder(folders["webview"], append(environment, "PKG_CONFIG="+filepath.Join(sources, "webview", "pkg-config")),
		"go", "build", "-ldflags", "-s -w", "-o", webview, "."); err != nil {
		return nil, err
	}
	if err := inFolder(folders["wails"], append(environment, "PKG_CONFIG=pkg-config"),
		"go", "build", "-tags", "desktop,production,webkit2_41", "-ldflags", "-s -w", "-o", wails, "."); err != nil {
		return nil, err
	}
	b.programs = []string{filepath.Join(folders["app"], "dist", "bench"), webview, wails}
	return b.programs, nil
}

// windows compares the first script in a window of an app with that of a bare webview_go program.
func (b *bench) windows() error {
	programs, err := b.windowPrograms()
	if err != nil {
		return err
	}
	var ours, theirs []figures
	for range rounds {
		mine, err := measured(programs[0], "first")
		if err != nil {
			return err
		}
		other, err := measured(programs[1], "first")
		if err != nil {
			return err
		}
		ours, theirs = append(ours, mine), append(theirs, other)
	}
	row("first script in a window (peer: webview_go)", "ms", middle(ours, "first"), middle(theirs, "first"))
	return nil
}

func inFolder(folder string, environment []string, name string, args ...string) error {
	_, err := outputIn(folder, environment, name, args...)
	return err
}

// outputIn runs a command in a folder and returns what it writes to standard output.
func outputIn(folder string, environment []string, name string, args ...string) ([]byte, error) {
	command := exec.Command(name, args...)
	command.Dir = folder
	command.Env = append(os.Environ(), environment...)
	var output, messages bytes.Buffer
	command.Stdout, command.Stderr = &output, &messages
	if err := command.Run(); err != nil {
		return nil, fmt.Errorf("%s %s: %w\n%s%s", name, strings.Join(args, " "), err, output.Bytes(), messages.Bytes())
	}
	return output.Bytes(), nil
}
