package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"github.com/deskjs/deskjs/internal/config"
	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/runtime/backend"
	"github.com/deskjs/deskjs/runtime/backend/deskjs/tester"
	"github.com/deskjs/deskjs/runtime/backend/engine"
)

func testVerb() *verb {
	return &verb{
		name:    "test",
		usage:   "[DIR] [FILTER...]",
		summary: "Run the app's own tests, *.test.ts",
		details: `
DIR is the app's folder, the current one by default. Every file whose name ends
with .test.ts, .test.tsx, .test.js or .test.jsx is run in a process of its own,
several at a time. With FILTERs only those whose path has one of them in it.

Tests import test, expect and launch from "deskjs/test", or test from
"node:test". launch starts the app and drives its windows; on Linux without a
screen it brings one. A failure leaves pictures, the page and the log below
.deskjs/artifacts. The exit code is 1 if a test failed.`,
		flags: []flag{
			{name: "grep", value: "PATTERN", summary: "run only the tests whose name matches (a regular expression)"},
			{name: "only", summary: "run only the tests that are marked by test.only"},
			{name: "shard", value: "N/M", summary: "run the Nth of M parts of the files"},
			{name: "jobs", value: "N", summary: "run so many files at a time: as many as there are processors"},
			{name: "timeout", value: "MS", summary: "how long a test may take: 60000; 0 is as long as it likes"},
			{name: "retries", value: "N", summary: "run a test that failed again, so often at most"},
			{name: "update-snapshots", summary: "write the snapshots and pictures anew"},
			{name: "coverage", summary: "count what the tests of the backend reach: a table, and coverage/lcov.info"},
			{name: "coverage-threshold", value: "PERCENT", summary: "fail if fewer of the lines are reached"},
			{name: "watch", summary: "run again what depends on a file that has changed"},
			{name: "reporter", value: "NAME,...", summary: "spec, dot, tap, junit or ndjson: spec"},
			{name: "reporter-destination", value: "FILE,...", summary: "where each reporter writes: stdout, stderr or a file"},
			jsonFlag("a line for each event; the same as --reporter ndjson"),
			{name: "artifacts", value: "DIR", summary: "what failures leave: .deskjs/artifacts"},
		},
		examples: []example{
			{"deskjs test", "all tests"},
			{"deskjs test notes --grep search", "the tests about searching, in files with notes in their path"},
			{"deskjs test --watch", "again at each change"},
			{"deskjs test --reporter spec,junit --reporter-destination stdout,report.xml", "for a build server"},
		},
		maxArguments: -1,
		run:          runTest,
	}
}

var testFile = regexp.MustCompile(`\.test\.[cm]?[jt]sx?$`)

// testGrace is what a file may take longer than a test before it counts as hung, in milliseconds.
const testGrace = 2000

// testRun are the options of tester.RunModule.
type testRun struct {
	Project      string            `json:"project"`
	Files        []string          `json:"files"`
	Flags        []string          `json:"flags"`
	Env          map[string]string `json:"env"`
	Jobs         int               `json:"jobs"`
	Timeout      int               `json:"timeout"`
	Grace        int               `json:"grace"`
	Filtered     bool              `json:"filtered"`
	Names        []string          `json:"names"` // of the tests that are wanted
	Watch        bool              `json:"watch"`
	Reporters    []string          `json:"reporters"`
	Destinations []string          `json:"destinations"`
}

