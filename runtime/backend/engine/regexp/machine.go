package regexp

import (
	"sync"
	"sync/atomic"
)

// unit is what a string consists of: ASCII bytes or UTF-16 code units.
type unit interface{ byte | uint16 }

type frameKind int32

const (
	frameChoice       frameKind = iota // go on at code at, position
	frameRestore                       // register at held position
	frameGreedy                        // a repeat at code at may give back from position down to limit
	frameLazy                          // a repeat at code at may take up to limit more from position on
	frameAlternatives                  // branches at code at may go on with candidate number limit
	frameLoop                          // a lazy loop at code at may go round once more
)

// frame is something to come back to when a match fails.
type frame struct {
	kind     frameKind
	at       int32
	position int32
	limit    int32
}

// The limits of one match. Steps are counted where matching turns back, and for what repeats pass over; the limit
// is a few seconds' worth. Frames take 16 bytes. Tests lower the first two.
var (
	stepLimit  = 200_000_000
	frameLimit = 8_000_000
)

// pollEvery is how many steps pass between looks at whether the match is to end.
const pollEvery = 1 << 14

// machine is the state of one match.
type machine struct {
	program     *Program
	registers   []int32
	stack       []frame
	steps       int // until the next poll
	taken       int // in polls
	interrupted *uint32
	err         error
}

var machines = sync.Pool{New: func() any { return new(machine) }}

func newMachine(p *Program, interrupted *uint32) *machine {
	m := machines.Get().(*machine)
	m.program, m.interrupted, m.err = p, interrupted, nil
	m.steps, m.taken = pollEvery, 0
	m.stack = m.stack[:0]
	if cap(m.registers) < p.registers {
		m.registers = make([]int32, p.registers+8)
	}
	m.registers = m.registers[:p.registers]
	return m
}

func (m *machine) free() {
	m.program, m.interrupted = nil, nil
	if cap(m.stack) > 1<<16 {
		m.stack = nil
	}
	machines.Put(m)
}

func (m *machine) reset() {
	for i := range m.registers {
		m.registers[i] = -1
	}
}

// poll is called when the steps until then are used up; it says whether to go on.
func (m *machine) poll() bool {
	m.taken += pollEvery - m.steps
	m.steps = pollEvery
	if m.taken > stepLimit {
		m.err = &LimitError{Source: m.program.source, Flags: m.program.flags, Steps: m.taken}
		return false
	}
	if m.interrupted != nil && atomic.LoadUint32(m.interrupted) != 0 {
		m.err = ErrInterrupted
		return false
	}
	return true
}

func (m *machine) overflow() {
	m.err = &LimitError{Source: m.program.source, Flags: m.program.flags}
}

func inSet[T unit](s *matchSet, c T) bool {
	if uint16(c) < 256 {
		return s.low[uint8(c)]
	}
	return s.high.contains(rune(c))
}

func isTerminator[T unit](c T) bool {
	return c == '\n' || c == '\r' || uint16(c) == 0x2028 || uint16(c) == 0x2029
}

func isLead(c uint16) bool  { return c&0xFC00 == 0xD800 }
func isTrail(c uint16) bool { return c&0xFC00 == 0xDC00 }

// pointAt returns the code point at a position before the end.
func pointAt[T unit](input []T, position int) (rune, int) {
	c := uint16(input[position])
	if isLead(c) && position+1 < len(input) {
		if trail := uint16(input[position+1]); isTrail(trail) {
			return (rune(c)-0xD800)<<10 + rune(trail) - 0xDC00 + 0x10000, 2
		}
	}
	return rune(c), 1
}

// pointBefore returns the code point that ends at a position after the start.
func pointBefore[T unit](input []T, position int) (rune, int) {
	c := uint16(input[position-1])
	if isTrail(c) && position > 1 {
		if lead := uint16(input[position-2]); isLead(lead) {
			return (rune(lead)-0xD800)<<10 + rune(c) - 0xDC00 + 0x10000, 2
		}
	}
	return rune(c), 1
}

// insidePair says that a position is between the two halves of a character.
func insidePair[T unit](input []T, position int) bool {
	return position > 0 && position < len(input) && isTrail(uint16(input[position])) && isLead(uint16(input[position-1]))
}
