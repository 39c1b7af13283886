package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
)

// count is a line of the table.
type count struct{ passed, ran, excluded int }

func (c *count) add(r result) {
	switch r.Outcome {
	case passedOutcome:
		c.passed++
		c.ran++
	case failedOutcome:
		c.ran++
	case excludedOutcome:
		c.excluded++
	}
}

// byFolder counts a test in its folder, down to the second level.
func byFolder(r result) []string {
	parts := strings.Split(path.Dir(r.Path), "/")
	return []string{strings.Join(parts[:min(2, len(parts))], "/")}
}

func byFeature(r result) []string { return r.Features }

// printTable prints how many tests passed, by what keys says of each, and in all.
func printTable(out io.Writer, results []result, keys func(result) []string) {
	counts := map[string]*count{}
	tops := map[string]*count{}
	var all count
	for _, r := range results {
		all.add(r)
		for _, key := range keys(r) {
			addTo(counts, key, r)
		}
		top, _, _ := strings.Cut(r.Path, "/")
		addTo(tops, top+"/", r)
	}
	fmt.Fprintf(out, "| %-44s | %7s | %7s | %7s | %8s |\n|%s|%s:|%s:|%s:|%s:|\n", "tests", "pass", "ran", "%", "excluded",
		strings.Repeat("-", 46), strings.Repeat("-", 8), strings.Repeat("-", 8), strings.Repeat("-", 8), strings.Repeat("-", 9))
	for _, key := range slices.Sorted(maps.Keys(counts)) {
		counts[key].print(out, key)
	}
	for _, key := range slices.Sorted(maps.Keys(tops)) {
		tops[key].print(out, "all of "+key)
	}
	all.print(out, "all")
}

// writeCounts writes the table by folder to the file at path.
func writeCounts(path string, results []result) error {
	var table bytes.Buffer
	printTable(&table, results, byFolder)
	return os.WriteFile(path, table.Bytes(), 0o644)
}

func addTo(counts map[string]*count, key string, r result) {
	if counts[key] == nil {
		counts[key] = &count{}
	}
	counts[key].add(r)
}

func (c *count) print(out io.Writer, name string) {
	percent := "-"
	if c.ran > 0 {
		percent = fmt.Sprintf("%.1f", 100*float64(c.passed)/float64(c.ran))
	}
	fmt.Fprintf(out, "| %-44s | %7d | %7d | %7s | %8d |\n", name, c.passed, c.ran, percent, c.excluded)
}

func writeTSV(path string, results []result) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(file)
	for _, r := range results {
		fmt.Fprintf(w, "%s\t%s\t%s\n", r.Path, r.Outcome, r.Message)
	}
	if err := w.Flush(); err != nil {
		_ = file.Close()
		return err
	}
	return file.Close()
}
