// Package regexp is JavaScript's regular expressions as ECMAScript 2025 defines them, with Annex B, over
// strings as a JavaScript engine holds them: ASCII bytes or UTF-16. Package engine
// gives it to goja; nothing else may import it.
//
// A pattern is parsed to a tree (parse.go), compiled to a program (compile.go) and matched by a
// backtracking machine (match.go) with the specification's order of choices. A match that turns back too
// often ends in a LimitError instead of taking for ever.
package regexp

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf16"
	"unsafe"
)

// ErrInterrupted is returned by a match that was told to end.
var ErrInterrupted = errors.New("the match was interrupted")

// LimitError is returned by a match that needs more steps, or if Steps is zero more memory, than it may.
type LimitError struct {
	Source, Flags string
	Steps         int
}

// Code is the error's code in JavaScript.
func (e *LimitError) Code() string { return "ERR_REGEXP_LIMIT" }

func (e *LimitError) Error() string {
	if e.Steps == 0 {
		return fmt.Sprintf("Regular expression /%s/%s needs too much memory for this string: it has too many choices to come back to", e.Source, e.Flags)
	}
	return fmt.Sprintf("Regular expression /%s/%s takes too long for this string: it was given up after %d million steps", e.Source, e.Flags, e.Steps/1_000_000)
}

// SyntaxError is a pattern's early error, worded as V8 does.
type SyntaxError struct{ Source, Flags, Reason string }

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("Invalid regular expression: /%s/%s: %s", e.Source, e.Flags, e.Reason)
}

// Compile returns the program of a pattern, given as code units, and flags, which must be
// valid: each of dgimsuvy at most once, not both u and v. Errors are SyntaxErrors.
func Compile(pattern []uint16, flags string) (*Program, error) {
	return compilePattern(pattern, flags, false)
}

// compilePattern is Compile; plain leaves out what makes matching quicker, for tests to compare with.
func compilePattern(pattern []uint16, flags string, plain bool) (*Program, error) {
	p := &parser{
		pattern:    pattern,
		sets:       strings.Contains(flags, "v"),
		ignoreCase: strings.Contains(flags, "i"),
		multiline:  strings.Contains(flags, "m"),
		dotAll:     strings.Contains(flags, "s"),
	}
	p.unicode = p.sets || strings.Contains(flags, "u")
	source := string(utf16.Decode(pattern))
	tree, err := p.parse()
	if err != nil {
		return nil, &SyntaxError{Source: source, Flags: flags, Reason: err.Error()}
	}
	program := &Program{source: source, flags: flags}
	compile(p, tree, program, plain)
	return program, nil
}

// MatchASCII matches a string of ASCII characters: see MatchUTF16.
func (p *Program) MatchASCII(input string, start int, sticky bool, captures []int, interrupted *uint32) (bool, error) {
	return match(p, unsafe.Slice(unsafe.StringData(input), len(input)), start, sticky, captures, interrupted)
}

// MatchUTF16 looks for the first match that begins at start or, unless sticky is set, after it. It writes where the
// groups begin and end to captures, which must hold two numbers per group; they are -1 for groups
// that took no part. interrupted may be nil; when what it points to becomes other than zero, which
// another goroutine may do atomically, the match ends with ErrInterrupted.
func (p *Program) MatchUTF16(input []uint16, start int, sticky bool, captures []int, interrupted *uint32) (bool, error) {
	return match(p, input, start, sticky, captures, interrupted)
}

func match[T unit](p *Program, input []T, start int, sticky bool, captures []int, interrupted *uint32) (bool, error) {
	if start > len(input) {
		return false, nil
	}
	if p.unicode && insidePair(input, start) {
		start--
	}
	m := newMachine(p, interrupted)
	defer m.free()
	for {
		if !sticky {
			if start = candidateStart(p, input, start); start < 0 {
				return false, nil
			}
		}
		m.reset()
		if run(m, input, 0, start) {
			for i := range min(len(captures), 2*p.groups) {
				captures[i] = int(m.registers[i])
			}
			captures[0] = start
			return true, nil
		}
		if m.err != nil {
			return false, m.err
		}
		m.stack = m.stack[:0]
		if start++; sticky || start > len(input) {
			return false, nil
		}
		if p.unicode && insidePair(input, start) {
			start++
		}
	}
}

// candidateStart returns the first position from start on at which a match may begin, -1 for none.
func candidateStart[T unit](p *Program, input []T, start int) int {
	switch {
	case p.anchored:
		if start > 0 {
			return -1
		}
		return 0
	case p.lines:
		for start > 0 && start <= len(input) && !isTerminator(input[start-1]) {
			start++
		}
		if start > len(input) {
			return -1
		}
		return start
	case len(p.prefix) > 0:
		return findPrefix(p, input, start)
	case p.start != nil:
		for ; start < len(input); start++ {
			if inSet(p.start, input[start]) && !(p.unicode && insidePair(input, start)) {
				return start
			}
		}
		return -1
	}
	return start
}

func findPrefix[T unit](p *Program, input []T, start int) int {
	var size T
	if unsafe.Sizeof(size) == 1 {
		if p.prefixBytes == nil {
			return -1
		}
		text := unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(input))), len(input))
		at := bytes.Index(text[start:], p.prefixBytes)
		if at >= 0 {
			at += start
		}
		return at
	}
	first := p.prefix[0]
	last := len(input) - len(p.prefix)
search:
	for ; start <= last; start++ {
		if uint16(input[start]) != first {
			continue
		}
		for i, c := range p.prefix {
			if uint16(input[start+i]) != c {
				continue search
			}
		}
		return start
	}
	return -1
}
