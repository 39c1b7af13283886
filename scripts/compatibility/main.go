// Command compatibility writes docs/compatibility.md from what the tests and tables of
// the repository say: the results that scripts/test262 left, the features that are known to be
// missing, the names that Node's modules export, the patches of goja.
//
//	go run ./scripts/compatibility          writes the page
//	go run ./scripts/compatibility -check   says whether it is fresh
//
// Nothing imports this program.
package main

import (
	_ "embed"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/template"

	"github.com/deskjs/deskjs/runtime/backend/web/intl"
)

const page = "docs/compatibility.md"

//go:embed compatibility.md.tmpl
var layout string

func main() {
	check := flag.Bool("check", false, "say whether the page is fresh, and write nothing")
	flag.Parse()
	if err := run(*check); err != nil {
		fmt.Fprintln(os.Stderr, "compatibility:", err)
		os.Exit(1)
	}
}

func run(check bool) error {
	text, err := render()
	if err != nil {
		return err
	}
	if !check {
		return os.WriteFile(page, text, 0o644)
	}
	kept, err := os.ReadFile(page)
	if err != nil {
		return err
	}
	if string(kept) != string(text) {
		return errors.New(page + " is not what the tests say any more: go run ./scripts/compatibility")
	}
	return nil
}

func render() ([]byte, error) {
	parsed, err := template.New("page").Funcs(template.FuncMap{
		"file":       file,
		"table":      table,
		"section":    section,
		"languages":  languages,
		"apis":       apis,
		"exclusions": exclusions,
		"packages":   packages,
		"patches":    patches,
	}).Parse(layout)
	if err != nil {
		return nil, err
	}
	var b strings.Builder
	if err := parsed.Execute(&b, nil); err != nil {
		return nil, err
	}
	return []byte(b.String()), nil
}

// file returns the text of a file of the repository, without the line break at its end.
func file(name string) (string, error) {
	data, err := os.ReadFile(name)
	return strings.TrimSpace(string(data)), err
}

// table returns the lines of a file, each a name and a reason with a tab between them, as a table.
func table(name, left, right string) (string, error) {
	text, err := file(name)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	fmt.Fprintf(&b, "| %s | %s |\n|---|---|", left, right)
	for line := range strings.SplitSeq(text, "\n") {
		what, reason, found := strings.Cut(line, "\t")
		if !found {
			return "", fmt.Errorf("%s has a line without a tab: %s", name, line)
		}
		fmt.Fprintf(&b, "\n| %s | %s |", what, reason)
	}
	return b.String(), nil
}

// section returns the text of a Markdown file below its title, its headings one level down.
func section(name string) (string, error) {
	text, err := file(name)
	if err != nil {
		return "", err
	}
	_, body, _ := strings.Cut(text, "\n")
	return strings.TrimSpace(strings.ReplaceAll(body, "\n## ", "\n### ")), nil
}

// languages returns the languages, and scripts of them, that Intl has data for.
func languages() string {
	var found []string
	for _, locale := range intl.Locales() {
		parts := strings.Split(locale, "-")
		if len(parts) > 1 && len(parts[1]) == len("Latn") {
			parts[0] += "-" + parts[1]
		}
		found = append(found, parts[0])
	}
	slices.Sort(found)
	return strings.Join(slices.Compact(found), ", ")
}

// patches returns the first line of each patch, as a list.
func patches() (string, error) {
	files, err := filepath.Glob("patches/goja/*.patch")
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for _, name := range files {
		text, err := file(name)
		if err != nil {
			return "", err
		}
		subject, _, _ := strings.Cut(text, "\n")
		fmt.Fprintf(&b, "- %s\n", subject)
	}
	return strings.TrimSpace(b.String()), nil
}

// exclusions returns what of Node's tests does not apply, as a table.
func exclusions() (string, error) {
	text, err := file("scripts/conformance/exclusions.tsv")
	if err != nil {
		return "", err
	}
	var b strings.Builder
	b.WriteString("| Files | Why |\n|---|---|")
	for line := range strings.SplitSeq(text, "\n") {
		fields := strings.Split(line, "\t")
		if len(fields) != 3 {
			return "", fmt.Errorf("scripts/conformance/exclusions.tsv has a line without two tabs: %s", line)
		}
		fmt.Fprintf(&b, "\n| %s `%s` | %s |", fields[0], strings.ReplaceAll(fields[1], "|", "\\|"), fields[2])
	}
	return b.String(), nil
}

// packages returns what programs that use packages of npm print, as a table.
func packages() (string, error) {
	text, err := file("scripts/packages/results.tsv")
	if err != nil {
		return "", err
	}
	var b strings.Builder
	b.WriteString("| Program | Version | From `node_modules` | Bundled |\n|---|---|---|---|")
	for line := range strings.SplitSeq(text, "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Split(line, "\t")
		if len(fields) != 4 {
			return "", fmt.Errorf("scripts/packages/results.tsv has a line that is not of four fields: %s", line)
		}
		fmt.Fprintf(&b, "\n| %s |", strings.Join(fields, " | "))
	}
	return b.String(), nil
}
