package format

import (
	"strings"

	"github.com/deskjs/deskjs/runtime/backend/web/intl/cldr"
)

// CurrencySymbol returns how the currency is written.
func (f *Number) CurrencySymbol() string {
	switch f.CurrencyDisplay {
	case "code":
		return f.Currency
	case "narrowSymbol":
		if narrow := f.symbols.Get("n/" + f.Currency); narrow != "" {
			return narrow
		}
	}
	if symbol := f.symbols.Get("s/" + f.Currency); symbol != "" {
		return symbol
	}
	if f.Currency == "XXX" {
		return "¤"
	}
	return f.Currency
}

// currencyName puts the currency's name beside the number.
func (f *Number) currencyName(l *layers) {
	names := cldr.Load("currencies", cldr.DataLocale(f.Locale))
	name := CurrencyName(names, f.Currency, l.plural)
	pattern := f.symbols.Get("units/" + l.plural)
	if pattern == "" {
		pattern = f.symbols.Get("units/other")
	}
	before, after, _ := strings.Cut(pattern, "{0}")
	around := func(text string) []Part { return fill(text, nil, []Part{{Type: "currency", Value: name}}) }
	l.outerPrefix, l.outerSuffix = around(before), around(after)
}

// CurrencyName returns the name of a currency for a number of a plural category, its code if there is none.
func CurrencyName(names *cldr.Section, code, plural string) string {
	for _, key := range []string{"p/" + code + "/" + plural, "p/" + code + "/other", "d/" + code} {
		if name := names.Get(key); name != "" {
			return name
		}
	}
	return code
}

// unit puts the unit around the number.
func (f *Number) unit(l *layers) {
	data := cldr.Load("units", cldr.DataLocale(f.Locale))
	style := f.UnitDisplay
	if style == "" {
		style = "short"
	}
	if f.Unit == "percent" && style != "long" {
		pattern := splitPattern(f.get("patterns/percentFormat"))
		l.outerPrefix, l.outerSuffix = f.unitAffix(pattern.prefix), f.unitAffix(pattern.suffix)
		return
	}
	before, after, numbered := strings.Cut(unitPattern(data, style, f.Unit, l.plural), "{0}")
	if !numbered { // "two days" in one word
		l.core, l.innerSuffix, l.middlePrefix, l.middleSuffix = nil, nil, nil, nil
	}
	l.outerPrefix, l.outerSuffix = unitParts(before), unitParts(after)
}

func (f *Number) unitAffix(affix string) []Part {
	out := f.affixParts(affix, 0, false)
	for i := range out {
		if out[i].Type == "percentSign" {
			out[i].Type = "unit"
		}
	}
	return out
}

func unitParts(text string) []Part {
	middle := strings.TrimFunc(text, isSpace)
	if middle == "" {
		return literal(text)
	}
	i := strings.Index(text, middle)
	out := literal(text[:i])
	out = append(out, Part{Type: "unit", Value: middle})
	return append(out, literal(text[i+len(middle):])...)
}

func unitForm(data *cldr.Section, style, unit, plural string) string {
	if pattern := data.Get(style + "/" + unit + "/" + plural); pattern != "" {
		return pattern
	}
	return data.Get(style + "/" + unit + "/other")
}

// unitPattern returns "{0} km/h" for a unit or a quotient of two.
func unitPattern(data *cldr.Section, style, unit, plural string) string {
	if pattern := unitForm(data, style, unit, plural); pattern != "" {
		return pattern
	}
	numerator, denominator, ok := strings.Cut(unit, "-per-")
	if !ok {
		return "{0} " + unit
	}
	above := unitForm(data, style, numerator, plural)
	if per := data.Get(style + "/" + denominator + "/per"); per != "" {
		return strings.Replace(per, "{0}", above, 1)
	}
	below := strings.TrimFunc(strings.Replace(unitForm(data, style, denominator, "one"), "{0}", "", 1), isSpace)
	pattern := strings.Replace(data.Get(style+"/per"), "{1}", below, 1)
	return strings.Replace(pattern, "{0}", above, 1)
}
