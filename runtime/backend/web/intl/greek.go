package intl

import (
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

const (
	diaeresis = '\u0308'
	// What accents and breathings are, decomposed; vowels lose them.
	greekAccents = "\u0300\u0301\u0302\u0303\u0311\u0342"
	greekOthers  = "\u0304\u0306\u0313\u0314\u0343"
	iotaBelow    = '\u0345'
	greekVowels  = "ΑΕΗΙΟΥΩ"
)

// greekUpper leaves accents out, as Greek capitals do (ICU's GreekUpper). An iota or upsilon after a vowel that loses its
// accent gets a diaeresis, so that the two don't read as a diphthong: "μάιος" is "ΜΑΪΟΣ". The word "ή" keeps its accent.
func greekUpper(s string) string {
	runes := []rune(strings.ToValidUTF8(s, "\uFFFD"))
	upper := cases.Upper(language.Und)
	var out, others strings.Builder
	flush := func() {
		out.WriteString(upper.String(others.String()))
		others.Reset()
	}
	wasAccented := false
	for i := 0; i < len(runes); {
		first := i
		parts := []rune(norm.NFD.String(string(runes[i])))
		vowel := unicode.ToUpper(parts[0])
		i++
		if !strings.ContainsRune(greekVowels, vowel) {
			others.WriteRune(runes[first])
			wasAccented = wasAccented && unicode.Is(unicode.Mn, runes[first])
			continue
		}
		for i < len(runes) && (runes[i] == diaeresis || runes[i] == iotaBelow || strings.ContainsRune(greekAccents+greekOthers, runes[i])) {
			parts = append(parts, runes[i])
			i++
		}
		accented, parted, below := false, false, false
		for _, mark := range parts[1:] {
			accented = accented || strings.ContainsRune(greekAccents, mark)
			parted = parted || mark == diaeresis
			below = below || mark == iotaBelow
		}
		if wasAccented && (vowel == 'Ι' || vowel == 'Υ') {
			parted = true
		}
		alone := (first == 0 || !unicode.IsLetter(runes[first-1])) && (i == len(runes) || !unicode.IsLetter(runes[i]))
		flush()
		switch {
		case vowel == 'Η' && accented && !below && alone:
			out.WriteRune('Ή')
		case parted && vowel == 'Ι':
			out.WriteRune('Ϊ')
		case parted && vowel == 'Υ':
			out.WriteRune('Ϋ')
		default:
			out.WriteRune(vowel)
		}
		if below {
			out.WriteRune('Ι')
		}
		wasAccented = accented
	}
	flush()
	return out.String()
}
