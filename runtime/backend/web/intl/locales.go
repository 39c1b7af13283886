package intl

import (
	"os"
	"reflect"
	"strings"
	"sync"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/web/intl/cldr"
)

// localeList is CanonicalizeLocaleList.
func (r *realm) localeList(value goja.Value) []cldr.Tag {
	if goja.IsUndefined(value) {
		return nil
	}
	if isString(value) || r.isLocale(value) {
		return []cldr.Tag{r.canonical(value)}
	}
	object := r.toObject(value)
	length := toLength(r.toNumber(orUndefined(object.Get("length"))))
	var list []cldr.Tag
	seen := map[string]bool{}
	for i := range length {
		element := object.Get(itoa(i))
		if element == nil {
			continue
		}
		tag := r.canonical(element)
		if name := tag.String(); !seen[name] {
			seen[name] = true
			list = append(list, tag)
		}
	}
	return list
}

func orUndefined(value goja.Value) goja.Value {
	if value == nil {
		return goja.Undefined()
	}
	return value
}

func isString(value goja.Value) bool {
	if _, ok := value.(*goja.Object); ok {
		return false
	}
	t := value.ExportType()
	if _, ok := value.(*goja.Symbol); ok {
		return false
	}
	return t != nil && t.Kind() == reflect.String
}

func (r *realm) isLocale(value goja.Value) bool {
	_, ok := r.slot(value).(*localeObject)
	return ok
}

// canonical is an element of a locale list.
func (r *realm) canonical(value goja.Value) cldr.Tag {
	if l, ok := r.slot(value).(*localeObject); ok {
		return l.tag
	}
	if _, ok := value.(*goja.Object); !ok && !isString(value) {
		panic(r.vm.NewTypeError("Language ID should be string or object."))
	}
	text := r.toString(value)
	tag, ok := cldr.Canonical(text)
	if !ok {
		r.throw("RangeError", "Incorrect locale information provided")
	}
	return tag
}

// defaultLocale is that of the process's environment, "en-US" if it says nothing that is covered.
var defaultLocale = sync.OnceValue(func() string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		value := os.Getenv(name)
		if value == "" {
			continue
		}
		value, _, _ = strings.Cut(value, ".")
		value, _, _ = strings.Cut(value, "@")
		tag, ok := cldr.Canonical(strings.ReplaceAll(value, "_", "-"))
		if !ok || tag.Language == "c" || strings.EqualFold(value, "POSIX") {
			break
		}
		if locale := cldr.BestAvailable(tag.BaseName()); locale != "" {
			return locale
		}
		break
	}
	return systemLocale()
})

// resolved is what ResolveLocale finds: the locale as shown, the covered one, and types by key.
type resolved struct {
	locale, base string
	values       map[string]string
}

// resolve is ResolveLocale. wanted has the types that options ask for; valid says which a locale
// has, and what is its own by being asked for "".
func resolve(requested []cldr.Tag, keys []string, wanted map[string]string, valid func(locale cldr.Tag, key, value string) (string, bool)) resolved {
	out := resolved{values: map[string]string{}}
	var found cldr.Tag
	for _, tag := range requested {
		if base := cldr.BestAvailable(tag.BaseName()); base != "" {
			out.base, found = base, tag
			break
		}
	}
	if out.base == "" {
		out.base = defaultLocale()
	}
	shown, _ := cldr.Parse(out.base)
	locale := shown
	for _, key := range keys {
		value, _ := valid(locale, key, "")
		inTag := ""
		if asked, ok := found.Keyword(key); ok {
			if asked == "" {
				asked = "true"
			}
			if canonical, ok := valid(locale, key, asked); ok {
				value, inTag = canonical, canonical
			}
		}
		if asked, ok := wanted[key]; ok && asked != "" {
			asked = cldr.CanonicalType(key, strings.ToLower(asked))
			if asked == "" {
				asked = "true"
			}
			if canonical, ok := valid(locale, key, asked); ok && canonical != value {
				value = canonical
				if inTag != canonical {
					inTag = ""
				}
			}
		}
		if inTag != "" {
			if inTag == "true" {
				inTag = ""
			}
			shown.SetKeyword(key, inTag)
		}
		out.values[key] = value
	}
	out.locale = shown.String()
	return out
}

// numberingSystem is resolve's valid for the key "nu".
func numberingSystem(locale cldr.Tag, value string) (string, bool) {
	if value == "" {
		own := cldr.Load("numbers", cldr.DataLocale(locale.String())).Get("default")
		if _, ok := cldr.Digits(own); !ok {
			own = "latn"
		}
		return own, true
	}
	if value == "native" || value == "traditio" || value == "finance" {
		return "", false
	}
	_, ok := cldr.Digits(value)
	return value, ok
}
