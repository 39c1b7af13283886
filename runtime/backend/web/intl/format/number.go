package format

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/deskjs/deskjs/runtime/backend/web/intl/cldr"
)

// NumberOptions are the resolved options of a NumberFormat; their names and values are ECMA-402's.
type NumberOptions struct {
	Locale          string // a covered locale
	NumberingSystem string
	Style           string
	Currency        string
	CurrencyDisplay string
	CurrencySign    string
	Unit            string
	UnitDisplay     string
	Notation        string
	CompactDisplay  string
	SignDisplay     string
	UseGrouping     string // "auto", "always", "min2", "false"
	Digits
}

// Digits say how a number is rounded and how many of its digits are shown.
type Digits struct {
	MinimumInteger int
	// MinimumFraction and MaximumFraction are -1 if significant digits alone count, and the other way round.
	MinimumFraction, MaximumFraction       int
	MinimumSignificant, MaximumSignificant int
	// Priority is "auto", "morePrecision" or "lessPrecision".
	Priority     string
	Mode         string
	Increment    int
	TrailingZero string
}

// Number formats numbers. It is never changed: any goroutine may use it.
type Number struct {
	NumberOptions
	data, symbols      *cldr.Section
	system             string // whose symbols and patterns are used
	digits             []rune
	plurals            *cldr.PluralRules
	primary, secondary int
	minimumGrouping    int
	own                []string // the currency's pattern, decimal mark and group mark
	pattern            affixes
}

// affixes are a pattern's: the number's pattern, positive and negative.
type affixes struct {
	prefix, suffix                 string
	negativePrefix, negativeSuffix string
	hasNegative                    bool
}

// NewNumber returns the formatter for options.
func NewNumber(options NumberOptions) *Number {
	locale := cldr.DataLocale(options.Locale)
	f := &Number{NumberOptions: options, data: cldr.Load("numbers", locale), plurals: cldr.Plurals(locale, false), system: "latn"}
	if f.data.Get(options.NumberingSystem+"/symbols/decimal") != "" {
		f.system = options.NumberingSystem
	}
	f.digits, _ = cldr.Digits(options.NumberingSystem)
	if options.Style == "currency" {
		f.symbols = cldr.Load("symbols", locale)
	}
	pattern := f.get("patterns/decimalFormat")
	switch {
	case options.Style == "percent":
		pattern = f.get("patterns/percentFormat")
	case options.Style == "currency" && options.CurrencyDisplay != "name":
		pattern = f.get("patterns/currencyFormat")
		if options.CurrencySign == "accounting" {
			pattern = f.get("patterns/accountingFormat")
		}
	}
	if f.symbols != nil {
		// A currency may have a pattern and marks of its own.
		if f.own = f.symbols.List("own/" + options.Currency); len(f.own) == 3 {
			pattern = f.own[0]
		}
	}
	f.grouping(pattern)
	f.pattern = splitPattern(pattern)
	minimum, _ := strconv.Atoi(f.data.Get("grouping"))
	f.minimumGrouping = max(minimum, 1)
	switch options.UseGrouping {
	case "min2":
		f.minimumGrouping = max(f.minimumGrouping, 2)
	case "always":
		f.minimumGrouping = 1
	case "false":
		f.primary = 0
	}
	return f
}

func (f *Number) get(key string) string {
	if value := f.data.Get(f.system + "/" + key); value != "" {
		return value
	}
	return f.data.Get("latn/" + key)
}

func (f *Number) symbol(name string) string { return f.get("symbols/" + name) }

func (f *Number) grouping(pattern string) {
	body, _, _ := strings.Cut(pattern, ";")
	body, _, _ = strings.Cut(body, ".")
	end := strings.LastIndexAny(body, "0#")
	if end < 0 {
		return
	}
	body = body[:end+1]
	last := strings.LastIndexByte(body, ',')
	if last < 0 {
		return
	}
	f.primary = len(body) - last - 1
	f.secondary = f.primary
	if before := strings.LastIndexByte(body[:last], ','); before >= 0 {
		f.secondary = last - before - 1
	}
}

// splitPattern takes the affixes of "¤#,##0.00;(¤#,##0.00)".
func splitPattern(pattern string) affixes {
	positive, negative, has := cutOutsideQuotes(pattern)
	var a affixes
	a.prefix, a.suffix = splitBody(positive)
	a.hasNegative = has
	if has {
		a.negativePrefix, a.negativeSuffix = splitBody(negative)
	}
	return a
}