func runTest(env *environment, call *call) error {
	dir, filters, err := testArguments(call)
	if err != nil {
		return err
	}
	run, settings, err := testOptions(call)
	if err != nil {
		return err
	}
	files, err := testFiles(dir)
	if err != nil {
		return err
	}
	if run.Files, err = filtered(dir, files, filters); err != nil {
		return err
	}
	if run.Files, err = shard(run.Files, call.text("shard", "")); err != nil {
		return err
	}
	project, err := config.Load(dir)
	if err != nil {
		return err
	}
	settings.Project = dir
	settings.Artifacts = filepath.Join(dir, ".deskjs", "artifacts")
	if folder, given := call.values["artifacts"]; given {
		if settings.Artifacts, err = filepath.Abs(folder); err != nil {
			return err
		}
	}
	if err := os.RemoveAll(filepath.Join(dir, ".deskjs", "artifacts")); err != nil { // those of the run before
		return err
	}
	threshold, err := coverageThreshold(call)
	if err != nil {
		return err
	}
	if call.on("coverage") || threshold > 0 {
		if settings.Coverage, err = os.MkdirTemp("", "deskjs-coverage-"); err != nil {
			return err
		}
		defer func() { _ = os.RemoveAll(settings.Coverage) }()
	}
	given, err := json.Marshal(settings)
	if err != nil {
		return err
	}
	run.Project = dir
	run.Env = map[string]string{recordVariable: dir + "\n" + project.ID, testVariable: string(given)}
	options, err := json.Marshal(run)
	if err != nil {
		return err
	}
	executable, err := os.Executable()
	if err != nil {
		return err
	}
	b := backend.New(backend.Options{
		Host:    engine.Host{Stdin: env.in, Stdout: env.out, Stderr: env.err, Executable: executable, Exit: os.Exit},
		Modules: testModules(),
	})
	code := b.RunBuiltin(tester.RunModule, "main", string(options))
	if settings.Coverage != "" {
		if err := tellCoverage(env, dir, settings.Coverage, threshold); err != nil {
			report(env, err)
			code = max(code, codeFailure)
		}
	}
	return exitStatus(code)
}

func coverageThreshold(call *call) (float64, error) {
	text, given := call.values["coverage-threshold"]
	if !given {
		return 0, nil
	}
	if call.on("watch") {
		return 0, testVerb().misuse("--coverage-threshold is for one run, and --watch never ends")
	}
	percent, err := strconv.ParseFloat(text, 64)
	if err != nil || percent < 0 || percent > 100 {
		return 0, testVerb().misuse("--coverage-threshold is a percentage from 0 to 100, not %q", text)
	}
	return percent, nil
}

// testArguments takes [DIR] [FILTER...] apart: the first is DIR if it is the folder of an app.
func testArguments(call *call) (dir string, filters []string, err error) {
	first := call.argument(0, ".")
	if info, statErr := os.Stat(filepath.Join(first, config.FileName)); statErr == nil && !info.IsDir() {
		dir, err = projectDir(call)
		return dir, call.arguments[min(1, len(call.arguments)):], err
	}
	if info, statErr := os.Stat(first); statErr != nil || !info.IsDir() || len(call.arguments) == 0 {
		here := *call
		here.arguments = nil
		if dir, err = projectDir(&here); err != nil && len(call.arguments) > 0 {
			dir, err = projectDir(call) // it was meant to be a folder
		}
		return dir, call.arguments, err
	}
	if _, err := os.Stat(config.FileName); err == nil { // a folder within the app
		dir, err := filepath.Abs(".")
		return dir, call.arguments, err
	}
	dir, err = projectDir(call)
	return dir, nil, err
}

var reporterNames = []string{"spec", "dot", "tap", "junit", "ndjson"}

