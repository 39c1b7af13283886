package main

import (
	_ "embed"
	"fmt"
	"io"
	"slices"
	"strings"
)

// exclusionsTable has a line for each feature or flag of tests that do not run: it, a tab, and the reason.
//
//go:embed exclusions.tsv
var exclusionsTable string

// exclusion is a feature or a flag whose tests do not run, with the reason.
type exclusion struct{ feature, reason string }

// exclusions are the lines of exclusionsTable.
var exclusions = parseExclusions(exclusionsTable)

func parseExclusions(table string) (parsed []exclusion) {
	for line := range strings.Lines(table) {
		if feature, reason, found := strings.Cut(strings.TrimSpace(line), "\t"); found {
			parsed = append(parsed, exclusion{feature, reason})
		}
	}
	return parsed
}

// excluded returns what of the test, whose text is source, is excluded, "" if it runs.
func (f *frontmatter) excluded(source string) string {
	for _, exclusion := range exclusions {
		if f.flags[exclusion.feature] || slices.Contains(f.features, exclusion.feature) {
			return exclusion.feature
		}
	}
	// Some tests of several realms do not say so.
	if strings.Contains(source, "$262.createRealm") {
		return "cross-realm"
	}
	return ""
}

func printExclusions(out io.Writer) {
	fmt.Fprintf(out, "| %-36s | %-70s |\n|%s|%s|\n", "Feature", "Why it is left out", strings.Repeat("-", 38), strings.Repeat("-", 72))
	for _, exclusion := range exclusions {
		fmt.Fprintf(out, "| %-36s | %-70s |\n", "`"+exclusion.feature+"`", exclusion.reason)
	}
}
