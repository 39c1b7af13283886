// Package electron is the table of what Electron's modules have, and what of it DeskJS has: docs/electron.md shows it, and `deskjs check` looks up what
// an app uses. scripts/electron writes it.
//
// Commands, the bundler and scripts import it; nothing that ships with an app does.
package electron

import (
	_ "embed"
	"strings"
	"sync"
)

// api has the names: a line "# NAME KIND [PARENT]" for each module, class, or object that others lead to, and below it a line for each member, with "()" of a
// method, quotes of an event, and the section that it leads to.
//
//go:embed api.txt
var api string

// table has a line for each name that is different or missing: section, member, status and note, with tabs between.
//
//go:embed table.tsv
var table string

// Notes are a line for each name, or pattern of names, about which there is something to say: "SECTION.MEMBER", the status, the note, with tabs between.
//
//go:embed notes.tsv
var Notes string

// Status is how a name of Electron's is here.
type Status string

// The three of them.
const (
	Same      Status = "same"
	Different Status = "different"
	Missing   Status = "missing"
)

// Section is a module of Electron, a class, or an object that others lead to.
type Section struct {
	Name string
	// Kind is "module", "class" or "object".
	Kind string
	// Parent is the class that it extends, "" if there is none.
	Parent  string
	Members []Member
}

// Member is what a section has.
type Member struct {
	// Name has "()" behind a method's, quotes around an event's and "static " before a static one's.
	Name string
	// Leads is the section of what it returns, or is; "" for none.
	Leads string
	// Status is empty in what API returns.
	Status Status
	// Note says what differs, or why it is missing and what to do instead; it may be empty.
	Note string
}

const staticPrefix = "static "

// API returns all sections without their statuses, in order.
func API() []Section {
	var sections []Section
	for line := range strings.Lines(api) {
		static := strings.HasPrefix(line, staticPrefix)
		fields := strings.Fields(strings.TrimPrefix(line, staticPrefix))
		if len(fields) == 0 {
			continue
		}
		if fields[0] == "#" {
			sections = append(sections, Section{Name: fields[1], Kind: fields[2], Parent: at(fields, 3)})
			continue
		}
		if static {
			fields[0] = staticPrefix + fields[0]
		}
		last := &sections[len(sections)-1]
		last.Members = append(last.Members, Member{Name: fields[0], Leads: at(fields, 1)})
	}
	return sections
}

func at(fields []string, i int) string {
	if i < len(fields) {
		return fields[i]
	}
	return ""
}

// Table returns all sections with what is the same, different and missing of each.
var Table = sync.OnceValue(func() map[string]*Section {
	known := map[string]Member{}
	for line := range strings.Lines(table) {
		fields := strings.SplitN(strings.TrimRight(line, "\n"), "\t", 4)
		if len(fields) == 4 {
			known[fields[0]+"."+fields[1]] = Member{Status: Status(fields[2]), Note: fields[3]}
		}
	}
	sections := map[string]*Section{}
	for _, section := range API() {
		for i := range section.Members {
			member := &section.Members[i]
			member.Status = Same
			if found, ok := known[section.Name+"."+member.Name]; ok {
				member.Status, member.Note = found.Status, found.Note
			}
		}
		sections[section.Name] = &section
	}
	return sections
})

// Gone reports whether all of a section is missing, and why.
func (s *Section) Gone() (why string, gone bool) {
	for _, member := range s.Members {
		if member.Status != Missing {
			return "", false
		}
		why = member.Note
	}
	return why, len(s.Members) > 0
}

// Find returns the member of a section, or of one that it extends, which may be named without "()" and "static ".
func Find(section, name string) (Member, bool) {
	for depth := 0; section != "" && depth < 10; depth++ {
		s := Table()[section]
		if s == nil {
			break
		}
		for _, member := range s.Members {
			if member.Name == name || strings.TrimPrefix(strings.TrimSuffix(member.Name, "()"), staticPrefix) == name {
				return member, true
			}
		}
		section = s.Parent
	}
	return Member{}, false
}
