package intl

import (
	"slices"
	"strings"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/web/intl/cldr"
)

// localeObject is what an Intl.Locale is inside.
type localeObject struct{ tag cldr.Tag }

func (r *realm) defineLocale() {
	c := r.class("Locale", 1, false, func(arguments []goja.Value) any {
		return &localeObject{r.newLocale(argument(arguments, 0), argument(arguments, 1))}
	})
	this := func(call goja.FunctionCall, name string) *localeObject {
		return receiver[*localeObject](r, call.This, "Locale.prototype."+name)
	}
	r.method(c.prototype, "toString", 0, func(call goja.FunctionCall) goja.Value {
		return r.vm.ToValue(this(call, "toString").tag.String())
	})
	r.method(c.prototype, "maximize", 0, func(call goja.FunctionCall) goja.Value {
		return r.create(c, &localeObject{this(call, "maximize").tag.Maximize()})
	})
	r.method(c.prototype, "minimize", 0, func(call goja.FunctionCall) goja.Value {
		return r.create(c, &localeObject{this(call, "minimize").tag.Minimize()})
	})
	property := func(name string, get func(t cldr.Tag) any) {
		r.getter(c.prototype, name, func(call goja.FunctionCall) goja.Value {
			value := get(this(call, name).tag)
			if value == nil || value == "" {
				return goja.Undefined()
			}
			return r.vm.ToValue(value)
		})
	}
	// info is a property of Node 20 and the method that ECMA-402 has made of it since.
	info := func(name string, get func(t cldr.Tag) any) {
		property(name, get)
		method := "get" + strings.ToUpper(name[:1]) + name[1:]
		r.method(c.prototype, method, 0, func(call goja.FunctionCall) goja.Value {
			value := get(this(call, method).tag)
			if value == nil {
				return goja.Undefined()
			}
			return r.vm.ToValue(value)
		})
	}
	property("language", func(t cldr.Tag) any { return t.Language })
	property("script", func(t cldr.Tag) any { return t.Script })
	property("region", func(t cldr.Tag) any { return t.Region })
	property("baseName", func(t cldr.Tag) any { return t.BaseName() })
	for _, p := range []struct{ name, key string }{
		{"calendar", "ca"}, {"caseFirst", "kf"}, {"collation", "co"}, {"hourCycle", "hc"}, {"numeric", "kn"}, {"numberingSystem", "nu"},
	} {
		r.getter(c.prototype, p.name, func(call goja.FunctionCall) goja.Value {
			value, ok := this(call, p.name).tag.Keyword(p.key)
			switch {
			case p.key == "kn":
				return r.vm.ToValue(ok && value == "")
			case !ok:
				return goja.Undefined()
			}
			return r.vm.ToValue(value)
		})
	}
	list := func(name string, get func(t cldr.Tag) []string) {
		info(name, func(t cldr.Tag) any {
			if values := get(t); values != nil {
				return r.strings(values)
			}
			return nil
		})
	}
	preferred := func(key string, others func(t cldr.Tag) []string) func(t cldr.Tag) []string {
		return func(t cldr.Tag) []string {
			if value, ok := t.Keyword(key); ok && value != "" {
				return []string{value}
			}
			return others(t)
		}
	}
	list("calendars", preferred("ca", func(t cldr.Tag) []string { return cldr.Calendars(t.LikelyRegion()) }))
	list("collations", preferred("co", func(t cldr.Tag) []string {
		out := []string{"emoji", "eor"}
		for _, name := range []string{"phonebk", "pinyin", "stroke", "trad"} {
			if hasCollation(t.Language, name) {
				out = append(out, name)
			}
		}
		return out
	}))
	list("hourCycles", preferred("hc", func(t cldr.Tag) []string {
		first, _ := cldr.Hours(t)
		return []string{hourCycles[first[:1]]}
	}))
	list("numberingSystems", preferred("nu", func(t cldr.Tag) []string {
		own, _ := numberingSystem(base(t), "")
		return []string{own}
	}))
	info("textInfo", func(t cldr.Tag) any {
		direction := "ltr"
		if slices.Contains(strings.Fields("Arab Hebr Thaa Syrc Nkoo Adlm Rohg Mand Samr"), t.Maximize().Script) {
			direction = "rtl"
		}
		return r.object("direction", direction)
	})
	info("timeZones", func(t cldr.Tag) any {
		if t.Region == "" {
			return nil
		}
		return r.strings(zonesOf(t.Region))
	})
	info("weekInfo", func(t cldr.Tag) any {
		week := cldr.WeekOf(t.LikelyRegion())
		var weekend []any
		for day := week.WeekendStart; ; day = day%7 + 1 {
			weekend = append(weekend, day)
			if day == week.WeekendEnd {
				break
			}
		}
		return r.object("firstDay", week.First, "weekend", r.vm.NewArray(weekend...), "minimalDays", week.MinimalDays)
	})
}

