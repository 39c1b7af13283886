package regexp

type opcode uint8

const (
	opMatch opcode = iota
	opFail
	opChar     // x: a code unit
	opSet      // x: index of a set, asked for a code unit
	opWide     // x: index of a set, asked for a code point
	opCharBack // the same backwards
	opSetBack
	opWideBack
	opLiteral      // x: index of a literal
	opSave         // x: register
	opJump         // x: target
	opSplit        // x: index of a choice of two
	opAlternatives // x: index of a choice of many
	opRepeat       // x: index of a repeat: a set any number of times
	opCount        // x: register, set to zero
	opLoop         // x: index of a loop
	opMark         // x: register, set to the position
	opMoved        // x: register; fails where the position is what it holds
	opForget       // x, y: registers from x to before y are unset
	opTextStart
	opTextEnd
	opLineStart
	opLineEnd
	opBoundary    // x: 1 to negate, y: index of the set of word characters
	opReference   // x: index of a reference
	opLook        // x: where to go on, y: 1 to negate; the assertion's code follows
	opLookMatched // ends the assertion's code
	opPeek        // x: index of a set that the next code unit is of, y: 1 to negate
	opPeekBack    // the same of the last code unit
)

type instruction struct {
	op   opcode
	x, y int32
}

// matchSet is a charSet made quick for small characters.
type matchSet struct {
	low  [256]bool
	high charSet
}

func newMatchSet(set charSet) *matchSet {
	result := &matchSet{high: set}
	for i := 0; i < len(set) && set[i] < 256; i += 2 {
		for c := set[i]; c <= min(set[i+1], 255); c++ {
			result.low[c] = true
		}
	}
	return result
}

func (s *matchSet) has(c rune) bool {
	if c < 256 {
		return s.low[c]
	}
	return s.high.contains(c)
}

// filter says which code units a match may begin with; nil is any, and none at all.
type filter = *matchSet

// choice prefers one target to another. The filters say by the next code unit which
// of them can match at all, so that often nothing needs to be remembered.
type choice struct {
	first, second             int32
	firstFilter, secondFilter filter
}

// branches is a choice among many.
type branches struct {
	targets []int32
	filters []filter
	// byUnit lists, for small code units, the branches that can match.
	byUnit *[129][]int32
}

// repeat is a set any number of times between bounds.
type repeat struct {
	set              *matchSet
	minimum, maximum int32
	wide             bool // code points that may be of two units
	lazy             bool
	possessive       bool // what follows cannot match what the set does
	next             filter
}

// loop is the end of a repetition with a counter.
type loop struct {
	counter          int32
	body, exit       int32
	minimum, maximum int32
	lazy             bool
}

type backreference struct {
	groups     []int
	fold, back bool
}

// Program is a compiled pattern. It may be used on several goroutines at once.
type Program struct {
	source  string
	flags   string
	unicode bool

	code       []instruction
	sets       []*matchSet
	literals   [][]uint16
	choices    []choice
	many       []branches
	repeats    []repeat
	loops      []loop
	references []backreference

	groups    int
	registers int
	names     []string

	prefix      []uint16 // what every match begins with
	prefixBytes []byte   // the same, nil if it is not ASCII
	start       filter   // what a match may begin with
	anchored    bool     // matches begin at the text's start only
	lines       bool     // matches begin at the start of lines only
}

// Groups returns how many groups the pattern has, with the whole match.
func (p *Program) Groups() int { return p.groups }

// GroupNames returns the name of each group, "" for those without; nil if none has one.
func (p *Program) GroupNames() []string { return p.names }
