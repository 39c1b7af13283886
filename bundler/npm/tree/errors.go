package tree

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/deskjs/deskjs/bundler/npm/packument"
	"github.com/deskjs/deskjs/internal/diag"
)

// manifestError is about something in a package.json.
func manifestError(file, format string, values ...any) error {
	return diag.New(diag.Message{File: file, Text: fmt.Sprintf(format, values...)})
}

func overrideError(e *edge, reference string) error {
	return manifestError(e.from.b.file, "overrides has $%s for %s, but the project does not depend on %s itself", reference, e.name, reference)
}

// refusal is what is not done, and what can be done in its place.
type refusal struct{ text, hint string }

func (r *refusal) Error() string { return r.text }

// missingFolder is the error of a dependency on a folder that is not there.
func missingFolder(e *edge, dir string) error {
	return fmt.Errorf("there is no package in %s, which %q means", dir, e.spec())
}

// loadError is a package that can't be had, and who asked for it.
type loadError struct {
	err   error
	edge  *edge
	asked bool // by the author, on the command line
}

func (l *loadError) Unwrap() error { return l.err }

func (l *loadError) Error() string { return diag.New(l.message()).Error() }

// located is the error with its message for the author.
func (l *loadError) located() error {
	if located, is := errors.AsType[*diag.Error](l.err); is {
		return located
	}
	return &LoadError{diag.New(l.message()), l.err}
}

// LoadError is a package that can't be had.
type LoadError struct {
	message *diag.Error
	cause   error
}

func (l *LoadError) Error() string { return l.message.Error() }

// Unwrap gives the message for the author, and the cause.
func (l *LoadError) Unwrap() []error { return []error{l.message, l.cause} }

// message tells the author what can't be had, who wants it and what may have been meant.
func (l *loadError) message() diag.Message {
	m := diag.Message{Text: fmt.Sprintf("%s can't be installed: %v", l.edge.name, l.err)}
	if refused, is := errors.AsType[*refusal](l.err); is {
		m.Hint = refused.hint
	}
	if none, is := errors.AsType[*packument.NoVersionError](l.err); is {
		m.Text = fmt.Sprintf("%s has no version %s", none.Name, none.Wanted)
		if len(none.Near) > 0 {
			m.Notes = append(m.Notes, "there are "+strings.Join(none.Near, ", "))
		}
		var tags []string
		for tag := range none.Tags {
			tags = append(tags, tag)
		}
		slices.Sort(tags)
		if near := diag.Nearest(none.Wanted, tags); near != "" {
			m.Hint = fmt.Sprintf("did you mean %s@%s?", none.Name, near)
		} else if none.Tag && len(tags) > 0 {
			m.Hint = "its tags are " + strings.Join(tags, ", ")
		}
	}
	if none, is := errors.AsType[*packument.NotFoundError](l.err); is {
		m.Text = none.Error()
		if near := diag.Nearest(none.Name, wellKnown); near != "" && near != none.Name {
			m.Hint = fmt.Sprintf("did you mean %s? If it is private, .npmrc has to name its registry and a token", near)
		} else {
			m.Hint = "look at the spelling; if it is private, .npmrc has to name its registry and a token"
		}
	}
	if l.asked {
		return m
	}
	b := l.edge.from.b
	if from := l.edge.from; from.source != nil {
		m = b.because(m, from.source, l.edge)
	} else {
		m = b.because(m, from, l.edge)
	}
	return m
}

// because adds to a message who wants what it is about: the project's line, or the way from the project to the package that does.
func (b *builder) because(m diag.Message, from *node, e *edge) diag.Message {
	if from == b.root || from.isWorkspace() && from.path != "" {
		file := filepath.Join(native(from.realpath), ManifestName)
		if data, err := readFile(file); err == nil {
			if at := keyOffset(data, e.name); at >= 0 {
				m.File = b.shown(file)
				m = diag.At(m, data, at)
				m.Length = len(e.name) + 2
			}
		}
		return m
	}
	m.Notes = append(m.Notes, fmt.Sprintf("%s asks for %s@%s", from.chain(), e.name, e.raw))
	return m
}

// keyOffset is where a package.json names a dependency, -1 if it does not.
func keyOffset(data []byte, name string) int {
	text := string(data)
	at := strings.Index(text, `ependencies"`)
	if at < 0 {
		return -1
	}
	if i := strings.Index(text[at:], `"`+name+`"`); i >= 0 {
		return at + i
	}
	return -1
}

// shown is a file's name in messages: relative to the project.
func (b *builder) shown(file string) string {
	if name, err := filepath.Rel(native(b.dir), file); err == nil {
		return filepath.ToSlash(name)
	}
	return file
}

