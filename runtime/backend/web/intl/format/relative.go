package format

import (
	"strings"

	"github.com/deskjs/deskjs/runtime/backend/web/intl/cldr"
)

// Relative formats relative times.
type Relative struct {
	Locale, Style, Numeric string
	Numbers                *Number
	data                   *cldr.Section
	plurals                *cldr.PluralRules
}

// NewRelative returns a formatter; style and numeric are ECMA-402's options.
func NewRelative(locale, system, style, numeric string) *Relative {
	name := cldr.DataLocale(locale)
	return &Relative{
		Locale: locale, Style: style, Numeric: numeric,
		Numbers: NewNumber(NumberOptions{
			Locale: locale, NumberingSystem: system, Style: "decimal", Notation: "standard", SignDisplay: "auto", UseGrouping: "auto",
			Digits: Digits{MinimumInteger: 1, MaximumFraction: 3, Mode: "halfExpand", Increment: 1, Priority: "auto"},
		}),
		data: cldr.Load("relative", name), plurals: cldr.Plurals(name, false),
	}
}

// Format returns the parts of value units from now; unit is singular.
func (f *Relative) Format(value float64, unit string) []Part {
	field := unit
	if f.Style != "long" {
		field += "-" + f.Style
	}
	if f.Numeric == "auto" && (value == -2 || value == -1 || value == 0 || value == 1 || value == 2) {
		key := itoa(int(value))
		if text := f.data.Get(field + "/" + key); text != "" {
			return literal(text)
		}
	}
	d := FromFloat(value)
	direction := "future"
	if d.Negative {
		direction, d.Negative = "past", false
	}
	_, operands := f.Numbers.Round(d)
	plural := f.plurals.Select(operands)
	pattern := f.data.Get(field + "/" + direction + "/" + plural)
	if pattern == "" {
		pattern = f.data.Get(field + "/" + direction + "/other")
	}
	number := f.Numbers.Format(d)
	for i := range number {
		number[i].Unit = unit
	}
	return merge(fill(strings.TrimSpace(pattern), number))
}
