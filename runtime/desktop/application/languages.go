package application

import (
	"slices"
	"strings"
)

// environmentLanguages reads POSIX's variables: LANGUAGE lists what is wanted, the others each name one locale.
func environmentLanguages(get func(string) string) languages {
	locale := func(names ...string) string {
		for _, name := range names {
			if value := get(name); value != "" {
				return value
			}
		}
		return ""
	}
	found := languages{Region: languageTag(locale("LC_ALL", "LC_TIME", "LANG"))}
	messages := languageTag(locale("LC_ALL", "LC_MESSAGES", "LANG"))
	for name := range strings.SplitSeq(get("LANGUAGE"), ":") {
		// Where the locale is C, messages are as they are written.
		if tag := languageTag(name); name != "" && locale("LC_ALL", "LC_MESSAGES", "LANG") != "" && !slices.Contains(found.Preferred, tag) {
			found.Preferred = append(found.Preferred, tag)
		}
	}
	if !slices.Contains(found.Preferred, messages) {
		found.Preferred = append(found.Preferred, messages)
	}
	return found
}

// languageTag makes "de-AT" of "de_AT.UTF-8@euro".
func languageTag(locale string) string {
	locale, modifier, _ := strings.Cut(locale, "@")
	locale, _, _ = strings.Cut(locale, ".")
	if locale == "" || locale == "C" || locale == "POSIX" {
		return "en-US"
	}
	tag := strings.ReplaceAll(locale, "_", "-")
	script := map[string]string{"latin": "Latn", "cyrillic": "Cyrl", "devanagari": "Deva"}[modifier]
	if language, rest, found := strings.Cut(tag, "-"); script != "" && found {
		return language + "-" + script + "-" + rest
	}
	return tag
}
