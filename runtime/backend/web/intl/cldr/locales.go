package cldr

import (
	"maps"
	"slices"
	"strings"
	"sync"
)

var localeTable = table("locales")

// parent is what locale (with "_") inherits from.
func parent(locale string) string {
	if parent := localeTable()[locale]; parent != "" {
		return parent
	}
	if i := strings.LastIndexByte(locale, '_'); i > 0 {
		return locale[:i]
	}
	return "root"
}

// available has the covered locales as language tags, those without their script too ("zh-TW").
var available = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for locale := range localeTable() {
		if locale == "root" {
			continue
		}
		parts := strings.Split(locale, "_")
		out[strings.Join(parts, "-")] = true
		if len(parts) == 3 {
			out[parts[0]+"-"+parts[2]] = true
		}
	}
	return out
})

// Locales lists the covered locales as language tags, in the order of the alphabet.
func Locales() []string { return slices.Sorted(maps.Keys(available())) }

// BestAvailable returns the longest beginning of the tag (without extensions) that is covered, "" if
// none is (ECMA-402, BestAvailableLocale).
func BestAvailable(tag string) string {
	for tag != "" {
		if available()[tag] {
			return tag
		}
		i := strings.LastIndexByte(tag, '-')
		if i < 0 {
			return ""
		}
		if i >= 2 && tag[i-2] == '-' {
			i -= 2
		}
		tag = tag[:i]
	}
	return ""
}

// DataLocale returns the name under which a covered locale's data stands: "zh-TW" is zh_Hant_TW.
func DataLocale(locale string) string {
	name := strings.ReplaceAll(locale, "-", "_")
	if _, ok := localeTable()[name]; ok {
		return name
	}
	t, ok := Parse(locale)
	if !ok {
		return "root"
	}
	full := t.Maximize()
	for _, name := range []string{
		full.Language + "_" + full.Script + "_" + full.Region, full.Language + "_" + full.Region,
		full.Language + "_" + full.Script, full.Language,
	} {
		if _, ok := localeTable()[name]; ok {
			return name
		}
	}
	return "root"
}