func cutOutsideQuotes(pattern string) (before, after string, found bool) {
	quoted := false
	for i := range len(pattern) {
		switch {
		case pattern[i] == '\'':
			quoted = !quoted
		case pattern[i] == ';' && !quoted:
			return pattern[:i], pattern[i+1:], true
		}
	}
	return pattern, "", false
}

func splitBody(pattern string) (prefix, suffix string) {
	quoted := false
	start, end := -1, -1
	for i := range len(pattern) {
		c := pattern[i]
		if c == '\'' {
			quoted = !quoted
		}
		if !quoted && (c == '#' || c == '0' || start >= 0 && (c == ',' || c == '.') && end == i) {
			if start < 0 {
				start = i
			}
			end = i + 1
		}
	}
	if start < 0 {
		return pattern, ""
	}
	return pattern[:start], pattern[end:]
}

// layers is a formatted number taken apart: what is around it from the inside out.
type layers struct {
	sign                     int
	core                     []Part
	innerSuffix              []Part // exponent, or compact where the affix is another's
	middlePrefix             []Part
	middleSuffix             []Part
	outerPrefix, outerSuffix []Part
	plural                   string
}

// Format returns the parts of a number.
func (f *Number) Format(d Decimal) []Part { return f.format(d).parts() }

func (l layers) parts() []Part {
	var out []Part
	for _, parts := range [][]Part{l.outerPrefix, l.middlePrefix, l.core, l.innerSuffix, l.middleSuffix, l.outerSuffix} {
		out = append(out, parts...)
	}
	return merge(out)
}

// Round rounds a number as it will be shown and returns the operands for plural rules.
func (f *Number) Round(d Decimal) (Decimal, cldr.Operands) {
	if f.Style == "percent" {
		d = d.shift(2)
	}
	power, _ := f.exponent(d)
	rounded, integer, fraction := f.Digits.Round(d.shift(-power))
	if f.Notation != "compact" {
		power = 0
	}
	return rounded, cldr.Operands{Integer: integer, Fraction: fraction, Exponent: power}
}

func (f *Number) format(d Decimal) layers {
	if f.Style == "percent" {
		d = d.shift(2)
	}
	power, compact := f.exponent(d)
	rounded, integer, fraction := f.Digits.Round(d.shift(-power))
	l := layers{}
	operands := cldr.Operands{Integer: integer, Fraction: fraction}
	if f.Notation == "compact" {
		operands.Exponent = power
	}
	l.plural = "other"
	if !d.NaN && !d.Infinite {
		l.plural = f.plurals.Select(operands)
	}
	switch {
	case d.NaN:
		l.core = []Part{{Type: "nan", Value: f.symbol("nan")}}
	case d.Infinite:
		l.core = []Part{{Type: "infinity", Value: f.symbol("infinity")}}
	default:
		l.core = f.number(integer, fraction)
	}
	if (f.Notation == "scientific" || f.Notation == "engineering") && !d.NaN && !d.Infinite {
		l.innerSuffix = f.exponentParts(power)
	}
	l.sign = f.sign(rounded)
	pattern, own := f.pattern, ""
	if compact != nil && power != 0 {
		operands.Exponent = 0
		own = compact.form(f.plurals.Select(operands), operands)
	}
	if own != "" {
		if f.Style == "percent" {
			prefix, suffix := splitBody(own)
			l.core = append(compactAffix(prefix), append(l.core, compactAffix(suffix)...)...)
		} else {
			pattern = splitPattern(own)
			if f.Style == "currency" && f.CurrencySign == "accounting" && f.CurrencyDisplay != "name" && f.pattern.hasNegative {
				pattern.hasNegative = true
				pattern.negativePrefix = strings.Replace(f.pattern.negativePrefix, f.pattern.prefix, pattern.prefix, 1)
				pattern.negativeSuffix = pattern.suffix + strings.TrimPrefix(f.pattern.negativeSuffix, f.pattern.suffix)
			}
		}
	}
	f.affix(&l, pattern, own != "" && f.Style != "percent")
	switch {
	case f.Style == "unit":
		f.unit(&l)
	case f.Style == "currency" && f.CurrencyDisplay == "name":
		f.currencyName(&l)
	}
	return l
}

