package intl

import (
	"slices"
	"strings"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/web/intl/cldr"
	"github.com/deskjs/deskjs/runtime/backend/web/intl/format"
)

// numberFormat is what an Intl.NumberFormat is inside.
type numberFormat struct {
	*format.Number
	locale string // as shown
	bound  *goja.Object
}

func (r *realm) defineNumberFormat() {
	c := r.class("NumberFormat", 0, true, func(arguments []goja.Value) any {
		return r.newNumberFormat(argument(arguments, 0), argument(arguments, 1))
	})
	this := func(call goja.FunctionCall, method string) *numberFormat {
		return receiver[*numberFormat](r, r.unwrap(call.This, c), "NumberFormat.prototype."+method)
	}
	r.method(c.prototype, "resolvedOptions", 0, func(call goja.FunctionCall) goja.Value {
		return r.numberOptions(this(call, "resolvedOptions"))
	})
	r.method(c.prototype, "formatToParts", 1, func(call goja.FunctionCall) goja.Value {
		f := receiver[*numberFormat](r, call.This, "NumberFormat.prototype.formatToParts")
		return r.parts(f.Format(r.decimal(call.Argument(0))))
	})
	r.getter(c.prototype, "format", func(call goja.FunctionCall) goja.Value {
		f := this(call, "format")
		if f.bound == nil {
			f.bound = r.function("", 1, func(call goja.FunctionCall) goja.Value {
				return r.vm.ToValue(format.Text(f.Format(r.decimal(call.Argument(0)))))
			})
		}
		return f.bound
	})
	r.method(c.prototype, "formatRange", 2, func(call goja.FunctionCall) goja.Value {
		f := receiver[*numberFormat](r, call.This, "NumberFormat.prototype.formatRange")
		return r.vm.ToValue(format.Text(r.numberRange(f, call)))
	})
	r.method(c.prototype, "formatRangeToParts", 2, func(call goja.FunctionCall) goja.Value {
		f := receiver[*numberFormat](r, call.This, "NumberFormat.prototype.formatRangeToParts")
		return r.parts(r.numberRange(f, call))
	})
}

func argument(arguments []goja.Value, i int) goja.Value {
	if i < len(arguments) {
		return arguments[i]
	}
	return goja.Undefined()
}

func (r *realm) numberRange(f *numberFormat, call goja.FunctionCall) []format.Part {
	if goja.IsUndefined(call.Argument(0)) || goja.IsUndefined(call.Argument(1)) {
		panic(r.vm.NewTypeError("start and end must not be undefined"))
	}
	start, end := r.decimal(call.Argument(0)), r.decimal(call.Argument(1))
	if start.NaN || end.NaN {
		r.throw("RangeError", "Invalid argument")
	}
	return f.FormatRange(start, end)
}

// parts makes an array of {type, value} objects.
func (r *realm) parts(parts []format.Part) goja.Value {
	list := make([]any, len(parts))
	for i, part := range parts {
		var source, unit any
		if part.Source != "" {
			source = part.Source
		}
		if part.Unit != "" {
			unit = part.Unit
		}
		list[i] = r.object("type", part.Type, "value", part.Value, "source", source, "unit", unit)
	}
	return r.vm.NewArray(list...)
}

