package format

import (
	"strconv"
	"strings"

	"github.com/deskjs/deskjs/runtime/backend/web/intl/cldr"
)

// compactForms are the patterns of one magnitude by plural form; "=1" is for exactly 1.
type compactForms map[string]string

func (c compactForms) form(plural string, o cldr.Operands) string {
	if exact := c["1"]; exact != "" && o.Integer == "1" && o.Fraction == "" {
		return exact
	}
	if exact := c["0"]; exact != "" && strings.Trim(o.Integer+o.Fraction, "0") == "" {
		return exact
	}
	if form := c[plural]; form != "" {
		return form
	}
	return c["other"]
}

// exponent returns the power of ten that the notation takes out of d, and for the compact one
// the patterns that go with it.
func (f *Number) exponent(d Decimal) (int, compactForms) {
	if f.Notation == "standard" || f.Notation == "" || d.NaN || d.Infinite {
		return 0, nil
	}
	if d.Digits == "" {
		return 0, nil
	}
	magnitude := d.Point - 1
	power, forms := f.exponentFor(magnitude)
	rounded, _, _ := f.Digits.Round(d.shift(-power))
	if rounded.Digits != "" && rounded.Point-1 != magnitude-power {
		power, forms = f.exponentFor(magnitude + 1)
	}
	return power, forms
}

func (f *Number) exponentFor(magnitude int) (int, compactForms) {
	switch f.Notation {
	case "scientific":
		return magnitude, nil
	case "engineering":
		if magnitude >= 0 {
			return magnitude / 3 * 3, nil
		}
		return -((-magnitude + 2) / 3 * 3), nil
	}
	if magnitude < 3 {
		return 0, nil
	}
	kind := "decimalFormat"
	if f.Style == "currency" && f.CurrencyDisplay != "name" {
		kind = "currencyFormat"
	}
	tries := []string{f.system + "/patternsShort/" + kind, "latn/patternsShort/" + kind}
	if f.CompactDisplay == "long" {
		tries = append([]string{f.system + "/patternsLong/" + kind, "latn/patternsLong/" + kind}, tries...)
	}
	for _, prefix := range tries {
		found := false
		f.data.Each(prefix+"/", func(string, string) { found = true })
		if !found {
			continue
		}
		for m := min(magnitude, 14); m >= 3; m-- {
			forms := compactForms{}
			f.data.Each(prefix+"/1"+strings.Repeat("0", m)+"/", func(form, pattern string) { forms[form] = pattern })
			if len(forms) == 0 {
				continue
			}
			positive, _, _ := cutOutsideQuotes(forms["other"])
			zeros := strings.Count(stripQuotes(positive), "0")
			if m < magnitude && m < 14 && zeros == 0 {
				continue
			}
			if stripQuotes(forms["other"]) == "0" || zeros == 0 {
				return 0, nil
			}
			return m - zeros + 1, forms
		}
	}
	return 0, nil
}

func stripQuotes(pattern string) string {
	if !strings.Contains(pattern, "'") {
		return pattern
	}
	var b strings.Builder
	for i, part := range strings.Split(pattern, "'") {
		if i%2 == 0 {
			b.WriteString(part)
		}
	}
	return b.String()
}

func (f *Number) exponentParts(power int) []Part {
	out := []Part{{Type: "exponentSeparator", Value: f.symbol("exponential")}}
	if power < 0 {
		out = append(out, Part{Type: "exponentMinusSign", Value: f.symbol("minusSign")})
		power = -power
	}
	return append(out, Part{Type: "exponentInteger", Value: f.localize(strconv.Itoa(power))})
}
