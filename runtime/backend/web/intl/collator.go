package intl

import (
	"sync"
	"unicode"

	"github.com/dop251/goja"
	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"github.com/deskjs/deskjs/runtime/backend/web/intl/cldr"
)

// collations are the orders besides a language's own that x/text has tables for.
var collations = []string{"compat", "dict", "emoji", "eor", "phonebk", "phonetic", "pinyin", "searchjl", "stroke", "trad", "unihan", "zhuyin"}

// collator compares strings by UTS #10 with the tables of golang.org/x/text/collate.
type collator struct {
	locale, usage, sensitivity, collation, caseFirst string
	ignorePunctuation, numeric                       bool
	mu                                               sync.Mutex
	order                                            *collate.Collator
	bound                                            *goja.Object
}

func (r *realm) defineCollator() {
	c := r.class("Collator", 0, true, func(arguments []goja.Value) any {
		return r.newCollator(argument(arguments, 0), argument(arguments, 1))
	})
	r.getter(c.prototype, "compare", func(call goja.FunctionCall) goja.Value {
		c := receiver[*collator](r, call.This, "Collator.prototype.compare")
		if c.bound == nil {
			c.bound = r.function("", 2, func(call goja.FunctionCall) goja.Value {
				a := r.toString(call.Argument(0))
				return r.vm.ToValue(c.compare(a, r.toString(call.Argument(1))))
			})
		}
		return c.bound
	})
	r.method(c.prototype, "resolvedOptions", 0, func(call goja.FunctionCall) goja.Value {
		c := receiver[*collator](r, call.This, "Collator.prototype.resolvedOptions")
		return r.object("locale", c.locale, "usage", c.usage, "sensitivity", c.sensitivity, "ignorePunctuation", c.ignorePunctuation,
			"collation", c.collation, "numeric", c.numeric, "caseFirst", c.caseFirst)
	})
}

func (r *realm) newCollator(locales, given goja.Value) *collator {
	requested := r.localeList(locales)
	o := r.options(given)
	c := &collator{usage: o.string("usage", "sort", "sort", "search")}
	o.string("localeMatcher", "best fit", "lookup", "best fit")
	collation := o.typed("collation")
	numeric := o.boolean("numeric")
	caseFirst := o.string("caseFirst", "", "upper", "lower", "false")
	found := resolve(requested, []string{"co", "kf", "kn"}, map[string]string{"co": collation, "kf": caseFirst, "kn": numeric},
		func(locale cldr.Tag, key, value string) (string, bool) {
			switch key {
			case "co":
				if value == "" {
					return "default", true
				}
				return value, hasCollation(locale.Language, value)
			case "kf":
				if value == "" {
					if locale.Language == "da" {
						return "upper", true
					}
					return "false", true
				}
				return value, value == "upper" || value == "lower" || value == "false"
			}
			if value == "" {
				return "false", true
			}
			return value, value == "true" || value == "false"
		})
	c.locale, c.collation, c.caseFirst, c.numeric = found.locale, found.values["co"], found.values["kf"], found.values["kn"] == "true"
	c.sensitivity = o.string("sensitivity", "variant", "base", "accent", "case", "variant")
	switch o.boolean("ignorePunctuation") {
	case "true":
		c.ignorePunctuation = true
	case "":
		tag, _ := cldr.Parse(found.base)
		c.ignorePunctuation = tag.Language == "th"
	}
	name := found.base
	if c.collation != "default" {
		name += "-u-co-" + c.collation
	}
	tag, err := language.Parse(name)
	if err != nil {
		tag = language.Und
	}
	var settings []collate.Option
	switch c.sensitivity {
	case "base":
		settings = append(settings, collate.IgnoreCase, collate.IgnoreDiacritics, collate.IgnoreWidth)
	case "accent":
		settings = append(settings, collate.IgnoreCase, collate.IgnoreWidth)
	case "case":
		settings = append(settings, collate.IgnoreDiacritics)
	}
	if c.numeric {
		settings = append(settings, collate.Numeric)
	}
	c.order = collate.New(tag, settings...)
	return c
}

// hasCollation reports whether a language has an order of that name beside its own.
func hasCollation(language, name string) bool {
	if name == "emoji" || name == "eor" {
		return false
	}
	return collationsOf[language] == name || language == "zh" && (name == "pinyin" || name == "stroke") || language == "es" && name == "trad"
}

var collationsOf = map[string]string{"de": "phonebk", "sv": "trad", "fi": "trad", "es": "trad"}

// compare is -1, 0 or 1.
func (c *collator) compare(a, b string) int {
	if a == b {
		return 0
	}
	if c.ignorePunctuation {
		a, b = withoutPunctuation(a), withoutPunctuation(b)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.caseFirst == "upper" && c.sensitivity == "variant" {
		// Case decides last, and the other way round.
		n := c.order.CompareString(a, b)
		if n != 0 && foldEqual(a, b) {
			return -n
		}
		return n
	}
	return c.order.CompareString(a, b)
}

func foldEqual(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) != len(y) {
		return false
	}
	for i := range x {
		if unicode.ToLower(x[i]) != unicode.ToLower(y[i]) {
			return false
		}
	}
	return true
}

func withoutPunctuation(s string) string {
	out := make([]rune, 0, len(s))
	for _, r := range s {
		if !unicode.IsPunct(r) && !unicode.IsSpace(r) {
			out = append(out, r)
		}
	}
	return string(out)
}