// newNumberFormat is InitializeNumberFormat.
func (r *realm) newNumberFormat(locales, given goja.Value) *numberFormat {
	requested := r.localeList(locales)
	o := r.options(given)
	o.string("localeMatcher", "best fit", "lookup", "best fit")
	system := o.typed("numberingSystem")
	found := resolve(requested, []string{"nu"}, map[string]string{"nu": system},
		func(locale cldr.Tag, _, value string) (string, bool) { return numberingSystem(locale, value) })
	n := format.NumberOptions{Locale: found.base, NumberingSystem: found.values["nu"]}
	n.Style = o.string("style", "decimal", "decimal", "percent", "currency", "unit")
	currency := o.get("currency")
	if !goja.IsUndefined(currency) {
		n.Currency = r.toString(currency)
	}
	switch {
	case !goja.IsUndefined(currency) && (len(n.Currency) != 3 || !isLetters(n.Currency)):
		r.throw("RangeError", "Invalid currency code : %s", n.Currency)
	case n.Currency == "" && n.Style == "currency":
		panic(r.vm.NewTypeError("Currency code is required with currency style."))
	}
	n.Currency = strings.ToUpper(n.Currency)
	n.CurrencyDisplay = o.string("currencyDisplay", "symbol", "code", "symbol", "narrowSymbol", "name")
	n.CurrencySign = o.string("currencySign", "standard", "standard", "accounting")
	n.Unit = o.string("unit", "")
	switch {
	case n.Unit != "" && !isUnit(n.Unit):
		r.throw("RangeError", "Invalid unit argument for Intl.NumberFormat() '%s'", n.Unit)
	case n.Unit == "" && n.Style == "unit":
		panic(r.vm.NewTypeError("Unit is required with unit style."))
	}
	n.UnitDisplay = o.string("unitDisplay", "short", "short", "narrow", "long")
	if n.Style != "currency" {
		n.Currency = ""
	}
	if n.Style != "unit" {
		n.Unit = ""
	}
	n.Notation = o.string("notation", "standard", "standard", "scientific", "engineering", "compact")
	minimum, maximum := 0, 3
	switch {
	case n.Style == "currency" && n.Notation == "standard":
		minimum = cldr.CurrencyDigits(n.Currency)
		maximum = minimum
	case n.Style == "currency", n.Style == "percent":
		maximum = 0
	}
	if n.Style == "currency" && n.Notation != "standard" {
		minimum, maximum = 0, 0
		if n.Notation != "compact" {
			minimum = cldr.CurrencyDigits(n.Currency)
			maximum = minimum
		}
	}
	n.Digits = r.digitOptions(o, minimum, maximum, n.Notation == "compact")
	n.CompactDisplay = o.string("compactDisplay", "short", "short", "long")
	n.UseGrouping = useGrouping(o, n.Notation == "compact")
	n.SignDisplay = o.string("signDisplay", "auto", "auto", "never", "always", "exceptZero", "negative")
	return &numberFormat{Number: format.NewNumber(n), locale: found.locale}
}

func isLetters(s string) bool {
	for i := range len(s) {
		if c := s[i] | 0x20; c < 'a' || c > 'z' {
			return false
		}
	}
	return true
}

// isUnit is IsWellFormedUnitIdentifier.
func isUnit(unit string) bool {
	if cldr.IsSupported("unit", unit) {
		return true
	}
	numerator, denominator, ok := strings.Cut(unit, "-per-")
	return ok && cldr.IsSupported("unit", numerator) && cldr.IsSupported("unit", denominator)
}

func useGrouping(o options, compact bool) string {
	fallback := "auto"
	if compact {
		fallback = "min2"
	}
	value := o.get("useGrouping")
	switch {
	case goja.IsUndefined(value):
		return fallback
	case value.StrictEquals(o.r.vm.ToValue(true)):
		return "always"
	case !value.ToBoolean():
		return "false"
	}
	text := o.r.toString(value)
	switch text {
	case "true", "false":
		return fallback
	case "min2", "auto", "always":
		return text
	}
	o.r.throw("RangeError", "Value %s out of range for Intl.NumberFormat options property useGrouping", text)
	return ""
}

var increments = []int{1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 2500, 5000}