// sign is -1, 0 or 1 for the sign to show.
func (f *Number) sign(rounded Decimal) int {
	zero := rounded.IsZero() || rounded.NaN
	negative := rounded.Negative && !rounded.NaN
	switch f.SignDisplay {
	case "never":
		return 0
	case "always":
		if negative {
			return -1
		}
		return 1
	case "exceptZero":
		if zero {
			return 0
		}
		if negative {
			return -1
		}
		return 1
	case "negative":
		if negative && !zero {
			return -1
		}
		return 0
	}
	if negative {
		return -1
	}
	return 0
}

// affix puts the pattern's prefix and suffix, with the sign, around the number.
func (f *Number) affix(l *layers, pattern affixes, compact bool) {
	prefix, suffix := pattern.prefix, pattern.suffix
	hasMinus := strings.Contains(pattern.negativePrefix+pattern.negativeSuffix, "-")
	switch {
	case pattern.hasNegative && (l.sign < 0 || l.sign > 0 && hasMinus):
		prefix, suffix = pattern.negativePrefix, pattern.negativeSuffix
	case l.sign != 0:
		prefix = "-" + prefix
	}
	l.middlePrefix = f.affixParts(prefix, l.sign, compact)
	l.middleSuffix = f.affixParts(suffix, l.sign, compact)
	f.currencySpacing(l)
}

func (f *Number) affixParts(affix string, sign int, compact bool) []Part {
	var out []Part
	add := func(kind, value string) {
		if n := len(out); n > 0 && out[n-1].Type == kind && kind != "currency" {
			out[n-1].Value += value
			return
		}
		out = append(out, Part{Type: kind, Value: value})
	}
	quoted := false
	for i, r := range affix {
		switch {
		case r == '\'':
			if i+1 < len(affix) && affix[i+1] == '\'' {
				add("literal", "'")
			}
			quoted = !quoted
		case quoted:
			add(textKind(r, compact), string(r))
		case r == '-':
			if sign > 0 {
				add("plusSign", f.symbol("plusSign"))
			} else {
				add("minusSign", f.symbol("minusSign"))
			}
		case r == '+':
			add("plusSign", f.symbol("plusSign"))
		case r == '%':
			add("percentSign", f.symbol("percentSign"))
		case r == '¤':
			if n := len(out); n > 0 && out[n-1].Type == "currency" {
				continue
			}
			add("currency", f.CurrencySymbol())
		default:
			add(textKind(r, compact), string(r))
		}
	}
	if compact {
		out = spacesAsLiterals(out)
	}
	return out
}

func textKind(_ rune, compact bool) string {
	if compact {
		return "compact"
	}
	return "literal"
}

// compactAffix is the text of a compact pattern before or after the number.
func compactAffix(affix string) []Part {
	text := strings.ReplaceAll(affix, "'", "")
	if text == "" {
		return nil
	}
	return spacesAsLiterals([]Part{{Type: "compact", Value: text}})
}

// spacesAsLiterals splits the spaces, and marks of direction, off the ends of compact parts.
func spacesAsLiterals(parts []Part) []Part {
	var out []Part
	for _, part := range parts {
		if part.Type != "compact" {
			out = append(out, part)
			continue
		}
		isOuter := func(r rune) bool { return unicode.IsSpace(r) || r == '\u200F' || r == '\u200E' }
		middle := strings.TrimFunc(part.Value, isOuter)
		if middle == "" {
			out = append(out, Part{Type: "literal", Value: part.Value})
			continue
		}
		i := strings.Index(part.Value, middle)
		out = append(out, literal(part.Value[:i])...)
		out = append(out, Part{Type: "compact", Value: middle})
		out = append(out, literal(part.Value[i+len(middle):])...)
	}
	return out
}

// currencySpacing parts a currency's letters from the digits.
func (f *Number) currencySpacing(l *layers) {
	if f.Style != "currency" || f.CurrencyDisplay == "name" {
		return
	}
	insert := f.symbols.Get("spacing/beforeCurrency/insertBetween")
	needs := func(r rune) bool { return !unicode.IsSymbol(r) && !unicode.Is(unicode.Z, r) }
	if n := len(l.middlePrefix); n > 0 && l.middlePrefix[n-1].Type == "currency" && digitAt(l.core, true) {
		if r, _ := utf8.DecodeLastRuneInString(l.middlePrefix[n-1].Value); needs(r) {
			l.middlePrefix = append(l.middlePrefix, Part{Type: "literal", Value: insert})
		}
	}
	if len(l.middleSuffix) > 0 && l.middleSuffix[0].Type == "currency" && len(l.innerSuffix) == 0 && digitAt(l.core, false) {
		if r, _ := utf8.DecodeRuneInString(l.middleSuffix[0].Value); needs(r) {
			l.middleSuffix = append([]Part{{Type: "literal", Value: insert}}, l.middleSuffix...)
		}
	}
}

