package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/internal/lowered"
	"github.com/deskjs/deskjs/runtime/backend"
	"github.com/deskjs/deskjs/runtime/backend/deskjs/cover"
)

// countCoverage makes a program count what it runs, if `deskjs test --coverage` has started it. finish keeps the counts; process.exit does so too.
func countCoverage(env *environment, options *backend.Options) (finish func()) {
	var settings testSettings
	if json.Unmarshal([]byte(os.Getenv(testVariable)), &settings) != nil || settings.Coverage == "" {
		return func() {}
	}
	recorder := cover.New(settings.Project)
	options.Transform = recorder.Transform(options.Transform)
	options.Prepare = func(b *backend.Backend) {
		b.Loader.TransformAll = true
		recorder.Define(b.Engine)
	}
	finish = sync.OnceFunc(func() {
		if err := recorder.Write(settings.Coverage); err != nil {
			fmt.Fprintln(env.err, "what was covered can't be kept:", err)
		}
	})
	exit := options.Host.Exit
	options.Host.Exit = func(code int) {
		finish()
		exit(code)
	}
	return finish
}

// loadedName is the global function by which a file of tests learns what it has loaded, for `deskjs test --watch`.
const loadedName = "__deskjsLoaded"

// noteLoaded makes a program know which files it has loaded, if `deskjs test --watch` has started it.
func noteLoaded(options *backend.Options) {
	var settings testSettings
	if json.Unmarshal([]byte(os.Getenv(testVariable)), &settings) != nil || !settings.Watch {
		return
	}
	var mu sync.Mutex
	loaded := []string{}
	next, prepare := options.Transform, options.Prepare
	options.Transform = func(path string, source []byte) (lowered.Module, error) {
		mu.Lock()
		loaded = append(loaded, path)
		mu.Unlock()
		return next(path, source)
	}
	options.Prepare = func(b *backend.Backend) {
		if prepare != nil {
			prepare(b)
		}
		b.Loader.TransformAll = true
		b.Engine.Global(loadedName, b.Engine.VM.ToValue(func() []string {
			mu.Lock()
			defer mu.Unlock()
			return slices.Clone(loaded)
		}))
	}
}

// tellCoverage reports what was counted in folder: a table, and lcov.info in the project's folder coverage. Less than threshold percent of the lines is an error.
func tellCoverage(env *environment, dir, folder string, threshold float64) error {
	report, err := cover.Read(folder)
	if err != nil {
		return err
	}
	if len(report) == 0 {
		return diag.New(diag.Message{Text: "no file of the app was loaded by a test, so there is no coverage", Hint: "tests of the backend import its modules; what an app that they launch runs is not counted"})
	}
	fmt.Fprintln(env.err)
	report.Text(env.err)
	target := filepath.Join(dir, "coverage", "lcov.info")
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return err
	}
	file, err := os.Create(target)
	if err != nil {
		return err
	}
	if err := errors.Join(report.LCOV(file), file.Close()); err != nil {
		return err
	}
	fmt.Fprintln(env.err, "written to", shown(target))
	if lines := report.Lines(); lines < threshold {
		return diag.New(diag.Message{Text: fmt.Sprintf("%.1f%% of the lines are covered, less than the %g%% that --coverage-threshold asks for", lines, threshold)})
	}
	return nil
}
