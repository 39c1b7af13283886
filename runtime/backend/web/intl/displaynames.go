package intl

import (
	"strings"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/web/intl/cldr"
	"github.com/deskjs/deskjs/runtime/backend/web/intl/format"
)

type displayNames struct {
	*format.Names
	locale, fallback string
}

func (r *realm) defineDisplayNames() {
	c := r.class("DisplayNames", 2, false, func(arguments []goja.Value) any {
		requested := r.localeList(argument(arguments, 0))
		given := argument(arguments, 1)
		if _, ok := given.(*goja.Object); !ok {
			panic(r.vm.NewTypeError("Incorrect options information provided"))
		}
		o := r.strictOptions(given)
		o.string("localeMatcher", "best fit", "lookup", "best fit")
		found := resolve(requested, nil, nil, nil)
		n := &format.Names{Locale: found.base}
		n.Style = o.string("style", "long", "narrow", "short", "long")
		n.Type = o.string("type", "", "language", "region", "script", "currency", "calendar", "dateTimeField")
		if n.Type == "" {
			panic(r.vm.NewTypeError("Required option \"type\" must not be undefined"))
		}
		fallback := o.string("fallback", "code", "code", "none")
		n.Dialect = o.string("languageDisplay", "dialect", "dialect", "standard") == "dialect"
		return &displayNames{n, found.locale, fallback}
	})
	r.method(c.prototype, "of", 1, func(call goja.FunctionCall) goja.Value {
		n := receiver[*displayNames](r, call.This, "DisplayNames.prototype.of")
		code := r.toString(call.Argument(0))
		canonical, ok := canonicalCode(n.Type, code)
		if !ok {
			r.throw("RangeError", "Invalid argument to Intl.DisplayNames.prototype.of")
		}
		if name := n.Of(canonical); name != "" {
			return r.vm.ToValue(name)
		}
		if n.fallback == "none" {
			return goja.Undefined()
		}
		return r.vm.ToValue(canonical)
	})
	r.method(c.prototype, "resolvedOptions", 0, func(call goja.FunctionCall) goja.Value {
		n := receiver[*displayNames](r, call.This, "DisplayNames.prototype.resolvedOptions")
		var display any
		if n.Type == "language" {
			display = "standard"
			if n.Dialect {
				display = "dialect"
			}
		}
		return r.object("locale", n.locale, "style", n.Style, "type", n.Type, "fallback", n.fallback, "languageDisplay", display)
	})
}

// canonicalCode is CanonicalCodeForDisplayNames.
func canonicalCode(kind, code string) (string, bool) {
	switch kind {
	case "language":
		tag, ok := cldr.Canonical(code)
		if !ok || tag.String() != tag.BaseName() {
			return "", false
		}
		return tag.String(), true
	case "region":
		return strings.ToUpper(code), cldr.IsRegion(code)
	case "script":
		if !cldr.IsScript(code) {
			return "", false
		}
		return strings.ToUpper(code[:1]) + strings.ToLower(code[1:]), true
	case "currency":
		return strings.ToUpper(code), len(code) == 3 && isLetters(code)
	case "calendar":
		return strings.ToLower(code), cldr.IsType(code)
	}
	switch code {
	case "era", "year", "quarter", "month", "weekOfYear", "weekday", "day", "dayPeriod", "hour", "minute", "second", "timeZoneName":
		return code, true
	}
	return "", false
}
