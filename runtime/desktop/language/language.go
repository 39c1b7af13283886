// Package language says which language the system speaks to its user, and in which direction it is written. Menus, trays and dialogs
// below runtime/desktop follow it.
package language

import (
	"strings"
	"sync"
)

// Preferred is the user's language as a BCP 47 tag, such as "pt-BR"; "en" when the system does not say.
var Preferred = sync.OnceValue(func() string {
	if tag := clean(system()); tag != "" {
		return tag
	}
	return "en"
})

// RightToLeft tells whether a language is written from right to left.
func RightToLeft(tag string) bool {
	language, rest, _ := strings.Cut(tag, "-")
	switch strings.ToLower(language) {
	case "ar", "he", "iw", "fa", "ur", "yi", "ji", "ps", "sd", "ug", "dv", "ckb":
		return !strings.HasPrefix(strings.ToLower(rest), "latn")
	}
	return false
}

// Best is the one of the available tags that serves a language best; "" if there is none.
func Best(tag string, available func(tag string) bool) string {
	parts := strings.Split(tag, "-")
	if strings.EqualFold(parts[0], "zh") {
		// What is written in the traditional way is closer to the reader than what has the same name.
		for _, part := range parts[1:] {
			switch strings.ToUpper(part) {
			case "HANT", "TW", "HK", "MO":
				parts = []string{"zh", "TW"}
			}
		}
		if len(parts) == 1 || parts[1] != "TW" {
			parts = []string{"zh", "CN"}
		}
	}
	if alias, known := aliases[strings.ToLower(parts[0])]; known {
		parts[0] = alias
	}
	parts[0] = strings.ToLower(parts[0])
	for ; len(parts) > 0; parts = parts[:len(parts)-1] {
		if candidate := strings.Join(parts, "-"); available(candidate) {
			return candidate
		}
	}
	return ""
}

var aliases = map[string]string{"no": "nb", "nn": "nb", "iw": "he", "in": "id"}

// clean makes a tag of what systems write: "de_AT.UTF-8@euro" is "de-AT". "" if it names no language.
func clean(name string) string {
	name, _, _ = strings.Cut(name, ".")
	name, _, _ = strings.Cut(name, "@")
	name = strings.ReplaceAll(name, "_", "-")
	if name == "" || strings.EqualFold(name, "C") || strings.EqualFold(name, "POSIX") {
		return ""
	}
	for _, character := range name {
		if character != '-' && (character < '0' || character > '9') && (character < 'A' || character > 'Z') && (character < 'a' || character > 'z') {
			return ""
		}
	}
	return name
}

// fromEnvironment reads what gettext reads: LANGUAGE counts only beside a locale that is not "C".
func fromEnvironment(get func(string) string) string {
	locale := ""
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if locale = get(name); locale != "" {
			break
		}
	}
	if clean(locale) == "" {
		return ""
	}
	if first, _, _ := strings.Cut(get("LANGUAGE"), ":"); clean(first) != "" {
		return first
	}
	return locale
}
