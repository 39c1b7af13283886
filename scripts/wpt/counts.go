package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
)

// count is how many subtests of a file pass. lines are the names of those that do not, as they are kept.
type count struct {
	passed, total int
	lines         []string
}

// counts are those of files by name.
type counts map[string]count

// named is how many failing subtests of a file are named.
const named = 8

// resultsHead begins the file.
const resultsHead = `# The web-platform tests: of each file how many subtests pass, of how many, and which do not if they are few.
# make wpt compares with this; -write writes it.
`

func countsOf(results []result) counts {
	list := counts{}
	for _, r := range results {
		if r.excluded != "" {
			continue
		}
		c := count{passed: r.passed, total: r.total}
		if len(r.failing) <= named {
			for _, f := range r.failing {
				c.lines = append(c.lines, "\t"+oneLine(f.name, 120))
			}
			slices.Sort(c.lines)
		}
		list[r.name] = c
	}
	return list
}

// readCounts reads the list at path; where there is none, nothing passes.
func readCounts(path string) (counts, error) {
	data, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	list := counts{}
	last := ""
	for line := range strings.Lines(string(data)) {
		line = strings.TrimRight(line, "\n")
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '\t':
			c := list[last]
			c.lines = append(c.lines, line)
			list[last] = c
		default:
			name, numbers, _ := strings.Cut(line, "\t")
			var c count
			if _, err := fmt.Sscanf(numbers, "%d/%d", &c.passed, &c.total); err != nil {
				return nil, fmt.Errorf("%s: %q: %w", path, line, err)
			}
			last = name
			list[name] = c
		}
	}
	return list, nil
}

// writeResults writes the results, and of files that did not run what the list at path says, unless all ran.
func writeResults(path string, results []result, all bool) error {
	list := counts{}
	if !all {
		var err error
		if list, err = readCounts(path); err != nil {
			return err
		}
	}
	for _, r := range results {
		delete(list, r.name)
	}
	maps.Copy(list, countsOf(results))
	var b strings.Builder
	b.WriteString(resultsHead)
	for _, name := range slices.Sorted(maps.Keys(list)) {
		c := list[name]
		fmt.Fprintf(&b, "%s\t%d/%d\n", name, c.passed, c.total)
		for _, line := range c.lines {
			b.WriteString(line + "\n")
		}
	}
	return os.WriteFile(path, []byte(b.String()), 0o644)
}

// countExcluded returns how many files of each area do not apply.
func countExcluded(results []result) map[string]int {
	list := map[string]int{}
	for _, r := range results {
		if r.excluded != "" {
			list[r.area]++
		}
	}
	return list
}

// sum is a line of the table.
type sum struct{ files, passed, total, node, excluded int }

// printTable prints how many subtests pass of each area, and how many in Node. A file's subtests are as many as either of them saw: one
// that ends early must not look better for it.
func printTable(out io.Writer, now, node counts, excluded map[string]int) {
	sums := map[string]*sum{}
	var all sum
	for name, c := range now {
		path, _, _ := strings.Cut(name, "?")
		area, _ := areaOf(path)
		if sums[area] == nil {
			sums[area] = &sum{excluded: excluded[area]}
		}
		for _, s := range []*sum{sums[area], &all} {
			s.files++
			s.passed += c.passed
			s.total += max(c.total, node[name].total)
			s.node += node[name].passed
		}
	}
	for _, n := range excluded {
		all.excluded += n
	}
	fmt.Fprintf(out, "| %-20s | %6s | %8s | %8s | %6s | %12s | %14s |\n|%s|%s:|%s:|%s:|%s:|%s:|%s:|\n", "area", "files", "subtests", "pass", "%",
		"% in Node 20", "not applicable", strings.Repeat("-", 22), strings.Repeat("-", 7), strings.Repeat("-", 9), strings.Repeat("-", 9),
		strings.Repeat("-", 7), strings.Repeat("-", 13), strings.Repeat("-", 15))
	mean, nodeMean := 0.0, 0.0
	for _, area := range slices.Sorted(maps.Keys(sums)) {
		s := sums[area]
		s.print(out, area)
		mean += percent(s.passed, s.total) / float64(len(sums))
		nodeMean += percent(s.node, s.total) / float64(len(sums))
	}
	all.print(out, "all")
	fmt.Fprintf(out, "| %-20s | %6s | %8s | %8s | %6.1f | %12.1f | %14s |\n", "mean of the areas", "", "", "", mean, nodeMean, "")
}

func percent(part, whole int) float64 { return 100 * float64(part) / float64(max(whole, 1)) }

func (s *sum) print(out io.Writer, name string) {
	fmt.Fprintf(out, "| %-20s | %6d | %8d | %8d | %6.1f | %12.1f | %14d |\n", name, s.files, s.total, s.passed, percent(s.passed, s.total),
		percent(s.node, s.total), s.excluded)
}

func writeTable(path string, now, node counts, excluded map[string]int) error {
	var table bytes.Buffer
	printTable(&table, now, node, excluded)
	return os.WriteFile(path, table.Bytes(), 0o644)
}
