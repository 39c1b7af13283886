// Package format turns numbers, dates, lists and names into text as Intl's formatters do, from plain Go
// values and the data of package cldr. It knows nothing of JavaScript; package intl uses it.
package format

import (
	"strconv"
	"strings"
)

// Part is a piece of formatted text and what it is ("integer", "literal").
type Part struct {
	Type, Value string
	// Source is which end of a range the part belongs to: "startRange", "endRange" or "shared".
	Source string
	// Unit is the unit of a relative time that a number's part belongs to.
	Unit string
}

// Text joins the values of parts.
func Text(parts []Part) string {
	if len(parts) == 1 {
		return parts[0].Value
	}
	var b strings.Builder
	for _, part := range parts {
		b.WriteString(part.Value)
	}
	return b.String()
}

func literal(text string) []Part {
	if text == "" {
		return nil
	}
	return []Part{{Type: "literal", Value: text}}
}

// merge joins neighbouring literals.
func merge(parts []Part) []Part {
	out := parts[:0:0]
	for _, part := range parts {
		if part.Value == "" {
			continue
		}
		if n := len(out); n > 0 && part.Type == "literal" && out[n-1].Type == "literal" && out[n-1].Source == part.Source {
			out[n-1].Value += part.Value
			continue
		}
		out = append(out, part)
	}
	return out
}

// fill replaces {0} and {1} in a pattern; what is between is literal.
func fill(pattern string, values ...[]Part) []Part {
	var out []Part
	for pattern != "" {
		i := strings.IndexByte(pattern, '{')
		if i < 0 || i+2 >= len(pattern) || pattern[i+2] != '}' {
			return append(out, literal(pattern)...)
		}
		out = append(out, literal(pattern[:i])...)
		if n := int(pattern[i+1] - '0'); n >= 0 && n < len(values) {
			out = append(out, values[n]...)
		}
		pattern = pattern[i+3:]
	}
	return out
}

func withSource(parts []Part, source string) []Part {
	for i := range parts {
		if parts[i].Source == "" {
			parts[i].Source = source
		}
	}
	return parts
}

func itoa(n int) string { return strconv.Itoa(n) }