// base is the covered locale that t's data comes from.
func base(t cldr.Tag) cldr.Tag {
	out, _ := cldr.Parse(cldr.BestAvailable(t.BaseName()))
	return out
}

// newLocale is the constructor of Intl.Locale.
func (r *realm) newLocale(given, optionsGiven goja.Value) cldr.Tag {
	if _, ok := given.(*goja.Object); !ok && !isString(given) {
		panic(r.vm.NewTypeError("First argument to Intl.Locale constructor can't be empty or missing"))
	}
	text := ""
	if l, ok := r.slot(given).(*localeObject); ok {
		text = l.tag.String()
	} else {
		text = r.toString(given)
	}
	if text == "" {
		r.throw("RangeError", "First argument to Intl.Locale constructor can't be empty or missing")
	}
	o := r.options(optionsGiven)
	tag, ok := cldr.Parse(text)
	if !ok {
		r.throw("RangeError", "Incorrect locale information provided")
	}
	part := func(name string, fits func(string) bool, set func(string)) {
		value := o.get(name)
		if goja.IsUndefined(value) {
			return
		}
		s := r.toString(value)
		if !fits(s) {
			r.throw("RangeError", "Incorrect locale information provided")
		}
		set(s)
	}
	tag.Canonicalize()
	part("language", cldr.IsLanguage, func(s string) { tag.Language = strings.ToLower(s) })
	part("script", cldr.IsScript, func(s string) { tag.Script = strings.ToUpper(s[:1]) + strings.ToLower(s[1:]) })
	part("region", cldr.IsRegion, func(s string) { tag.Region = strings.ToUpper(s) })
	keyword := func(name, key string, allowed ...string) {
		value := o.get(name)
		if goja.IsUndefined(value) {
			return
		}
		s := r.toString(value)
		if len(allowed) > 0 && !slices.Contains(allowed, s) || len(allowed) == 0 && !cldr.IsType(s) {
			r.throw("RangeError", "Incorrect locale information provided")
		}
		tag.SetKeyword(key, cldr.CanonicalType(key, strings.ToLower(s)))
	}
	keyword("calendar", "ca")
	keyword("collation", "co")
	keyword("hourCycle", "hc", "h11", "h12", "h23", "h24")
	keyword("caseFirst", "kf", "upper", "lower", "false")
	if numeric := o.boolean("numeric"); numeric != "" {
		tag.SetKeyword("kn", strings.TrimPrefix(numeric, "true"))
	}
	keyword("numberingSystem", "nu")
	tag.Canonicalize()
	return tag
}

// zonesOf lists the time zones of a region.
func zonesOf(region string) []string {
	out := []string{}
	for line := range strings.SplitSeq(cldr.Text("zoneRegions"), "\n") {
		name, of, _ := strings.Cut(line, " ")
		if of == region && cldr.IsSupported("timeZone", name) {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}
