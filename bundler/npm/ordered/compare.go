package ordered

import (
	"strings"
	"unicode"
)

// punctuation is the order of what is neither digit nor letter in the collation of English, the one in which npm sorts names.
const punctuation = " _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$"

// weight is where a character stands in that collation, upper and lower case alike.
func weight(r rune) int {
	if i := strings.IndexRune(punctuation, r); i >= 0 {
		return i + 1
	}
	return 1000 + int(unicode.ToLower(r))
}

// Compare compares two names as JavaScript's localeCompare of English does: by characters, then lower case before upper case.
func Compare(a, b string) int {
	if a == b {
		return 0
	}
	left, right := []rune(a), []rune(b)
	for i := range min(len(left), len(right)) {
		if difference := weight(left[i]) - weight(right[i]); difference != 0 {
			return difference
		}
	}
	if difference := len(left) - len(right); difference != 0 {
		return difference
	}
	for i := range left {
		if left[i] != right[i] {
			if unicode.IsLower(left[i]) {
				return -1
			}
			return 1
		}
	}
	return 0
}
