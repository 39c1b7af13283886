package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestListIsShortAndSaysTheSame(t *testing.T) {
	outcomes := map[string]string{
		"a/b/1.js": passedOutcome, "a/b/2.js": passedOutcome, "a/b/3.js": failedOutcome, "a/c/1.js": passedOutcome, "a/c/2.js": passedOutcome,
		"a/c/3.js": passedOutcome, "a/b/4.js": passedOutcome, "a/b/5.js": passedOutcome, "a/d/1.js": failedOutcome, "a/d/2.js": failedOutcome, "a/d/3.js": excludedOutcome, "e/1.js": failedOutcome, "e/2.js": passedOutcome,
	}
	var results []result
	for name, outcome := range outcomes {
		results = append(results, result{Path: name, Outcome: outcome})
	}
	file := filepath.Join(t.TempDir(), "list.txt")
	if err := writeList(file, nil, &list{}, results); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if want := "+ a/b\n- a/b/3.js\n+ a/c\n+ e/2.js\n"; strings.TrimPrefix(string(text), listHead) != want {
		t.Errorf("the list is\n%s\nwant\n%s", text, want)
	}
	l, err := readList(file)
	if err != nil {
		t.Fatal(err)
	}
	for name, outcome := range outcomes {
		if outcome != excludedOutcome && l.has(name) != (outcome == passedOutcome) {
			t.Errorf("the list says %v of %s", l.has(name), name)
		}
	}
}

func TestListKeepsWhatDidNotRun(t *testing.T) {
	all := []string{"a/b/1.js", "a/b/2.js", "a/x.js", "c/1.js", "c/2.js"}
	old, err := parseList("+ a\n- a/b/1.js\n+ c/1.js\n")
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "list.txt")
	if err := writeList(file, all, old, []result{{Path: "c/1.js", Outcome: failedOutcome}, {Path: "c/2.js", Outcome: passedOutcome}}); err != nil {
		t.Fatal(err)
	}
	l, err := readList(file)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]bool{"a/x.js": true, "a/b/2.js": true, "a/b/1.js": false, "c/1.js": false, "c/2.js": true} {
		if l.has(name) != want {
			t.Errorf("the list says %v of %s", !want, name)
		}
	}
}

func TestListRefusesOtherLines(t *testing.T) {
	if _, err := parseList("a/b.js\n"); err == nil {
		t.Error("a line without a sign was taken")
	}
}
