package heal

import (
	"encoding/json"
	"os"
	"path/filepath"
)

// Ladder is where an app stands, and what it remembers of the machine.
type Ladder struct {
	machine Machine
	file    string // "" remembers nothing
	rung    Rung
	why     string
	fixed   bool // whoever started the app has chosen
	proved  bool // a page appeared on this rung, and that is remembered
	// remembered is set when the file said where to begin.
	remembered bool
}

// elsewise is why an app stands on a rung that the machine does not begin with.
const elsewise = "pages did not appear in another way before"

// memory is what the file holds.
type memory struct {
	Machine string `json:"machine"`
	Drawing string `json:"drawing"`
	// Tried is set while it is not known yet whether pages appear.
	Tried bool `json:"tried,omitempty"`
}

// Open chooses the rung to begin on: what worked last on the same machine, or what such a machine begins with. The file, which need not be there,
// remembers it.
func Open(machine Machine, environment []string, file string) *Ladder {
	l := &Ladder{machine: machine, file: file}
	if l.fixed = Chosen(environment); l.fixed {
		l.why = "the environment says how to draw"
		return l
	}
	l.rung, l.why = machine.begin()
	known := memory{}
	text, err := os.ReadFile(file)
	if err != nil || json.Unmarshal(text, &known) != nil {
		return l
	}
	remembered, ok := parseRung(known.Drawing)
	if known.Machine != machine.Key() || !ok || remembered > machine.last() {
		_ = os.Remove(file) // of another machine, driver or WebKit
		return l
	}
	if remembered > l.rung {
		l.rung, l.why, l.proved, l.remembered = remembered, elsewise, !known.Tried, true
	}
	return l
}

// Rung is where the app stands.
func (l *Ladder) Rung() Rung { return l.rung }

// Why says in words why the app stands there, "" for the first rung.
func (l *Ladder) Why() string { return l.why }

// Remembered reports whether the app began on a rung that is remembered of the machine.
func (l *Ladder) Remembered() bool { return l.remembered }

// Appeared is told that a page has appeared. It remembers the rung, unless the machine begins on it.
func (l *Ladder) Appeared() error {
	if begin, _ := l.machine.begin(); l.proved || l.fixed || l.rung == begin {
		return nil
	}
	l.proved = true
	return l.remember(false)
}

// Next climbs to the next rung, for pages that don't appear; false if there is none. Restarts tells that it takes a new process of the host: it is
// remembered already, to be tried by that.
func (l *Ladder) Next() (rung Rung, restarts, ok bool, err error) {
	if l.fixed || l.rung >= l.machine.last() {
		return l.rung, false, false, nil
	}
	l.rung++
	l.proved, l.why = false, elsewise
	if l.rung == X11 {
		return l.rung, true, true, l.remember(true)
	}
	return l.rung, false, true, nil
}

func (l *Ladder) remember(tried bool) error {
	if l.file == "" {
		return nil
	}
	text, err := json.MarshalIndent(memory{Machine: l.machine.Key(), Drawing: l.rung.String(), Tried: tried}, "", "  ")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(l.file), 0o700); err != nil {
		return err
	}
	// Whole or not at all: the app may be ended at any time.
	temporary := l.file + ".new"
	if err := os.WriteFile(temporary, append(text, '\n'), 0o600); err != nil {
		return err
	}
	return os.Rename(temporary, l.file)
}