// digitOptions is SetNumberFormatDigitOptions.
func (r *realm) digitOptions(o options, minimum, maximum int, compact bool) format.Digits {
	d := format.Digits{MinimumFraction: -1, MaximumFraction: -1}
	d.MinimumInteger = o.number("minimumIntegerDigits", 1, 21, 1)
	lowFraction, highFraction := o.get("minimumFractionDigits"), o.get("maximumFractionDigits")
	lowSignificant, highSignificant := o.get("minimumSignificantDigits"), o.get("maximumSignificantDigits")
	d.Increment = o.number("roundingIncrement", 1, 5000, 1)
	if !slices.Contains(increments, d.Increment) {
		r.throw("RangeError", "roundingIncrement value is out of range.")
	}
	d.Mode = o.string("roundingMode", "halfExpand", "ceil", "floor", "expand", "trunc", "halfCeil", "halfFloor", "halfExpand", "halfTrunc", "halfEven")
	d.Priority = o.string("roundingPriority", "auto", "auto", "morePrecision", "lessPrecision")
	d.TrailingZero = o.string("trailingZeroDisplay", "auto", "auto", "stripIfInteger")
	if d.Increment != 1 {
		maximum = minimum
	}
	hasSignificant := !goja.IsUndefined(lowSignificant) || !goja.IsUndefined(highSignificant)
	hasFraction := !goja.IsUndefined(lowFraction) || !goja.IsUndefined(highFraction)
	needSignificant, needFraction := true, true
	if d.Priority == "auto" {
		needSignificant = hasSignificant
		needFraction = !needSignificant && (hasFraction || !compact)
	}
	if needSignificant {
		d.MinimumSignificant = r.defaultNumber(lowSignificant, "minimumSignificantDigits", 1, 21, 1)
		d.MaximumSignificant = r.defaultNumber(highSignificant, "maximumSignificantDigits", d.MinimumSignificant, 21, 21)
	}
	if needFraction {
		if hasFraction {
			low := r.defaultNumber(lowFraction, "minimumFractionDigits", 0, 100, -1)
			high := r.defaultNumber(highFraction, "maximumFractionDigits", 0, 100, -1)
			switch {
			case low < 0:
				low = min(minimum, high)
			case high < 0:
				high = max(maximum, low)
			case low > high:
				r.throw("RangeError", "maximumFractionDigits value is out of range.")
			}
			d.MinimumFraction, d.MaximumFraction = low, high
		} else {
			d.MinimumFraction, d.MaximumFraction = minimum, maximum
		}
	}
	if !needSignificant && !needFraction {
		// Compact numbers show two digits, or all of the integer.
		d.MinimumFraction, d.MaximumFraction = 0, 0
		d.MinimumSignificant, d.MaximumSignificant = 1, 2
		d.Priority = "morePrecision"
	}
	if d.Increment != 1 {
		if needSignificant || d.Priority != "auto" {
			panic(r.vm.NewTypeError("roundingIncrement value is invalid."))
		}
		if d.MaximumFraction != d.MinimumFraction {
			r.throw("RangeError", "roundingIncrement value is out of range.")
		}
	}
	return d
}

// numberOptions is what resolvedOptions returns, in the order of Node.
func (r *realm) numberOptions(f *numberFormat) goja.Value {
	o := r.object("locale", f.locale, "numberingSystem", f.NumberingSystem, "style", f.Style)
	set := func(name string, value any) { r.put(o, name, value) }
	switch f.Style {
	case "currency":
		set("currency", f.Currency)
		set("currencyDisplay", f.CurrencyDisplay)
		set("currencySign", f.CurrencySign)
	case "unit":
		set("unit", f.Unit)
		set("unitDisplay", f.UnitDisplay)
	}
	r.setDigits(set, f.Digits)
	if f.UseGrouping == "false" {
		set("useGrouping", false)
	} else {
		set("useGrouping", f.UseGrouping)
	}
	set("notation", f.Notation)
	if f.Notation == "compact" {
		set("compactDisplay", f.CompactDisplay)
	}
	set("signDisplay", f.SignDisplay)
	r.setRounding(set, f.Digits)
	return o
}

func (r *realm) setDigits(set func(string, any), d format.Digits) {
	set("minimumIntegerDigits", d.MinimumInteger)
	if d.MaximumFraction >= 0 {
		set("minimumFractionDigits", d.MinimumFraction)
		set("maximumFractionDigits", d.MaximumFraction)
	}
	if d.MaximumSignificant > 0 {
		set("minimumSignificantDigits", d.MinimumSignificant)
		set("maximumSignificantDigits", d.MaximumSignificant)
	}
}

func (r *realm) setRounding(set func(string, any), d format.Digits) {
	set("roundingMode", d.Mode)
	set("roundingIncrement", d.Increment)
	set("trailingZeroDisplay", d.TrailingZero)
	set("roundingPriority", d.Priority)
}
