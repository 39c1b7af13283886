package main

import (
	"os"
	"path/filepath"
	"testing"
)

func TestFindTakesWhatHasOutput(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"a.js": "", "a.out": "1\n", "b.mjs": "", "b.out": "", "without.js": "", "other.out": "",
		"node_modules/a/package.json": `{"version": "1.2.3"}`,
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	programs, err := find([]string{dir}, nil)
	if err != nil || len(programs) != 2 || programs[0].version != "1.2.3" || string(programs[0].want) != "1\n" || programs[1].name != "b" {
		t.Errorf("found %+v, %v", programs, err)
	}
}

func TestResultsKeepWhatDidNotRun(t *testing.T) {
	path := filepath.Join(t.TempDir(), "results.tsv")
	if err := writeResults(path, map[string]result{"a": {"a", "1", "yes", "yes"}, "b": {"b", "1", "yes", "yes"}}, []result{{"b", "2", "yes", "does not bundle"}}); err != nil {
		t.Fatal(err)
	}
	kept, err := readResults(path)
	if err != nil || len(kept) != 2 || kept["a"].version != "1" || kept["b"] != (result{"b", "2", "yes", "does not bundle"}) {
		t.Errorf("kept %+v, %v", kept, err)
	}
}

func TestDifferenceIsTheFirstLine(t *testing.T) {
	got := difference([]byte("a\nb\n"), []byte("a\nc\n"))
	if want := "line 2: want \"b\"\n         got \"c\"\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := difference([]byte("a\n"), []byte("a\nb")); got == "" {
		t.Error("more lines are no difference")
	}
}
