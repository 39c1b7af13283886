package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestExclusionsHaveReasons(t *testing.T) {
	if lines := strings.Count(exclusionsTable, "\n"); len(exclusions) != lines {
		t.Errorf("exclusions.tsv has %d lines, of which %d are a feature, a tab and a reason", lines, len(exclusions))
	}
	seen := map[string]bool{}
	for _, exclusion := range exclusions {
		if exclusion.feature == "" || exclusion.reason == "" || seen[exclusion.feature] {
			t.Errorf("%+v lacks something or is there twice", exclusion)
		}
		seen[exclusion.feature] = true
	}
}

func TestExcluded(t *testing.T) {
	for source, want := range map[string]string{
		"/*---\nfeatures: [Temporal]\n---*/":       "Temporal",
		"/*---\nflags: [CanBlockIsFalse]\n---*/":   "CanBlockIsFalse",
		"/*---\n---*/ $262.createRealm().global":   "cross-realm",
		"/*---\nfeatures: [Symbol]\n---*/ $262.gc": "",
	} {
		matter := readFrontmatter(source)
		if got := matter.excluded(source); got != want {
			t.Errorf("%s is excluded for %q, want %q", source, got, want)
		}
	}
}

func TestWriteCounts(t *testing.T) {
	file := filepath.Join(t.TempDir(), "counts.md")
	if err := writeCounts(file, []result{{Path: "a/b/1.js", Outcome: passedOutcome}, {Path: "a/b/2.js", Outcome: failedOutcome}}); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if row := strings.Fields(string(text)[strings.Index(string(text), "| a/b "):]); strings.Join(row[:8], " ") != "| a/b | 1 | 2 | 50.0" {
		t.Errorf("the table is\n%s", text)
	}
}
