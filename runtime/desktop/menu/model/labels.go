package model

import (
	"embed"
	"strings"
	"sync"
	"unicode"

	"github.com/deskjs/deskjs/runtime/desktop/language"
)

// A file per language, named by its tag, has a line for each word: the role, a space, the label. "%s" stands for the app's name.
//
//go:embed labels
var files embed.FS

var (
	mu     sync.Mutex
	tables = map[string]map[string]string{}
)

// tableOf is the table of the language that serves a tag best, English in the end.
func tableOf(tag string) map[string]string {
	mu.Lock()
	defer mu.Unlock()
	if table, known := tables[tag]; known {
		return table
	}
	best := language.Best(tag, func(tag string) bool {
		_, err := files.ReadFile("labels/" + tag + ".txt")
		return err == nil
	})
	if best == "" {
		best = "en"
	}
	text, _ := files.ReadFile("labels/" + best + ".txt")
	table := map[string]string{}
	for line := range strings.Lines(string(text)) {
		word, label, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		table[word] = label
	}
	tables[tag] = table
	return table
}

// Word is a role's label in a language, or another word of menus ("inspect"); "" if there is none. appName takes its place in "Quit %s".
func Word(tag, word, appName string) string {
	label := tableOf(tag)[word]
	if label == "" {
		label = tableOf("en")[word]
	}
	return strings.ReplaceAll(label, "%s", strings.ReplaceAll(appName, "&", "&&"))
}

// wordOf is the word for a role on a system: those of macOS name the app.
func wordOf(system, role string) string {
	switch role {
	case "filemenu", "editmenu", "viewmenu", "windowmenu":
		return strings.TrimSuffix(role, "menu")
	case "about", "quit":
		if system == "darwin" {
			return role + "app"
		}
	}
	return role
}

// Localize gives items that have a role and no label of their own the role's, in a language. Where the system shows mnemonics, it chooses one
// for each of them that no item beside it has.
func Localize(items []Item, system, tag, appName string) {
	taken := map[rune]bool{}
	if system != "darwin" {
		for _, item := range items {
			if _, mnemonic := Plain(item.Label); mnemonic != 0 {
				taken[unicode.ToLower(mnemonic)] = true
			}
		}
	}
	for i := range items {
		item := &items[i]
		if item.Label == "" && item.Role != "" {
			item.Label = Word(tag, wordOf(system, item.Role), appName)
			if system != "darwin" {
				item.Label = withMnemonic(item.Label, taken)
			}
		}
		Localize(item.Items, system, tag, appName)
	}
}

// withMnemonic puts an "&" before the first letter of a word that nobody has taken, or else before any letter. Scripts without letters that a
// keyboard has get none.
func withMnemonic(label string, taken map[rune]bool) string {
	if strings.Contains(label, "&") {
		return label
	}
	for _, inWords := range []bool{false, true} {
		before := ' '
		for at, letter := range label {
			key := unicode.ToLower(letter)
			starts := before == ' '
			before = letter
			if !unicode.In(letter, unicode.Latin, unicode.Cyrillic, unicode.Greek, unicode.Hebrew, unicode.Arabic) || taken[key] || !starts && !inWords {
				continue
			}
			taken[key] = true
			return label[:at] + "&" + label[at:]
		}
	}
	return label
}

// Plain is a label without the "&" of its mnemonic, and the mnemonic; 0 if it has none. "&&" is an "&".
func Plain(label string) (text string, mnemonic rune) {
	var out strings.Builder
	marked := false
	for _, character := range label {
		switch {
		case character == '&' && !marked:
			marked = true
			continue
		case marked && character != '&' && mnemonic == 0:
			mnemonic = character
		}
		marked = false
		out.WriteRune(character)
	}
	return out.String(), mnemonic
}

// Underlined is a label with "_" before its mnemonic, as GTK and the menus of trays have it.
func Underlined(label string) string {
	var out strings.Builder
	marked, done := false, false
	for _, character := range label {
		switch {
		case character == '&' && !marked:
			marked = true
			continue
		case marked && character != '&' && !done:
			done = true
			out.WriteByte('_')
		}
		marked = false
		if character == '_' {
			out.WriteByte('_')
		}
		out.WriteRune(character)
	}
	return out.String()
}
