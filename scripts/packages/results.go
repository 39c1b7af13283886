package main

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
)

// result is what became of a program: "yes", or what went wrong.
type result struct{ name, version, raw, bundled string }

// resultsHead begins the file.
const resultsHead = `# Programs that use packages of npm: name, version, whether it prints what Node prints as it is, and bundled.
# go run ./scripts/packages -write writes it.
`

// readResults reads what is kept at path; where there is nothing, nothing passes.
func readResults(path string) (map[string]result, error) {
	data, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	kept := map[string]result{}
	for text := range strings.Lines(string(data)) {
		text = strings.TrimSuffix(text, "\n")
		if text == "" || text[0] == '#' {
			continue
		}
		fields := strings.Split(text, "\t")
		if len(fields) != 4 {
			return nil, fmt.Errorf("%s has a line that is not of four fields: %s", path, text)
		}
		kept[fields[0]] = result{fields[0], fields[1], fields[2], fields[3]}
	}
	return kept, nil
}

// writeResults writes results, and of what is kept the programs that did not run.
func writeResults(path string, kept map[string]result, results []result) error {
	all := maps.Clone(kept)
	for _, r := range results {
		all[r.name] = r
	}
	var b strings.Builder
	b.WriteString(resultsHead)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		r := all[name]
		fmt.Fprintf(&b, "%s\t%s\t%s\t%s\n", r.name, r.version, r.raw, r.bundled)
	}
	return os.WriteFile(path, []byte(b.String()), 0o644)
}
