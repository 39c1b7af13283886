// Command electron writes docs/electron.md's table, and the one that `deskjs check` looks in, from what the runtime really has of Electron's names and
// what notes.tsv says of them.
//
//	go run ./scripts/electron                              writes both
//	go run ./scripts/electron -check                       says whether they are fresh
//	go run ./scripts/electron -declarations electron.d.ts  takes the names from the package "electron" first
//
// Nothing imports this program.
package main

import (
	_ "embed"
	"errors"
	"flag"
	"fmt"
	"os"
	"path"
	"slices"
	"strings"
	"text/template"

	"github.com/deskjs/deskjs/internal/electron"
	"github.com/deskjs/deskjs/internal/versions"
)

const (
	page      = "docs/electron.md"
	tableFile = "internal/electron/table.tsv"
	apiFile   = "internal/electron/api.txt"
)

//go:embed electron.md.tmpl
var layout string

func main() {
	check := flag.Bool("check", false, "say whether what is written is fresh, and write nothing")
	declarations := flag.String("declarations", "", "electron.d.ts, for the names; run again without it afterwards")
	flag.Parse()
	if err := run(*check, *declarations); err != nil {
		fmt.Fprintln(os.Stderr, "electron:", err)
		os.Exit(1)
	}
}

func run(check bool, declarations string) error {
	if declarations != "" {
		source, err := os.ReadFile(declarations)
		if err != nil {
			return err
		}
		text, err := readDeclarations(string(source))
		if err != nil {
			return err
		}
		return os.WriteFile(apiFile, []byte(text), 0o644)
	}
	sections, err := judged()
	if err != nil {
		return err
	}
	text, err := render(sections)
	if err != nil {
		return err
	}
	for name, made := range map[string]string{page: text, tableFile: tableOf(sections)} {
		if !check {
			if err := os.WriteFile(name, []byte(made), 0o644); err != nil {
				return err
			}
			continue
		}
		kept, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if string(kept) != made {
			return errors.New(name + " is not what the runtime has any more: go run ./scripts/electron")
		}
	}
	return nil
}

// note is a line of notes.tsv.
type note struct {
	pattern string
	status  electron.Status
	text    string
}

func readNotes() ([]note, error) {
	var notes []note
	for line := range strings.Lines(electron.Notes) {
		line = strings.TrimRight(line, "\n")
		if line == "" || strings.HasPrefix(line, "//") {
			continue
		}
		fields := strings.Split(line, "\t")
		if len(fields) != 3 || fields[1] != string(electron.Different) && fields[1] != string(electron.Missing) {
			return nil, fmt.Errorf("notes.tsv has a line that is not NAME, different or missing, and a note, with tabs between: %s", line)
		}
		notes = append(notes, note{fields[0], electron.Status(fields[1]), fields[2]})
	}
	return notes, nil
}

// find returns the first note about a name with a status.
func find(notes []note, name string, status electron.Status) (text string, ok bool) {
	for _, n := range notes {
		if matched, err := path.Match(n.pattern, name); err == nil && matched && n.status == status {
			return n.text, true
		}
	}
	return "", false
}

// notYet is why a name is missing that no note is about.
const notYet = "not here yet"

// judged returns the sections with what is the same, different and missing.
func judged() ([]electron.Section, error) {
	sections := electron.API()
	notes, err := readNotes()
	if err != nil {
		return nil, err
	}
	there, err := surface(sections)
	if err != nil {
		return nil, err
	}
	for i := range sections {
		s := &sections[i]
		for k := range s.Members {
			member := &s.Members[k]
			name := s.Name + "." + strings.TrimPrefix(strings.TrimSuffix(member.Name, "()"), "static ")
			member.Status = electron.Same
			if !has(there, sections, s, member.Name) {
				member.Status, member.Note = electron.Missing, notYet
			}
			if text, ok := find(notes, name, electron.Missing); ok && (member.Status == electron.Missing || strings.HasPrefix(text, "always: ")) {
				member.Status, member.Note = electron.Missing, strings.TrimPrefix(text, "always: ")
			}
			if text, ok := find(notes, name, electron.Different); ok && member.Status == electron.Same {
				member.Status, member.Note = electron.Different, text
			}
		}
	}
	return sections, nil
}

// has reports whether a section has a member, by itself or by what it extends.
func has(there map[string]*presence, sections []electron.Section, s *electron.Section, member string) bool {
	if declares(there[s.Name], member) {
		return true
	}
	for i := range sections {
		if sections[i].Name == s.Parent {
			return has(there, sections, &sections[i], member)
		}
	}
	return false
}

// declares reports whether there is a member. Events are what the declarations have.
func declares(p *presence, member string) bool {
	if p == nil || !p.There {
		return false
	}
	list := p.Members
	if event, ok := strings.CutPrefix(member, "'"); ok {
		list, member = p.events, strings.TrimSuffix(event, "'")
	}
	return slices.Contains(list, member) || slices.Contains(p.properties, member)
}

// tableOf is what `deskjs check` looks in: a line for each name that is not the same.
func tableOf(sections []electron.Section) string {
	var b strings.Builder
	for _, s := range sections {
		for _, member := range s.Members {
			if member.Status != electron.Same {
				fmt.Fprintf(&b, "%s\t%s\t%s\t%s\n", s.Name, member.Name, member.Status, member.Note)
			}
		}
	}
	return b.String()
}

// counted is a section for the page.
type counted struct {
	electron.Section
	Same, Different, Missing int
}

func render(sections []electron.Section) (string, error) {
	parsed, err := template.New("page").Funcs(template.FuncMap{"lower": strings.ToLower, "escape": func(text string) string { return strings.ReplaceAll(text, "|", `\|`) }}).Parse(layout)
	if err != nil {
		return "", err
	}
	data := struct {
		Version                       string
		Sections                      []counted
		Same, Different, Missing, All int
	}{Version: versions.Electron}
	for _, s := range sections {
		c := counted{Section: s}
		for _, member := range s.Members {
			switch member.Status {
			case electron.Same:
				c.Same++
			case electron.Different:
				c.Different++
			default:
				c.Missing++
			}
		}
		data.Same, data.Different, data.Missing, data.All = data.Same+c.Same, data.Different+c.Different, data.Missing+c.Missing, data.All+len(s.Members)
		data.Sections = append(data.Sections, c)
	}
	var b strings.Builder
	err = parsed.Execute(&b, data)
	return b.String(), err
}
