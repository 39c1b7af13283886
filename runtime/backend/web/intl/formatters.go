package intl

import (
	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/web/intl/cldr"
	"github.com/deskjs/deskjs/runtime/backend/web/intl/format"
)

type pluralRules struct {
	locale, kind string
	rules        *cldr.PluralRules
	digits       format.Digits
	numbers      *format.Number
}

func (r *realm) definePluralRules() {
	c := r.class("PluralRules", 0, false, func(arguments []goja.Value) any {
		requested := r.localeList(argument(arguments, 0))
		o := r.options(argument(arguments, 1))
		o.string("localeMatcher", "best fit", "lookup", "best fit")
		p := &pluralRules{kind: o.string("type", "cardinal", "cardinal", "ordinal")}
		p.digits = r.digitOptions(o, 0, 3, false)
		found := resolve(requested, nil, nil, nil)
		p.locale = found.locale
		p.rules = cldr.Plurals(cldr.DataLocale(found.base), p.kind == "ordinal")
		p.numbers = format.NewNumber(format.NumberOptions{
			Locale: found.base, NumberingSystem: "latn", Style: "decimal", Notation: "standard", SignDisplay: "auto", UseGrouping: "auto", Digits: p.digits,
		})
		return p
	})
	selected := func(p *pluralRules, n float64) string {
		d := format.FromFloat(n)
		if d.NaN || d.Infinite {
			return "other"
		}
		_, operands := p.numbers.Round(d)
		return p.rules.Select(operands)
	}
	r.method(c.prototype, "resolvedOptions", 0, func(call goja.FunctionCall) goja.Value {
		p := receiver[*pluralRules](r, call.This, "PluralRules.prototype.resolvedOptions")
		o := r.object("locale", p.locale, "type", p.kind)
		set := func(name string, value any) { r.put(o, name, value) }
		r.setDigits(set, p.digits)
		set("pluralCategories", r.strings(p.rules.Categories()))
		return o
	})
	r.method(c.prototype, "select", 1, func(call goja.FunctionCall) goja.Value {
		p := receiver[*pluralRules](r, call.This, "PluralRules.prototype.select")
		return r.vm.ToValue(selected(p, r.toNumber(call.Argument(0))))
	})
	r.method(c.prototype, "selectRange", 2, func(call goja.FunctionCall) goja.Value {
		p := receiver[*pluralRules](r, call.This, "PluralRules.prototype.selectRange")
		if goja.IsUndefined(call.Argument(0)) || goja.IsUndefined(call.Argument(1)) {
			panic(r.vm.NewTypeError("start or end is undefined"))
		}
		start, end := r.toNumber(call.Argument(0)), r.toNumber(call.Argument(1))
		if start != start || end != end {
			r.throw("RangeError", "Invalid argument")
		}
		a, b := selected(p, start), selected(p, end)
		if start == end {
			return r.vm.ToValue(a)
		}
		return r.vm.ToValue(p.rules.SelectRange(a, b))
	})
}

type relativeTimeFormat struct {
	*format.Relative
	locale, system string
}

var relativeUnits = map[string]string{
	"second": "second", "seconds": "second", "minute": "minute", "minutes": "minute", "hour": "hour", "hours": "hour",
	"day": "day", "days": "day", "week": "week", "weeks": "week", "month": "month", "months": "month",
	"quarter": "quarter", "quarters": "quarter", "year": "year", "years": "year",
}

func (r *realm) defineRelativeTimeFormat() {
	c := r.class("RelativeTimeFormat", 0, false, func(arguments []goja.Value) any {
		requested := r.localeList(argument(arguments, 0))
		o := r.options(argument(arguments, 1))
		o.string("localeMatcher", "best fit", "lookup", "best fit")
		system := o.typed("numberingSystem")
		found := resolve(requested, []string{"nu"}, map[string]string{"nu": system},
			func(locale cldr.Tag, _, value string) (string, bool) { return numberingSystem(locale, value) })
		style := o.string("style", "long", "long", "short", "narrow")
		numeric := o.string("numeric", "always", "always", "auto")
		return &relativeTimeFormat{format.NewRelative(found.base, found.values["nu"], style, numeric), found.locale, found.values["nu"]}
	})
	formatted := func(call goja.FunctionCall, method string) []format.Part {
		f := receiver[*relativeTimeFormat](r, call.This, "RelativeTimeFormat.prototype."+method)
		value := r.toNumber(call.Argument(0))
		name := r.toString(call.Argument(1))
		unit := relativeUnits[name]
		if unit == "" {
			r.throw("RangeError", "Invalid unit argument for %s() '%s'", method, name)
		}
		if value != value || value-value != 0 {
			r.throw("RangeError", "Invalid number value")
		}
		return f.Format(value, unit)
	}
	r.method(c.prototype, "resolvedOptions", 0, func(call goja.FunctionCall) goja.Value {
		f := receiver[*relativeTimeFormat](r, call.This, "RelativeTimeFormat.prototype.resolvedOptions")
		return r.object("locale", f.locale, "style", f.Style, "numeric", f.Numeric, "numberingSystem", f.system)
	})
	r.method(c.prototype, "format", 2, func(call goja.FunctionCall) goja.Value {
		return r.vm.ToValue(format.Text(formatted(call, "format")))
	})
	r.method(c.prototype, "formatToParts", 2, func(call goja.FunctionCall) goja.Value {
		return r.parts(formatted(call, "formatToParts"))
	})
}

type listFormat struct{ locale, base, kind, style string }

func (r *realm) defineListFormat() {
	c := r.class("ListFormat", 0, false, func(arguments []goja.Value) any {
		requested := r.localeList(argument(arguments, 0))
		o := r.strictOptions(argument(arguments, 1))
		o.string("localeMatcher", "best fit", "lookup", "best fit")
		found := resolve(requested, nil, nil, nil)
		l := &listFormat{locale: found.locale, base: found.base}
		l.kind = o.string("type", "conjunction", "conjunction", "disjunction", "unit")
		l.style = o.string("style", "long", "long", "short", "narrow")
		return l
	})
	formatted := func(call goja.FunctionCall, method string) []format.Part {
		l := receiver[*listFormat](r, call.This, "ListFormat.prototype."+method)
		var items []string
		if list := call.Argument(0); !goja.IsUndefined(list) {
			r.vm.ForOf(list, func(item goja.Value) bool {
				if !isString(item) {
					panic(r.vm.NewTypeError("Iterable yielded %s which is not a string", describe(item)))
				}
				items = append(items, item.String())
				return true
			})
		}
		return format.List(l.base, l.kind, l.style, items)
	}
	r.method(c.prototype, "resolvedOptions", 0, func(call goja.FunctionCall) goja.Value {
		l := receiver[*listFormat](r, call.This, "ListFormat.prototype.resolvedOptions")
		return r.object("locale", l.locale, "type", l.kind, "style", l.style)
	})
	r.method(c.prototype, "format", 1, func(call goja.FunctionCall) goja.Value {
		return r.vm.ToValue(format.Text(formatted(call, "format")))
	})
	r.method(c.prototype, "formatToParts", 1, func(call goja.FunctionCall) goja.Value {
		return r.parts(formatted(call, "formatToParts"))
	})
}