// label is a package's name and version.
func (n *node) label() string {
	if n.isProjectRoot() || n.source != nil {
		return "the project"
	}
	if v := n.version(); v != "" {
		return n.name + "@" + v
	}
	return n.name
}

// chain is the shortest way from the project to the node: "vite@7.0.0 < the project".
func (n *node) chain() string {
	var way []string
	seen := map[*node]bool{}
	for at := n; at != nil && !seen[at]; {
		seen[at] = true
		if at.source != nil {
			at = at.source
			continue
		}
		way = append(way, at.label())
		if at.isProjectRoot() {
			break
		}
		var next *node
		for _, e := range at.edgesIn {
			if e.from != nil && (next == nil || e.from.isProjectRoot()) {
				next = e.from
			}
		}
		at = next
	}
	return strings.Join(way, ", for ")
}

// asks is what an edge wants, for a line of a message.
func (e *edge) asks() string {
	who := e.from
	if who.source != nil {
		who = who.source
	}
	kind := ""
	switch e.kind {
	case peerEdge:
		kind = " as a peer"
	case peerOptionalEdge:
		kind = " as an optional peer"
	case devEdge:
		kind = " for development"
	}
	return fmt.Sprintf("%s wants %s@%s%s", who.label(), e.name, e.spec(), kind)
}

const peerHint = "choose versions that fit together; deskjs install --legacy-peer-deps (legacy-peer-deps=true in .npmrc) leaves peers out of account, as npm 6 did"

// peerConflict is the error of two peers of one set that can't be together.
func (b *builder) peerConflict(e, parentEdge *edge) error {
	m := diag.Message{Text: fmt.Sprintf("the packages don't fit together: %s", e.asks()), Hint: peerHint}
	if current := e.from.resolve(e.name); current != nil {
		m.Notes = append(m.Notes, "there would be "+current.label())
		for _, in := range current.edgesIn {
			if in.valid() && in.from != nil {
				m.Notes = append(m.Notes, in.asks())
			}
		}
	}
	if parentEdge != nil && parentEdge.from != nil {
		if line := parentEdge.asks(); !slices.Contains(m.Notes, line) {
			m.Notes = append(m.Notes, line)
		}
	}
	m.Notes = append(m.Notes, b.wantedBy(e.from)...)
	return b.located(m, e)
}

// wantedBy says who wants a package that has a peer.
func (b *builder) wantedBy(n *node) []string {
	var notes []string
	for _, in := range n.edgesIn {
		if in.from != nil && len(notes) < 3 {
			notes = append(notes, in.asks())
		}
	}
	return notes
}

// located puts a message at the line of package.json that leads to an edge.
func (b *builder) located(m diag.Message, e *edge) error {
	name := e.name
	for _, in := range e.from.edgesIn {
		if in.from != nil && (in.from.isProjectRoot() || in.from.source == b.root) {
			name = in.name
		}
	}
	if data, err := readFile(filepath.Join(native(b.dir), ManifestName)); err == nil {
		if at := keyOffset(data, name); at >= 0 {
			m.File = ManifestName
			m = diag.At(m, data, at)
			m.Length = len(name) + 2
		}
	}
	return &ConflictError{diag.New(m)}
}

// ConflictError is a tree that can't be: two packages want peers that exclude each other. npm calls it ERESOLVE.
type ConflictError struct{ message *diag.Error }

func (c *ConflictError) Error() string { return c.message.Error() }

// Unwrap gives the message for the author.
func (c *ConflictError) Unwrap() error { return c.message }

// conflictError is the error of a package for which there is no place.
func (p *placement) conflictError() error {
	top := p.topmost()
	m := diag.Message{Text: fmt.Sprintf("there is no place for %s@%s: the packages don't fit together", top.dep.name, top.dep.version()), Hint: peerHint}
	m.Notes = append(m.Notes, top.edge.asks())
	note := func(line string) {
		if !slices.Contains(m.Notes, line) {
			m.Notes = append(m.Notes, line)
		}
	}
	current := top.edge.from.resolve(top.edge.name)
	if top.checkSelf != nil && top.checkSelf.self != conflict {
		if conflicts := top.checkSelf.conflicts(); len(conflicts) > 0 {
			first := conflicts[0]
			note(first.edge.asks())
			if first.current != nil {
				current = first.current
			}
		}
	}
	if current != nil {
		note("there is " + current.label())
		for _, in := range current.edgesIn {
			if in.valid() && len(m.Notes) < 8 {
				note(in.asks())
			}
		}
	}
	return p.b.located(m, top.edge)
}
