package compile

import "bytes"

// extractCandidates returns what may be the name of a Tailwind class in a file's text. It may return more: Tailwind itself
// passes over what it doesn't know. As in Tailwind, only whole names count that stand in the text as they are.
func extractCandidates(text []byte, extension string) []string {
	found := map[string]bool{}
	var out []string
	add := func(candidate []byte) {
		if len(candidate) == 0 || len(candidate) > 1000 || found[string(candidate)] {
			return
		}
		found[string(candidate)] = true
		out = append(out, string(candidate))
	}
	dotted := extension == ".pug" || extension == ".jade" || extension == ".haml" || extension == ".slim"
	for at := 0; at < len(text); {
		if !startsCandidate[text[at]] {
			at++
			continue
		}
		end := candidateEnd(text, at)
		if end == at {
			at++
			continue
		}
		candidate := text[at:end]
		add(candidate)
		trimmed := bytes.TrimRight(candidate, ".,:;!?=")
		add(trimmed)
		// class:name={...} of Svelte, class.name of Angular ([class.name]), and object keys.
		for _, prefix := range []string{"class:", "class."} {
			if rest, ok := bytes.CutPrefix(trimmed, []byte(prefix)); ok {
				add(rest)
			}
		}
		if key, _, ok := bytes.Cut(trimmed, []byte(":")); ok { // a key of an object written without a space: {hidden:on}
			add(key)
		}
		if dotted {
			for _, part := range bytes.FieldsFunc(trimmed, func(r rune) bool { return r == '.' || r == '#' || r == '(' }) {
				add(part)
			}
		}
		if bracket := bytes.IndexAny(candidate, "[("); bracket >= 0 {
			end = at + bracket + 1 // what is in brackets may be a list of names: clsx("flex")
		}
		at = end
	}
	return out
}

// startsCandidate are the bytes that a class can begin with; inCandidate those that it goes on with outside brackets.
var startsCandidate, inCandidate [256]bool

func init() {
	for c := 'a'; c <= 'z'; c++ {
		startsCandidate[c], startsCandidate[c-32], inCandidate[c], inCandidate[c-32] = true, true, true, true
	}
	for c := '0'; c <= '9'; c++ {
		startsCandidate[c], inCandidate[c] = true, true
	}
	for _, c := range "-@*![" {
		startsCandidate[c] = true
	}
	for _, c := range "-_:/.%@!*" {
		inCandidate[c] = true
	}
	for c := 0x80; c < 0x100; c++ {
		inCandidate[c] = true
	}
}

// candidateEnd returns where the name that begins at a place ends. Brackets belong to it with all they hold, if that has no
// space: text-[color:var(--x)], bg-(--x), group-has-[a]:flex.
func candidateEnd(text []byte, at int) int {
	for at < len(text) {
		c := text[at]
		switch {
		case inCandidate[c]:
			at++
		case c == '[' || c == '(':
			end := bracketEnd(text, at)
			if end < 0 {
				return at
			}
			at = end
		default:
			return at
		}
	}
	return at
}

// longestBracket is how much the brackets of a name may hold.
const longestBracket = 500

// bracketEnd returns the place behind the bracket that closes the one at a place, -1 if there is none in this name.
func bracketEnd(text []byte, at int) int {
	var open []byte
	var quote byte
	for limit := min(at+longestBracket, len(text)); at < limit; at++ {
		c := text[at]
		switch {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
			return -1
		case c == '\\':
			at++
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '\'' || c == '"' || c == '`':
			quote = c
		case c == '[' || c == '(' || c == '{':
			open = append(open, c)
		case c == ']' || c == ')' || c == '}':
			pair := map[byte]byte{']': '[', ')': '(', '}': '{'}
			if len(open) == 0 || open[len(open)-1] != pair[c] {
				return -1
			}
			if open = open[:len(open)-1]; len(open) == 0 {
				return at + 1
			}
		}
	}
	return -1
}
