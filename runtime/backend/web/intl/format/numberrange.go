package format

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// FormatRange returns the parts of a range; neither end may be NaN.
func (f *Number) FormatRange(start, end Decimal) []Part {
	a, b := f.format(start), f.format(end)
	if Text(a.parts()) == Text(b.parts()) {
		return f.approximately(start)
	}
	same := func(x, y []Part) bool { return slices.Equal(x, y) }
	collapseOuter := same(a.outerPrefix, b.outerPrefix) && same(a.outerSuffix, b.outerSuffix) ||
		len(a.outerPrefix)+len(a.outerSuffix) > 0 && f.Style != "decimal" && f.Style != "percent"
	collapseMiddle := collapseOuter && same(a.middlePrefix, b.middlePrefix) && same(a.middleSuffix, b.middleSuffix)
	if collapseMiddle && utf8.RuneCountInString(Text(a.middlePrefix)+Text(a.middleSuffix)) <= 1 {
		collapseMiddle = false
	}
	has := func(l layers) bool {
		return len(l.innerSuffix) > 0 || !collapseMiddle && len(l.middlePrefix)+len(l.middleSuffix) > 0 ||
			!collapseOuter && len(l.outerPrefix)+len(l.outerSuffix) > 0
	}
	pattern := f.get("miscPatterns/range")
	before, rest, _ := strings.Cut(pattern, "{0}")
	between, after, _ := strings.Cut(rest, "{1}")
	if has(a) || has(b) {
		if !strings.HasPrefix(between, " ") {
			between = " " + between
		}
		if !strings.HasSuffix(between, " ") {
			between += " "
		}
	}
	var out []Part
	add := func(source string, lists ...[]Part) {
		for _, list := range lists {
			out = append(out, withSource(slices.Clone(list), source)...)
		}
	}
	if collapseOuter {
		// The unit's plural form is that of the range.
		outer := layers{plural: f.plurals.SelectRange(a.plural, b.plural)}
		switch {
		case f.Style == "unit":
			f.unit(&outer)
		case f.Style == "currency" && f.CurrencyDisplay == "name":
			f.currencyName(&outer)
		}
		b.outerPrefix, b.outerSuffix = outer.outerPrefix, outer.outerSuffix
		add("shared", b.outerPrefix)
	}
	add("shared", literal(before))
	if collapseMiddle {
		add("shared", a.middlePrefix)
	}
	one := func(source string, l layers) {
		if !collapseOuter {
			add(source, l.outerPrefix)
		}
		if !collapseMiddle {
			add(source, l.middlePrefix)
		}
		add(source, l.core, l.innerSuffix)
		if !collapseMiddle {
			add(source, l.middleSuffix)
		}
		if !collapseOuter {
			add(source, l.outerSuffix)
		}
	}
	one("startRange", a)
	add("shared", literal(between))
	one("endRange", b)
	if collapseMiddle {
		add("shared", a.middleSuffix)
	}
	add("shared", literal(after))
	if collapseOuter {
		add("shared", b.outerSuffix)
	}
	return merge(out)
}

// approximately formats a range whose ends look the same.
func (f *Number) approximately(d Decimal) []Part {
	l := f.format(d)
	sign := Part{Type: "approximatelySign", Value: f.symbol("approximatelySign")}
	at := slices.IndexFunc(l.middlePrefix, func(p Part) bool { return p.Type == "minusSign" || p.Type == "plusSign" })
	if at < 0 {
		at = 0
	}
	l.middlePrefix = slices.Insert(slices.Clone(l.middlePrefix), at, sign)
	return withSource(l.parts(), "shared")
}