func testOptions(call *call) (run testRun, settings testSettings, err error) {
	run = testRun{Grace: testGrace, Watch: call.on("watch"), Names: []string{}, Flags: []string{}, Destinations: []string{}}
	number := func(name string, fallback, least int) int {
		text, given := call.values[name]
		if !given || err != nil {
			return fallback
		}
		value, failed := strconv.Atoi(text)
		if failed != nil || value < least {
			err = testVerb().misuse("--%s is a whole number from %d, not %q", name, least, text)
		}
		return value
	}
	run.Jobs = number("jobs", runtime.NumCPU(), 1)
	run.Timeout = number("timeout", 60_000, 0)
	settings = testSettings{Timeout: run.Timeout, Retries: number("retries", 0, 0), Update: call.on("update-snapshots"), Watch: call.on("watch"), CI: os.Getenv("CI") != ""}
	if err != nil {
		return run, settings, err
	}
	if pattern, given := call.values["grep"]; given {
		run.Flags = append(run.Flags, "--test-name-pattern="+pattern)
		run.Names, run.Filtered = append(run.Names, strconv.Quote(pattern)), true
	}
	if call.on("only") {
		run.Flags = append(run.Flags, "--test-only")
		run.Names, run.Filtered = append(run.Names, "marked by test.only"), true
	}
	settings.Filtered = run.Filtered
	fallback := "spec"
	if call.on(jsonName) {
		fallback = "ndjson"
	}
	run.Reporters = strings.Split(call.text("reporter", fallback), ",")
	for _, name := range run.Reporters {
		if !slices.Contains(reporterNames, name) {
			return run, settings, &usageError{verb: testVerb(), message: fmt.Sprintf("there is no reporter %q; there are %s", name, strings.Join(reporterNames, ", ")), nearest: diag.Nearest(name, reporterNames)}
		}
	}
	if to, given := call.values["reporter-destination"]; given {
		run.Destinations = strings.Split(to, ",")
		if len(run.Destinations) > len(run.Reporters) {
			return run, settings, testVerb().misuse("there are %d destinations for %d reporters", len(run.Destinations), len(run.Reporters))
		}
	}
	return run, settings, nil
}

// testFiles are all files of tests in a project, in the order of their paths.
func testFiles(dir string) ([]string, error) {
	var files []string
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := entry.Name()
		if entry.IsDir() && path != dir && (name == "node_modules" || name == "dist" || strings.HasPrefix(name, ".")) {
			return filepath.SkipDir
		}
		if !entry.IsDir() && testFile.MatchString(name) {
			files = append(files, path)
		}
		return nil
	})
	if err == nil && len(files) == 0 {
		err = diag.New(diag.Message{Text: "there are no tests in " + shown(dir), Hint: "put them into test/NAME.test.ts"})
	}
	return files, err
}

// filtered are the files whose path in the project has one of filters in it.
func filtered(dir string, files, filters []string) ([]string, error) {
	if len(filters) == 0 {
		return files, nil
	}
	names := map[string]string{}
	var short []string
	for _, file := range files {
		relative, err := filepath.Rel(dir, file)
		if err != nil {
			return nil, err
		}
		names[file] = filepath.ToSlash(relative)
		short = append(short, testFile.ReplaceAllString(filepath.Base(file), ""))
	}
	var wanted []string
	for _, filter := range filters {
		path := strings.TrimPrefix(filepath.ToSlash(filter), "./")
		found := false
		for _, file := range files {
			if strings.Contains(strings.ToLower(names[file]), strings.ToLower(path)) || filepath.ToSlash(file) == path {
				found = true
				if !slices.Contains(wanted, file) {
					wanted = append(wanted, file)
				}
			}
		}
		if !found {
			hint := diag.DidYouMean(testFile.ReplaceAllString(filepath.Base(filter), ""), short)
			if hint == "" {
				hint = "there are " + strings.Join(short, ", ")
			}
			return nil, diag.New(diag.Message{Text: fmt.Sprintf("no test file has %q in its path", filter), Hint: hint})
		}
	}
	slices.Sort(wanted)
	return wanted, nil
}

// shard is the part N of M of the files, for "N/M"; each file is in one part.
func shard(files []string, part string) ([]string, error) {
	if part == "" {
		return files, nil
	}
	first, second, ok := strings.Cut(part, "/")
	index, err1 := strconv.Atoi(first)
	total, err2 := strconv.Atoi(second)
	if !ok || err1 != nil || err2 != nil || index < 1 || index > total {
		return nil, testVerb().misuse("--shard is N/M, such as 1/3, with N from 1 to M, not %q", part)
	}
	var mine []string
	for i, file := range files {
		if i%total == index-1 {
			mine = append(mine, file)
		}
	}
	return mine, nil
}
