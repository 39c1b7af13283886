package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// tests makes a directory with Node's folder test, of the given files in parallel, and a common module that does nothing.
func tests(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	write := func(name, text string) {
		path := filepath.Join(dir, "test", name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("common/index.js", "")
	for name, text := range files {
		write("parallel/"+name, text)
	}
	return dir
}

func TestFindSelectsByModuleAndName(t *testing.T) {
	dir := tests(t, map[string]string{
		"test-fs-open.js": "", "test-fs-buffer.mjs": "", "test-buffer-from.js": "", "test-inspector.js": "", "helper.js": "", "test-fs-data.json": "",
	})
	for filter, want := range map[string]string{
		"":     "parallel/test-buffer-from.js parallel/test-fs-buffer.mjs parallel/test-fs-open.js",
		"fs":   "parallel/test-fs-buffer.mjs parallel/test-fs-open.js",
		"open": "parallel/test-fs-open.js",
		// A module's name selects the module alone.
		"buffer": "parallel/test-buffer-from.js",
	} {
		found, err := find([]string{dir}, strings.Fields(filter))
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, test := range found {
			names = append(names, test.name)
		}
		if got := strings.Join(names, " "); got != want {
			t.Errorf("%q selects %s, want %s", filter, got, want)
		}
	}
}

func TestFindPrefersTheFirstDirectory(t *testing.T) {
	first, second := tests(t, map[string]string{"test-os.js": ""}), tests(t, map[string]string{"test-os.js": "", "test-sqlite.js": ""})
	found, err := find([]string{first, second}, nil)
	if err != nil || len(found) != 2 {
		t.Fatal(found, err)
	}
	if found[0].dir != first || found[1].dir != second {
		t.Errorf("%s comes from %s, %s from %s", found[0].name, found[0].dir, found[1].name, found[1].dir)
	}
}

func TestFlagsAndExclusions(t *testing.T) {
	for source, want := range map[string]struct {
		flags    string
		excluded bool
	}{
		"// Flags: --expose-internals --no-warnings\n":                          {"--expose-internals --no-warnings", true},
		"// Flags: --unhandled-rejections=none --stack-size=9\r\n'use strict';": {"--unhandled-rejections=none --stack-size=9", false},
		"'use strict';\n// Flags: --allow_natives_syntax\n":                     {"--allow_natives_syntax", true},
		"const { internalBinding } = require('internal/test/binding');":         {"", true},
		"const assert = require('assert');":                                     {"", false},
	} {
		dir := tests(t, map[string]string{"test-util.js": source})
		found, err := find([]string{dir}, nil)
		if err != nil || len(found) != 1 {
			t.Fatal(found, err)
		}
		if got := strings.Join(found[0].flags, " "); got != want.flags || (found[0].excluded != "") != want.excluded {
			t.Errorf("%q has the flags %q and the exclusion %q", source, got, found[0].excluded)
		}
	}
}

func TestARuntimeThatDoesNothingIsRefused(t *testing.T) {
	dir := tests(t, nil)
	r, err := newRunner(options{dirs: []string{dir}, command: []string{"go", "version"}, jobs: 1, timeout: time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	defer r.close()
	// "go version FILE" ends with 0 whatever the file says.
	if err := r.checkCanaries(dir); err == nil || !strings.Contains(err.Error(), "of 10 canaries wrong") {
		t.Errorf("the canaries say %v", err)
	}
}

func TestPassingListKeepsWhatDidNotRun(t *testing.T) {
	list := passingList{"parallel/a.js": true, "parallel/b.js": true}
	results := []result{{test: test{name: "parallel/b.js"}, outcome: failedOutcome}, {test: test{name: "parallel/c.js"}, outcome: passedOutcome}}
	file := filepath.Join(t.TempDir(), "passing.txt")
	if err := list.update(results).write(file); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if want := "parallel/a.js\nparallel/c.js\n"; strings.TrimPrefix(string(text), passingHead) != want {
		t.Errorf("the list is %s", text)
	}
	if err := regressions(list, results); err == nil || !strings.Contains(err.Error(), "parallel/b.js") {
		t.Errorf("a file that fails though it passed is reported as %v", err)
	}
}

func TestTableCountsByModule(t *testing.T) {
	var b strings.Builder
	printTable(io.Writer(&b), []result{
		{test: test{module: "fs"}, outcome: passedOutcome}, {test: test{module: "fs"}, outcome: failedOutcome}, {test: test{module: "os"}, outcome: excludedOutcome},
	})
	for _, want := range []string{"| fs                   |      1 |      2 |   50.0 |", "| os                   |      0 |      0 |      - |              1 |"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the table is\n%s\nwithout %q", b.String(), want)
		}
	}
}
