package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	pass, fail, end := `@@R [0,"a",""]`+"\n", `@@R [1,"b","why"]`+"\n", `@@C [0,""]`+"\n"
	tests := []struct {
		name, output  string
		passed, total int
	}{
		{"all pass", pass + pass + end, 2, 2},
		{"one fails, among other output", "hello\n" + pass + "@@X [0]\n" + fail + end, 1, 2},
		{"no end", pass, 1, 2},
		{"nothing", "", 0, 1},
		{"no test", end, 0, 1},
		{"the harness fails", pass + `@@C [1,"uncaught"]` + "\n", 1, 2},
		{"a line that is no JSON", pass + "@@R [0,\n" + end, 1, 1},
	}
	for _, test := range tests {
		if r := parse(wptTest(test.name), test.output, nil); r.passed != test.passed || r.total != test.total {
			t.Errorf("%s: %d of %d, want %d of %d", test.name, r.passed, r.total, test.passed, test.total)
		}
	}
}

func wptTest(name string) test { return test{name: name} }

func TestResultsAreReadAsTheyWereWritten(t *testing.T) {
	path := filepath.Join(t.TempDir(), "results.txt")
	few := result{test: wptTest("url/a.any.js"), passed: 3, total: 4, failing: []failure{{"one\nline", "why"}}}
	many := result{test: wptTest("url/b.any.js?x"), passed: 0, total: named + 1, failing: make([]failure, named+1)}
	left := result{test: test{name: "url/c.any.js", excluded: "why"}}
	if err := writeResults(path, []result{few, many, left}, true); err != nil {
		t.Fatal(err)
	}
	few.passed, few.failing = 4, nil
	if err := writeResults(path, []result{few}, false); err != nil {
		t.Fatal(err)
	}
	list, err := readCounts(path)
	if err != nil {
		t.Fatal(err)
	}
	if a, b := list["url/a.any.js"], list["url/b.any.js?x"]; len(list) != 2 || a.passed != 4 || len(a.lines) != 0 || b.total != named+1 || len(b.lines) != 0 {
		t.Errorf("read %v", list)
	}
	many.passed = -1
	if err := regressions(list, []result{few, many}); err == nil || !strings.Contains(err.Error(), "url/b.any.js?x") || strings.Contains(err.Error(), "url/a") {
		t.Errorf("the regressions are %v", err)
	}
}

func TestFind(t *testing.T) {
	first, second := t.TempDir(), t.TempDir()
	write := func(root, name, text string) {
		path := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write(first, "url/a.any.js", "// META: title=A\n// META: script=b.js\n// META: script=/c.js?x\n// META: variant=?1\n// META: variant=?2\n// META: timeout=long\nx")
	write(second, "url/a.any.js", "")
	write(second, "url/page.window.js", "document.body")
	write(second, "url/resource.js", "")
	write(second, "css/a.any.js", "")
	found, err := find([]string{first, second}, nil)
	if err != nil || len(found) != 3 {
		t.Fatalf("found %d, %v", len(found), err)
	}
	if a := found[1]; a.name != "url/a.any.js?2" || a.root != first || a.title != "A" || strings.Join(a.scripts, " ") != "url/b.js c.js" || !a.long || a.excluded != "" {
		t.Errorf("the second is %+v", a)
	}
	if found[2].excluded == "" {
		t.Error("a file that needs a page applies")
	}
	if found, _ = find([]string{first, second}, []string{"page"}); len(found) != 1 {
		t.Errorf("a part of a name selects %d", len(found))
	}
	if found, _ = find([]string{first, second}, []string{"streams"}); len(found) != 0 {
		t.Errorf("another area selects %d", len(found))
	}
}
