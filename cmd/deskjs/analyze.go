package main

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"github.com/deskjs/deskjs/bundler"
)

// What of each list the terminal shows; the page and the JSON have all.
const shownSizes = 12

// analysisFolder is where in dist/ the page and the JSON are.
const analysisFolder = "analysis"

// analysisFiles are the page and the JSON.
func analysisFiles(a *bundler.Analysis) (map[string][]byte, error) {
	page, err := a.HTML()
	if err != nil {
		return nil, err
	}
	data, err := json.MarshalIndent(a, "", "  ")
	return map[string][]byte{"index.html": page, "analysis.json": data}, err
}

// showAnalysis shows the largest parts, and where all of it is.
func showAnalysis(env *environment, place string, a *bundler.Analysis) error {
	table := tabwriter.NewWriter(env.out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprint(table, "\nsize\tgzip\t file\n")
	for i, file := range a.Files {
		if i == shownSizes {
			fmt.Fprintf(table, "\t\t and %d more\n", len(a.Files)-i)
			break
		}
		fmt.Fprintf(table, "%s\t%s\t %s\n", bytesText(file.Raw), bytesText(file.Gzip), file.Name)
	}
	fmt.Fprint(table, "\nsize\tmodules\t package\n")
	for i, size := range a.Packages {
		if i == shownSizes {
			fmt.Fprintf(table, "\t\t and %d more\n", len(a.Packages)-i)
			break
		}
		name := strings.TrimSpace(size.Name + " " + size.Version)
		if name == "" {
			name = "the app's own"
		}
		fmt.Fprintf(table, "%s\t%d\t %s (%s)\n", bytesText(size.Bytes), size.Modules, name, size.Half)
	}
	if len(a.Duplicates) > 0 {
		fmt.Fprint(table, "\nsize\tcopies\t in the app more than once\n")
	}
	for _, duplicate := range a.Duplicates {
		fmt.Fprintf(table, "%s\t%d\t %s (%s): %s\n", bytesText(duplicate.Bytes), len(duplicate.Found), duplicate.Name, duplicate.Half, strings.Join(duplicate.Found, ", "))
	}
	if err := table.Flush(); err != nil {
		return err
	}
	fmt.Fprintf(env.out, "\nAll of it, as a map: %s\n", shown(filepath.Join(place, "index.html")))
	return nil
}

// bytesText is a number of bytes as people read it.
func bytesText(count int) string {
	switch {
	case count < 1000:
		return fmt.Sprintf("%d B", count)
	case count < 1_000_000:
		return fmt.Sprintf("%.1f kB", float64(count)/1e3)
	}
	return fmt.Sprintf("%.2f MB", float64(count)/1e6)
}
