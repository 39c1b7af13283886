package url

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// domainToASCII is the URL Standard's "domain to ASCII" (UTS #46, non-transitional,
// not strict). Its mapping is made of NFKC and lower-casing instead of UTS #46's own
// table: they differ in a few hundred rare characters.
func domainToASCII(domain string) (string, bool) {
	if isASCII(domain) && !strings.Contains(domain, "xn--") {
		domain = strings.ToLower(domain)
		if !strings.Contains(domain, "xn--") {
			return domain, true
		}
	}
	if strings.ContainsFunc(domain, hidesDot) {
		return "", false
	}
	labels := strings.Split(mapDomain(domain), ".")
	for i, label := range labels {
		if encoded, ok := strings.CutPrefix(label, "xn--"); ok {
			decoded, ok := decodePunycode(encoded)
			// A label that need not be encoded, or whose text is not mapped, is none.
			if !ok || isASCII(decoded) || mapDomain(decoded) != decoded || !validLabel(decoded) {
				return "", false
			}
			continue
		}
		if isASCII(label) {
			continue
		}
		if !validLabel(label) {
			return "", false
		}
		encoded, ok := encodePunycode(label)
		if !ok {
			return "", false
		}
		labels[i] = "xn--" + encoded
	}
	return strings.Join(labels, "."), true
}

// domainToUnicode decodes the labels that are punycode.
func domainToUnicode(domain string) string {
	labels := strings.Split(domain, ".")
	for i, label := range labels {
		if encoded, ok := strings.CutPrefix(label, "xn--"); ok {
			if decoded, ok := decodePunycode(encoded); ok {
				labels[i] = decoded
			}
		}
	}
	return strings.Join(labels, ".")
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// mapDomain is UTS #46's processing up to the check of the labels.
func mapDomain(domain string) string {
	domain = strings.Map(func(r rune) rune {
		if ignored(r) {
			return -1
		}
		return mapRune(r)
	}, domain)
	// Lower-casing can need composing again, and composing can need lower-casing.
	domain = strings.Map(lower, norm.NFKC.String(domain))
	return norm.NFC.String(strings.Map(lower, norm.NFKC.String(domain)))
}

// hidesDot is whether a character that is no full stop would become one: "…", "⒈".
func hidesDot(r rune) bool { return r >= 0x2024 && r <= 0x2026 || r >= 0x2488 && r <= 0x249B }

func mapRune(r rune) rune {
	switch r {
	case '。', '．', '｡':
		return '.'
	case 'ẞ':
		return 'ß'
	}
	return lower(r)
}

// lower is simple lower-casing, but for characters whose mapping keeps them apart.
func lower(r rune) rune {
	if r == 'ẞ' {
		return 'ß'
	}
	return unicode.ToLower(r)
}

// ignored characters vanish: the default-ignorable ones that are not refused.
func ignored(r rune) bool {
	switch {
	case r == 0xAD, r == 0x34F, r == 0x200B, r == 0x2060, r == 0x2064, r == 0xFEFF,
		r >= 0x180B && r <= 0x180F, r >= 0x206A && r <= 0x206F, r >= 0xFE00 && r <= 0xFE0F, r >= 0xE0100 && r <= 0xE01EF:
		return true
	}
	return false
}

// validLabel checks a label of a domain that is not ASCII (UTS #46, validity criteria).
func validLabel(label string) bool {
	first, _ := utf8.DecodeRuneInString(label)
	if unicode.Is(unicode.M, first) || !norm.NFC.IsNormalString(label) {
		return false
	}
	runes := []rune(label)
	for i, r := range runes {
		switch {
		case r == 0x200C || r == 0x200D:
			if !validJoiner(runes, i) {
				return false
			}
		case r == utf8.RuneError, !allowed(r):
			return false
		}
	}
	return validBidi(runes)
}

// allowed is whether a character that is not mapped away may be in a domain.
func allowed(r rune) bool {
	if r < utf8.RuneSelf {
		// A dot here was punycode's.
		return r != '.'
	}
	switch {
	case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Cs, unicode.Co, unicode.Zs, unicode.Zl, unicode.Zp):
		return false
	case r >= 0x2FF0 && r <= 0x2FFB, r >= 0xFFF0 && r <= 0xFFFF:
		return false
	}
	return unicode.IsGraphic(r)
}

// validJoiner is CONTEXTJ: a joiner follows a virama; the zero-width non-joiner may also
// stand between letters that join.
func validJoiner(runes []rune, i int) bool {
	if i > 0 && norm.NFC.PropertiesString(string(runes[i-1])).CCC() == 9 {
		return true
	}
	return runes[i] == 0x200C && i > 0 && i+1 < len(runes) && joins(runes[i-1]) && joins(runes[i+1])
}

// joins is whether a letter is of a script whose letters join.
func joins(r rune) bool {
	return unicode.In(r, unicode.Arabic, unicode.Syriac, unicode.Mongolian, unicode.Nko, unicode.Mandaic, unicode.Manichaean)
}

// validBidi refuses the commonest breach of the Bidi rule: a label with letters that are written
// from right to left begins with one, and has none written from left to right.
func validBidi(runes []rune) bool {
	rtl := false
	for _, r := range runes {
		rtl = rtl || rightToLeft(r)
	}
	if !rtl {
		return true
	}
	if !rightToLeft(runes[0]) {
		return false
	}
	for _, r := range runes {
		if unicode.IsLetter(r) && !rightToLeft(r) {
			return false
		}
	}
	return true
}

func rightToLeft(r rune) bool {
	return !unicode.Is(unicode.M, r) && !unicode.IsDigit(r) && (r >= 0x590 && r <= 0x8FF || r >= 0xFB1D && r <= 0xFDFF || r >= 0xFE70 && r <= 0xFEFF ||
		r >= 0x10800 && r <= 0x10FFF || r >= 0x1E800 && r <= 0x1EFFF)
}
