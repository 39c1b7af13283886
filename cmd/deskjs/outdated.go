package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"unicode/utf8"

	"github.com/deskjs/deskjs/bundler/npm/tree"
)

func outdatedVerb() *verb {
	return &verb{
		name:    "outdated",
		usage:   "[DIR]",
		summary: "List dependencies of which there are newer versions",
		details: `
Wanted is the newest version that package.json allows, which deskjs add NAME
installs; Latest is what deskjs add NAME@latest would depend on. The exit code
is 1 if there are any, as npm's is.`,
		flags: append(append([]flag{}, resolveFlags[1:]...), jsonFlag("each package's versions, by name, as npm has them")),
		examples: []example{
			{"deskjs outdated", "in the app's folder"},
			{"deskjs outdated app --json", "for a script"},
		},
		maxArguments: 1,
		run:          runOutdated,
	}
}

// outdatedPackage is what --json says of one, in npm's words.
type outdatedPackage struct {
	Current   string `json:"current,omitempty"`
	Wanted    string `json:"wanted"`
	Latest    string `json:"latest"`
	Dependent string `json:"dependent"`
	Location  string `json:"location,omitempty"`
}

func runOutdated(env *environment, call *call) error {
	options, client, err := treeOptions(call, call.argument(0, "."))
	if err != nil {
		return err
	}
	defer client.Close()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	found, err := tree.FindOutdated(ctx, client, options)
	if errors.Is(err, context.Canceled) {
		return exitStatus(codeInterrupted)
	}
	if err != nil {
		return err
	}
	if env.json {
		packages := map[string][]outdatedPackage{}
		for _, p := range found {
			packages[p.Name] = append(packages[p.Name], outdatedPackage{p.Current, p.Wanted, p.Latest, p.Dependent, p.Location})
		}
		writeJSON(env, struct {
			OK       bool                         `json:"ok"`
			Outdated map[string][]outdatedPackage `json:"outdated"`
		}{len(found) == 0, packages})
	} else if len(found) > 0 {
		rows := [][]string{{"Package", "Current", "Wanted", "Latest", "Location", "Depended by"}}
		root, err := filepath.Abs(options.Dir)
		if err != nil {
			return err
		}
		for _, p := range found {
			location := "-"
			if name, err := filepath.Rel(root, p.Location); err == nil && p.Location != "" {
				location = filepath.ToSlash(name)
			}
			rows = append(rows, []string{p.Name, cmp.Or(p.Current, "MISSING"), cmp.Or(p.Wanted, "-"), cmp.Or(p.Latest, "-"), location, p.Dependent})
		}
		fmt.Fprint(env.out, table(rows))
	}
	if len(found) > 0 {
		return exitStatus(codeFailure)
	}
	return nil
}

// table lays rows out in columns, those of versions to the right.
func table(rows [][]string) string {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	var b strings.Builder
	for _, row := range rows {
		var line strings.Builder
		for i, cell := range row {
			space := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell))
			if i >= 1 && i <= 3 {
				line.WriteString(space + cell + "  ")
			} else {
				line.WriteString(cell + space + "  ")
			}
		}
		b.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
	return b.String()
}
