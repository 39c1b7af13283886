package main

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
)

// list is the list of passing files in its short form: a line says of a file, or of a
// folder with all below it, that it passes ("+") or fails ("-"), and the line with the longest path counts.
type list struct{ passes map[string]bool }

// listHead begins the file.
const listHead = `# The tests of test262 that pass. A line says of a test, or of a folder and all below it, that it
# passes (+) or does not (-); of several lines the one with the longest path counts.
# make test262 compares with this; go run ./scripts/test262 -dir DIR -write writes it.
`

// readList reads the list at path; where there is none, nothing passes.
func readList(path string) (*list, error) {
	data, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	return parseList(string(data))
}

func parseList(text string) (*list, error) {
	l := &list{passes: map[string]bool{}}
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		sign, name, found := strings.Cut(line, " ")
		if !found || sign != "+" && sign != "-" {
			return nil, fmt.Errorf("the list of passing tests has a line that begins with neither + nor -: %s", line)
		}
		l.passes[name] = sign == "+"
	}
	return l, nil
}

// has reports whether the test at name passes.
func (l *list) has(name string) bool {
	for ; name != "."; name = path.Dir(name) {
		if passes, ok := l.passes[name]; ok {
			return passes
		}
	}
	return false
}

// node is a folder or a test on the way to the short form.
type node struct {
	children map[string]*node
	passes   bool // of a test
	// lines is how many lines the node needs below one that says "-" and one that says "+".
	lines [2]int
}

// writeList writes the list that follows from results. Of the other tests in all it says what old does.
func writeList(file string, all []string, old *list, results []result) error {
	root := &node{}
	ran := map[string]bool{}
	for _, r := range results {
		ran[r.Path] = true
		if r.Outcome != excludedOutcome {
			root.insert(r.Path, r.Outcome == passedOutcome)
		}
	}
	for _, name := range all {
		if !ran[name] {
			root.insert(name, old.has(name))
		}
	}
	root.measure()
	var b strings.Builder
	b.WriteString(listHead)
	root.write(&b, "", false)
	return os.WriteFile(file, []byte(b.String()), 0o644)
}

func (n *node) insert(name string, passes bool) {
	for part := range strings.SplitSeq(name, "/") {
		if n.children == nil {
			n.children = map[string]*node{}
		}
		if n.children[part] == nil {
			n.children[part] = &node{}
		}
		n = n.children[part]
	}
	n.passes = passes
}

func (n *node) measure() {
	if n.children == nil {
		n.lines[sign(!n.passes)] = 1
		return
	}
	var below [2]int
	for _, child := range n.children {
		child.measure()
		below[0] += child.lines[0]
		below[1] += child.lines[1]
	}
	n.lines = [2]int{min(below[0], 1+below[1]), min(below[1], 1+below[0])}
}

func sign(passes bool) int {
	if passes {
		return 1
	}
	return 0
}

// write writes the node called name below a line that says passes.
func (n *node) write(b *strings.Builder, name string, passes bool) {
	below := [2]int{}
	for _, child := range n.children {
		below[0] += child.lines[0]
		below[1] += child.lines[1]
	}
	changes := n.passes != passes
	if n.children != nil {
		changes = name != "" && below[sign(passes)] > 1+below[sign(!passes)]
	}
	if changes {
		passes = !passes
		fmt.Fprintf(b, "%c %s\n", "-+"[sign(passes)], name)
	}
	for _, part := range slices.Sorted(maps.Keys(n.children)) {
		n.children[part].write(b, path.Join(name, part), passes)
	}
}
