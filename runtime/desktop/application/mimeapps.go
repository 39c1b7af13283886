package application

import (
	"slices"
	"strings"
)

// mimeApps is a file mimeapps.list, which says what opens what; what is not ours in it stays as it is.
type mimeApps struct{ lines []string }

const (
	defaultApplications = "[Default Applications]"
	addedAssociations   = "[Added Associations]"
)

func parseMimeApps(text string) *mimeApps {
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	if text == "" {
		lines = nil
	}
	return &mimeApps{lines}
}

func (m *mimeApps) String() string { return strings.Join(m.lines, "\n") + "\n" }

// find returns where a group's line about a type is, -1 if there is none, and the group's end, -1 if there is no such group.
func (m *mimeApps) find(group, kind string) (line, end int) {
	line, end = -1, -1
	within := false
	for i, text := range m.lines {
		text = strings.TrimSpace(text)
		if strings.HasPrefix(text, "[") {
			within = text == group
		}
		if !within {
			continue
		}
		if text != "" {
			end = i + 1
		}
		if key, _, found := strings.Cut(text, "="); found && strings.EqualFold(strings.TrimSpace(key), kind) {
			line = i
		}
	}
	return line, end
}

// get returns the desktop files that a group lists for a type.
func (m *mimeApps) get(group, kind string) []string {
	line, _ := m.find(group, kind)
	if line < 0 {
		return nil
	}
	_, value, _ := strings.Cut(m.lines[line], "=")
	return slices.DeleteFunc(strings.Split(strings.TrimSpace(value), ";"), func(name string) bool { return strings.TrimSpace(name) == "" })
}

func (m *mimeApps) set(group, kind string, files []string) {
	line, end := m.find(group, kind)
	if len(files) == 0 {
		if line >= 0 {
			m.lines = slices.Delete(m.lines, line, line+1)
		}
		return
	}
	text := kind + "=" + strings.Join(files, ";") + ";"
	switch {
	case line >= 0:
		m.lines[line] = text
	case end >= 0:
		m.lines = slices.Insert(m.lines, end, text)
	default:
		if len(m.lines) > 0 {
			m.lines = append(m.lines, "")
		}
		m.lines = append(m.lines, group, text)
	}
}

// prefer makes file the first of those that open a type.
func (m *mimeApps) prefer(kind, file string) {
	for _, group := range []string{defaultApplications, addedAssociations} {
		others := slices.DeleteFunc(m.get(group, kind), func(name string) bool { return name == file })
		m.set(group, kind, append([]string{file}, others...))
	}
}

// forget takes file out.
func (m *mimeApps) forget(kind, file string) {
	for _, group := range []string{defaultApplications, addedAssociations} {
		m.set(group, kind, slices.DeleteFunc(m.get(group, kind), func(name string) bool { return name == file }))
	}
}
