package main

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
)

// count is a line of the table.
type count struct{ passed, ran, excluded int }

func (c *count) add(r result) {
	switch r.outcome {
	case passedOutcome:
		c.passed++
		c.ran++
	case failedOutcome:
		c.ran++
	case excludedOutcome:
		c.excluded++
	}
}

func (c *count) print(out io.Writer, name string) {
	percent := "-"
	if c.ran > 0 {
		percent = fmt.Sprintf("%.1f", 100*float64(c.passed)/float64(c.ran))
	}
	fmt.Fprintf(out, "| %-20s | %6d | %6d | %6s | %14s |\n", name, c.passed, c.ran, percent, fmt.Sprint(c.excluded))
}

// printTable prints how many files passed of each module.
func printTable(out io.Writer, results []result) {
	counts := map[string]*count{}
	var all count
	for _, r := range results {
		all.add(r)
		if counts[r.module] == nil {
			counts[r.module] = &count{}
		}
		counts[r.module].add(r)
	}
	fmt.Fprintf(out, "| %-20s | %6s | %6s | %6s | %14s |\n|%s|%s:|%s:|%s:|%s:|\n", "module", "pass", "ran", "%", "not applicable",
		strings.Repeat("-", 22), strings.Repeat("-", 7), strings.Repeat("-", 7), strings.Repeat("-", 7), strings.Repeat("-", 15))
	for _, module := range slices.Sorted(maps.Keys(counts)) {
		counts[module].print(out, module)
	}
	all.print(out, "all")
}

func writeCounts(path string, results []result) error {
	var table bytes.Buffer
	printTable(&table, results)
	return os.WriteFile(path, table.Bytes(), 0o644)
}

// writeTSV writes a line for each result.
func writeTSV(path string, results []result) error {
	var b strings.Builder
	for _, r := range results {
		fmt.Fprintf(&b, "%s\t%s\t%s\t%s\n", r.module, r.name, r.outcome, r.why)
	}
	return os.WriteFile(path, []byte(b.String()), 0o644)
}