func digitAt(parts []Part, first bool) bool {
	if len(parts) == 0 {
		return false
	}
	if first {
		r, _ := utf8.DecodeRuneInString(parts[0].Value)
		return unicode.IsDigit(r)
	}
	r, _ := utf8.DecodeLastRuneInString(parts[len(parts)-1].Value)
	return unicode.IsDigit(r)
}

// number groups and localizes digits.
func (f *Number) number(integer, fraction string) []Part {
	var out []Part
	if len(integer) == 0 && f.MinimumInteger > 0 {
		integer = "0"
	}
	if f.primary > 0 && len(integer) >= f.primary+f.minimumGrouping {
		symbol := f.symbol("group")
		if f.Style == "currency" {
			if own := f.get("symbols/currencyGroup"); own != "" {
				symbol = own
			}
			if len(f.own) == 3 {
				symbol = f.own[2]
			}
		}
		var groups []string
		rest := integer
		for size := f.primary; len(rest) > size; size = f.secondary {
			groups = append(groups, rest[len(rest)-size:])
			rest = rest[:len(rest)-size]
		}
		out = append(out, Part{Type: "integer", Value: f.localize(rest)})
		for i := len(groups) - 1; i >= 0; i-- {
			out = append(out, Part{Type: "group", Value: symbol}, Part{Type: "integer", Value: f.localize(groups[i])})
		}
	} else {
		out = append(out, Part{Type: "integer", Value: f.localize(integer)})
	}
	if fraction != "" {
		symbol := f.symbol("decimal")
		if f.Style == "currency" {
			if own := f.get("symbols/currencyDecimal"); own != "" {
				symbol = own
			}
			if len(f.own) == 3 {
				symbol = f.own[1]
			}
		}
		out = append(out, Part{Type: "decimal", Value: symbol}, Part{Type: "fraction", Value: f.localize(fraction)})
	}
	return out
}

func (f *Number) localize(digits string) string { return localize(digits, f.digits) }

func localize(digits string, with []rune) string {
	if with == nil || with[0] == '0' {
		return digits
	}
	var b strings.Builder
	for i := range len(digits) {
		if c := digits[i]; c >= '0' && c <= '9' {
			b.WriteRune(with[c-'0'])
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// Round returns d rounded, and its digits as they are to be shown.
func (o Digits) Round(d Decimal) (rounded Decimal, integer, fraction string) {
	if d.NaN || d.Infinite {
		return d, "", ""
	}
	significant := func() (Decimal, int) { // and the least magnitude shown
		rounded := d
		if d.Digits != "" {
			rounded = d.round(d.Point-o.MaximumSignificant, 1, o.Mode)
		}
		return rounded, max(rounded.Point, boolInt(rounded.Digits == "")) - o.MinimumSignificant
	}
	places := func() (Decimal, int) { return d.round(-o.MaximumFraction, o.Increment, o.Mode), -o.MinimumFraction }
	var least int
	switch {
	case o.MaximumSignificant <= 0:
		rounded, least = places()
	case o.MaximumFraction < 0:
		rounded, least = significant()
	default:
		bySignificant, leastBySignificant := significant()
		byPlaces, leastByPlaces := places()
		// The one that keeps the smaller magnitude is the more precise.
		point := d.Point
		if d.Digits == "" {
			point = 1
		}
		rounded, least = byPlaces, leastByPlaces
		if (point-o.MaximumSignificant <= -o.MaximumFraction) == (o.Priority == "morePrecision") {
			rounded, least = bySignificant, leastBySignificant
		}
	}
	integer, fraction = rounded.split()
	if len(fraction) < -least {
		fraction += strings.Repeat("0", -least-len(fraction))
	}
	if o.TrailingZero == "stripIfInteger" && strings.Trim(fraction, "0") == "" {
		fraction = ""
	}
	if len(integer) < o.MinimumInteger {
		integer = strings.Repeat("0", o.MinimumInteger-len(integer)) + integer
	}
	return rounded, integer, fraction
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}
