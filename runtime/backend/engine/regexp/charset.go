package regexp

import "slices"

const maxRune = 0x10FFFF

// charSet is a set of code points (or, without u and v, of code units): pairs of first and
// last members, sorted, neither overlapping nor touching.
type charSet []rune

// singleSet returns the set of one character.
func singleSet(c rune) charSet { return charSet{c, c} }

// allSet is every code point.
func allSet() charSet { return charSet{0, maxRune} }

// add appends the range from first to last; normal must be called before the set is used.
func (s charSet) add(first, last rune) charSet { return append(s, first, last) }

// normal sorts a set that ranges were added to in any order.
func (s charSet) normal() charSet {
	sorted := true
	for i := 2; i < len(s); i += 2 {
		if s[i] <= s[i-1]+1 {
			sorted = false
			break
		}
	}
	if sorted {
		return s
	}
	type span struct{ first, last rune }
	spans := make([]span, 0, len(s)/2)
	for i := 0; i < len(s); i += 2 {
		spans = append(spans, span{s[i], s[i+1]})
	}
	slices.SortFunc(spans, func(a, b span) int { return int(a.first - b.first) })
	result := make(charSet, 0, len(s))
	for _, next := range spans {
		if n := len(result); n > 0 && next.first <= result[n-1]+1 {
			result[n-1] = max(result[n-1], next.last)
		} else {
			result = append(result, next.first, next.last)
		}
	}
	return result
}

func (s charSet) contains(c rune) bool {
	low, high := 0, len(s)/2
	for low < high {
		middle := (low + high) / 2
		switch {
		case c < s[2*middle]:
			high = middle
		case c > s[2*middle+1]:
			low = middle + 1
		default:
			return true
		}
	}
	return false
}

func (s charSet) union(other charSet) charSet {
	if len(s) == 0 {
		return other
	}
	if len(other) == 0 {
		return s
	}
	return slices.Concat(s, other).normal()
}

func (s charSet) invert() charSet {
	result := make(charSet, 0, len(s)+2)
	next := rune(0)
	for i := 0; i < len(s); i += 2 {
		if s[i] > next {
			result = append(result, next, s[i]-1)
		}
		next = s[i+1] + 1
	}
	if next <= maxRune {
		result = append(result, next, maxRune)
	}
	return result
}

func (s charSet) intersect(other charSet) charSet {
	var result charSet
	for i, j := 0, 0; i < len(s) && j < len(other); {
		first, last := max(s[i], other[j]), min(s[i+1], other[j+1])
		if first <= last {
			result = append(result, first, last)
		}
		if s[i+1] < other[j+1] {
			i += 2
		} else {
			j += 2
		}
	}
	return result
}

func (s charSet) subtract(other charSet) charSet { return s.intersect(other.invert()) }

// disjoint says that no character is in both.
func (s charSet) disjoint(other charSet) bool {
	for i, j := 0, 0; i < len(s) && j < len(other); {
		if max(s[i], other[j]) <= min(s[i+1], other[j+1]) {
			return false
		}
		if s[i+1] < other[j+1] {
			i += 2
		} else {
			j += 2
		}
	}
	return true
}

// single returns the set's only member.
func (s charSet) single() (rune, bool) {
	if len(s) == 2 && s[0] == s[1] {
		return s[0], true
	}
	return 0, false
}

// The sets that the specification names.
var (
	digitSet      = charSet{'0', '9'}
	wordSet       = charSet{'0', '9', 'A', 'Z', '_', '_', 'a', 'z'}
	spaceSet      = charSet{'\t', '\r', ' ', ' ', 0xA0, 0xA0, 0x1680, 0x1680, 0x2000, 0x200A, 0x2028, 0x2029, 0x202F, 0x202F, 0x205F, 0x205F, 0x3000, 0x3000, 0xFEFF, 0xFEFF}
	terminatorSet = charSet{'\n', '\n', '\r', '\r', 0x2028, 0x2029}
	// foldedWordSet is what \w stands for with both i and u: characters that fold into it are of it.
	foldedWordSet = charSet{'0', '9', 'A', 'Z', '_', '_', 'a', 'z', 0x17F, 0x17F, 0x212A, 0x212A}
)
