package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// figures is what a page measured and reported: see app/frontend/measure.js.
type figures struct {
	First      float64 `json:"first"` // wall clock of the page's first script, Unix milliseconds
	Sequential float64 `json:"sequential"`
	Flight     float64 `json:"flight"`
	Up1        float64 `json:"up1"`
	Up10       float64 `json:"up10"`
	Down1      float64 `json:"down1"`
	Down10     float64 `json:"down10"`
}

// windows compares a window of an app with a bare webview_go program: the first
// script, calls, bytes. Calls of the app go through both its processes.
func (b *bench) windows() error {
	app := filepath.Join(b.scratch, "bench")
	if err := os.CopyFS(app, os.DirFS(filepath.Join(b.root, "scripts", "bench", "app"))); err != nil {
		return err
	}
	if err := inFolder(b.root, nil, b.deskjs, "build", app); err != nil {
		return err
	}
	peer := filepath.Join(b.scratch, "webview")
	folder := filepath.Join(b.root, "scripts", "bench", "webview")
	environment := []string{"PKG_CONFIG=" + filepath.Join(folder, "pkg-config"), "CGO_CFLAGS=-O2 -DDESKJS_BENCH", "CGO_CXXFLAGS=-O2 -DDESKJS_BENCH"}
	measure, err := os.ReadFile(filepath.Join(app, "frontend", "measure.js"))
	if err != nil {
		return err
	}
	// The peer embeds the script, from a copy of its folder.
	if err := os.CopyFS(filepath.Join(b.scratch, "peer"), os.DirFS(folder)); err != nil {
		return err
	}
	folder = filepath.Join(b.scratch, "peer")
	if err := os.WriteFile(filepath.Join(folder, "measure.js"), measure, 0o644); err != nil {
		return err
	}
	if err := inFolder(folder, environment, "go", "build", "-ldflags", "-s -w", "-o", peer, "."); err != nil {
		return err
	}
	var ours, theirs []figures
	for range rounds {
		mine, err := measured(filepath.Join(app, "dist", "bench"))
		if err != nil {
			return err
		}
		other, err := measured(peer)
		if err != nil {
			return err
		}
		ours, theirs = append(ours, mine), append(theirs, other)
	}
	for _, line := range []struct {
		what, unit string
		of         func(figures) float64
	}{
		{"first script in a window (peer: webview_go)", "ms", func(f figures) float64 { return f.First }},
		{"calls, one after the other (peer: its Bind)", "/s", func(f figures) float64 { return f.Sequential }},
		{"calls, 100 in flight (peer: its Bind)", "/s", func(f figures) float64 { return f.Flight }},
		{"1 MB of bytes to the backend (peer: base64)", "MB/s", func(f figures) float64 { return f.Up1 }},
		{"10 MB of bytes to the backend (peer: base64)", "MB/s", func(f figures) float64 { return f.Up10 }},
		{"1 MB of bytes to the page (peer: base64)", "MB/s", func(f figures) float64 { return f.Down1 }},
		{"10 MB of bytes to the page (peer: base64)", "MB/s", func(f figures) float64 { return f.Down10 }},
	} {
		row(line.what, line.unit, middle(ours, line.of), middle(theirs, line.of))
	}
	return nil
}

func middle(all []figures, of func(figures) float64) float64 {
	values := make([]float64, len(all))
	for i, one := range all {
		values[i] = of(one)
	}
	return median(values)
}

// measured runs a program until its page has reported, and returns the figures.
func measured(program string) (figures, error) {
	var result figures
	command := exec.Command(program)
	command.Stderr = os.Stderr
	output, err := command.StdoutPipe()
	if err != nil {
		return result, err
	}
	started := time.Now()
	if err := command.Start(); err != nil {
		return result, err
	}
	timer := time.AfterFunc(2*time.Minute, func() { _ = command.Process.Kill() })
	defer timer.Stop()
	lines := bufio.NewScanner(output)
	for lines.Scan() {
		if text, ok := strings.CutPrefix(lines.Text(), "BENCH "); ok {
			err = json.Unmarshal([]byte(text), &result)
		}
	}
	if waitErr := command.Wait(); waitErr != nil {
		return result, fmt.Errorf("%s: %w", program, waitErr)
	}
	result.First -= float64(started.UnixMicro()) / 1000
	if result.Sequential == 0 {
		return result, fmt.Errorf("%s reported nothing", program)
	}
	return result, err
}

func inFolder(folder string, environment []string, name string, args ...string) error {
	command := exec.Command(name, args...)
	command.Dir = folder
	command.Env = append(os.Environ(), environment...)
	if output, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("%s %s: %w\n%s", name, strings.Join(args, " "), err, output)
	}
	return nil
}
