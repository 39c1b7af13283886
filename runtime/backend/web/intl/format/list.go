package format

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/deskjs/deskjs/runtime/backend/web/intl/cldr"
)

// List returns the parts of a list of texts; kind is "conjunction", "disjunction" or "unit", style "long",
// "short" or "narrow".
func List(locale, kind, style string, items []string) []Part {
	locale = cldr.DataLocale(locale)
	data := cldr.Load("lists", locale)
	name := map[string]string{"conjunction": "standard", "disjunction": "or", "unit": "unit"}[kind]
	if style != "long" {
		name += "-" + style
	}
	element := func(i int) []Part { return []Part{{Type: "element", Value: items[i]}} }
	switch n := len(items); n {
	case 0:
		return nil
	case 1:
		return element(0)
	case 2:
		return merge(fill(contextual(locale, data.Get(name+"/2"), items[1]), element(0), element(1)))
	default:
		// From the end: start(0, middle(1, ... end(n-2, n-1))).
		out := fill(contextual(locale, data.Get(name+"/end"), items[n-1]), element(n-2), element(n-1))
		for i := n - 3; i > 0; i-- {
			out = fill(data.Get(name+"/middle"), element(i), out)
		}
		return merge(fill(data.Get(name+"/start"), element(0), out))
	}
}

// contextual is what ICU does for languages whose "and" and "or" depend on the next word.
func contextual(locale, pattern, next string) string {
	language, _, _ := strings.Cut(locale, "_")
	lower := strings.ToLower(next)
	switch language {
	case "es":
		switch {
		case strings.Contains(pattern, "{0} y {1}") && (strings.HasPrefix(lower, "i") || strings.HasPrefix(lower, "hi") && !strings.HasPrefix(lower, "hia") && !strings.HasPrefix(lower, "hie")):
			return strings.Replace(pattern, " y ", " e ", 1)
		case strings.Contains(pattern, "{0} o {1}") && (strings.HasPrefix(lower, "o") || strings.HasPrefix(lower, "ho") || strings.HasPrefix(lower, "8") ||
			strings.HasPrefix(lower, "11") && (len(lower) == 2 || lower[2] == ' ')):
			return strings.Replace(pattern, " o ", " u ", 1)
		}
	case "he":
		if r, _ := utf8.DecodeRuneInString(next); next != "" && !unicode.Is(unicode.Hebrew, r) {
			return strings.Replace(pattern, " ו{1}", " ו-{1}", 1)
		}
	}
	return pattern
}
