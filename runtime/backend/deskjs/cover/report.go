package cover

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Report is what all programs of a run have counted, by the files' paths in the project.
type Report map[string]*File

// Read adds up what Recorders have written into folder.
func Read(folder string) (Report, error) {
	names, err := filepath.Glob(filepath.Join(folder, "counts-*.json"))
	if err != nil {
		return nil, err
	}
	report := Report{}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		var one Report
		if err := json.Unmarshal(text, &one); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		for path, file := range one {
			sum := report[path]
			if sum == nil || len(sum.Counts) != len(file.Counts) { // it was changed meanwhile
				report[path] = file
				continue
			}
			for i, count := range file.Counts {
				sum.Counts[i] += count
			}
		}
	}
	return report, nil
}

// count is how often a point was passed.
func (f *File) count(i int) uint32 {
	point := f.Points[i]
	if point.Of == 0 {
		return f.Counts[i]
	}
	of, other := f.Counts[point.Of-1], f.Counts[point.Other-1]
	return of - min(of, other)
}

// lines are how often each line was passed that has a statement.
func (f *File) lines() map[int]uint32 {
	lines := map[int]uint32{}
	for i, point := range f.Points {
		if point.Kind == statement {
			lines[point.Line] = max(lines[point.Line], f.count(i))
		}
	}
	return lines
}

// share is how many of all were passed.
type share struct{ hit, all int }

func (s *share) add(passed bool) {
	s.all++
	if passed {
		s.hit++
	}
}

func (s share) percent() float64 {
	if s.all == 0 {
		return 100
	}
	return float64(s.hit) / float64(s.all) * 100
}

func (f *File) shares() (lines, branches, functions share) {
	for _, count := range f.lines() {
		lines.add(count > 0)
	}
	for i, point := range f.Points {
		switch point.Kind {
		case branch:
			branches.add(f.count(i) > 0)
		case function:
			functions.add(f.count(i) > 0)
		}
	}
	return lines, branches, functions
}

// missed are the lines that were not passed, as ranges: "3-5, 9".
func (f *File) missed() string {
	lines := f.lines()
	var ranges []string
	from, to := 0, 0
	end := func() {
		switch {
		case from == 0:
		case from == to:
			ranges = append(ranges, fmt.Sprint(from))
		default:
			ranges = append(ranges, fmt.Sprintf("%d-%d", from, to))
		}
		from = 0
	}
	for _, line := range slices.Sorted(maps.Keys(lines)) {
		if lines[line] > 0 {
			end()
			continue
		}
		if from == 0 {
			from = line
		}
		to = line
	}
	end()
	const most = 8
	if len(ranges) > most {
		ranges = append(ranges[:most], "…")
	}
	return strings.Join(ranges, ", ")
}

// Text writes a table for people.
func (r Report) Text(to io.Writer) {
	names := slices.Sorted(maps.Keys(r))
	width := len("all files")
	for _, name := range names {
		width = max(width, len(name))
	}
	row := func(name string, lines, branches, functions share, missed string) {
		_, _ = fmt.Fprintln(to, strings.TrimRight(fmt.Sprintf("%-*s  %5.1f%%  %7.1f%%  %8.1f%%  %s", width, name, lines.percent(), branches.percent(), functions.percent(), missed), " "))
	}
	_, _ = fmt.Fprintf(to, "%-*s  %6s  %8s  %9s  %s\n", width, "coverage", "lines", "branches", "functions", "lines not reached")
	var all [3]share
	for _, name := range names {
		lines, branches, functions := r[name].shares()
		for i, s := range []share{lines, branches, functions} {
			all[i].hit, all[i].all = all[i].hit+s.hit, all[i].all+s.all
		}
		row(name, lines, branches, functions, r[name].missed())
	}
	row("all files", all[0], all[1], all[2], "")
}

// Lines is the share of all lines that were passed, in percent.
func (r Report) Lines() float64 {
	var all share
	for _, file := range r {
		lines, _, _ := file.shares()
		all.hit, all.all = all.hit+lines.hit, all.all+lines.all
	}
	return all.percent()
}

// LCOV writes the form that other tools read.
func (r Report) LCOV(to io.Writer) error {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(r)) {
		file := r[name]
		fmt.Fprintf(&b, "TN:\nSF:%s\n", name)
		lines, branches, functions := file.shares()
		for i, point := range file.Points {
			if point.Kind == function {
				fmt.Fprintf(&b, "FN:%d,%s\nFNDA:%d,%s\n", point.Line, point.label(), file.count(i), point.label())
			}
		}
		fmt.Fprintf(&b, "FNF:%d\nFNH:%d\n", functions.all, functions.hit)
		next := map[int]int{}
		for i, point := range file.Points {
			if point.Kind == branch {
				fmt.Fprintf(&b, "BRDA:%d,%d,%d,%d\n", point.Line, point.Branch, next[point.Branch], file.count(i))
				next[point.Branch]++
			}
		}
		fmt.Fprintf(&b, "BRF:%d\nBRH:%d\n", branches.all, branches.hit)
		counts := file.lines()
		for _, line := range slices.Sorted(maps.Keys(counts)) {
			fmt.Fprintf(&b, "DA:%d,%d\n", line, counts[line])
		}
		fmt.Fprintf(&b, "LF:%d\nLH:%d\nend_of_record\n", lines.all, lines.hit)
	}
	_, err := io.WriteString(to, b.String())
	return err
}

// label is a function's name, told from others by its line.
func (p Point) label() string {
	if p.Name == "" {
		return fmt.Sprintf("(anonymous:%d)", p.Line)
	}
	return fmt.Sprintf("%s:%d", p.Name, p.Line)
}
