package intl

import (
	"golang.org/x/text/cases"
	"golang.org/x/text/language"
)

// changeCase changes a string's case as a language does that has rules of its own; ok is false for
// all others.
func changeCase(s, tag string, upper bool) (cased string, ok bool) {
	switch tag {
	case "tr", "az", "lt":
	case "el":
		if !upper {
			return "", false
		}
	default:
		return "", false
	}
	if tag == "el" {
		return greekUpper(s), true
	}
	t := language.MustParse(tag)
	if upper {
		return cases.Upper(t).String(s), true
	}
	return cases.Lower(t).String(s), true
}
