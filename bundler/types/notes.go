package types

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/deskjs/deskjs/internal/diag"
)

// notes gathers what is not checked, each reason once.
type notes struct {
	dir  string
	seen map[string]int // into list
	list []diag.Message
}

// maxNotes is how many are told.
const maxNotes = 200

func newNotes(dir string) *notes { return &notes{dir: dir, seen: map[string]int{}} }

// add notes that what is at path in a function's arguments is not checked.
func (n *notes) add(function, path string, at place, why *reason) {
	inner := at
	if why.file != nil && !why.file.foreign && why.end >= why.start {
		inner = place{why.file, why.start, why.end}
	}
	if inner.file == nil {
		return
	}
	key := fmt.Sprint(inner.file.path, ":", inner.start, ":", why.text)
	if i, known := n.seen[key]; known {
		if m := &n.list[i]; !strings.HasPrefix(m.Text, quoted(path)+" of "+function+" ") && !strings.Contains(m.Text, " of "+function+" ") {
			also := "so is " + quoted(path) + " of " + function
			if len(m.Notes) < 4 && !slices.ContainsFunc(m.Notes, func(note string) bool { return strings.HasSuffix(note, " of "+function) }) {
				m.Notes = append(m.Notes, also)
			}
		}
		return
	}
	if len(n.list) >= maxNotes {
		return
	}
	m := diag.Message{
		Severity: diag.SeverityWarning, File: n.shown(inner.file), Hint: why.hint,
		Text: fmt.Sprintf("%s of %s is not checked: %s", quoted(path), function, why.text),
	}
	m = diag.At(m, []byte(inner.file.source), inner.start)
	m.Length = max(0, min(inner.end-inner.start, len(m.LineText)-m.Column+1))
	if why.file != nil && why.file.foreign {
		foreign := diag.At(diag.Message{}, []byte(why.file.source), why.start)
		m.Notes = append(m.Notes, fmt.Sprintf("that type is at %s:%d:%d", n.shown(why.file), foreign.Line, foreign.Column))
	}
	n.seen[key] = len(n.list)
	n.list = append(n.list, m)
}

// quoted is a path for a message: of a long one the beginning and the end.
func quoted(path string) string {
	if runes := []rune(path); len(runes) > 60 {
		path = string(runes[:40]) + "..." + string(runes[len(runes)-15:])
	}
	return "`" + path + "`"
}

// shown is a file's path as the author knows it.
func (n *notes) shown(f *file) string {
	if relative, err := filepath.Rel(n.dir, f.path); err == nil && filepath.IsLocal(relative) {
		return filepath.ToSlash(relative)
	}
	return filepath.ToSlash(f.path)
}

// sorted returns them in the order of the files.
func (n *notes) sorted() []diag.Message {
	slices.SortStableFunc(n.list, func(a, b diag.Message) int {
		return cmp.Or(cmp.Compare(a.File, b.File), a.Line-b.Line, a.Column-b.Column)
	})
	return n.list
}
