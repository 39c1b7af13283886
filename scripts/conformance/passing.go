package main

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
)

// passingList holds the names of the files that pass.
type passingList map[string]bool

// passingHead begins the file.
const passingHead = `# The files of Node's tests that pass. make conformance compares with this;
# go run ./scripts/conformance -write writes it.
`

// readPassing reads the list at path; where there is none, nothing passes.
func readPassing(path string) (passingList, error) {
	data, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	list := passingList{}
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			list[line] = true
		}
	}
	return list, nil
}

// update returns the list that follows from results; of files that did not run it says what it said.
func (l passingList) update(results []result) passingList {
	updated := maps.Clone(l)
	for _, r := range results {
		delete(updated, r.name)
		if r.outcome == passedOutcome {
			updated[r.name] = true
		}
	}
	return updated
}

func (l passingList) write(path string) error {
	return os.WriteFile(path, []byte(passingHead+strings.Join(slices.Sorted(maps.Keys(l)), "\n")+"\n"), 0o644)
}
