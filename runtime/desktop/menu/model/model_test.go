package model

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/deskjs/deskjs/runtime/desktop/accelerator"
)

func TestLabelsOfAllLanguagesAreWhole(t *testing.T) {
	english := slices.Sorted(maps.Keys(tableOf("en")))
	entries, err := files.ReadDir("labels")
	if err != nil || len(entries) < 25 {
		t.Fatalf("%d languages, %v", len(entries), err)
	}
	for _, entry := range entries {
		tag := strings.TrimSuffix(entry.Name(), ".txt")
		table := tableOf(tag)
		if words := slices.Sorted(maps.Keys(table)); !slices.Equal(words, english) {
			t.Errorf("%s has other words than en: %v", tag, words)
		}
		for word, label := range table {
			if label == "" || strings.Count(label, "%s") != strings.Count(tableOf("en")[word], "%s") || label != strings.TrimSpace(label) {
				t.Errorf("%s: %s is %q", tag, word, label)
			}
		}
	}
}

func TestLocalize(t *testing.T) {
	items := []Item{
		{Role: "filemenu", Items: []Item{{Role: "quit"}, {Role: "close"}, {Role: "undo", Label: "Back"}}},
		{Label: "F&ind"},
		{Role: "editmenu"}, {Role: "nothing"},
	}
	show := func(items []Item) string {
		var labels []string
		for _, item := range items {
			labels = append(labels, item.Label)
		}
		return strings.Join(labels, "|")
	}
	german := slices.Clone(items)
	german[0].Items = slices.Clone(items[0].Items)
	Localize(german, "linux", "de-AT", "A&B")
	if got := show(german); got != "&Datei|F&ind|&Bearbeiten|" {
		t.Error(got)
	}
	if got := show(german[0].Items); got != "&Beenden|&Schließen|Back" {
		t.Error(got)
	}
	Localize(items, "darwin", "tlh", "A&B")
	if got := show(items) + "|" + show(items[0].Items); got != "File|F&ind|Edit||Quit A&&B|Close|Back" {
		t.Error(got)
	}
}

func TestMnemonics(t *testing.T) {
	for label, want := range map[string]string{
		"&File": "File F _File", "Save &As": "Save As A Save _As", "Q&&A": "Q&A - Q&A", "a_b": "a_b - a__b", "&Ünter": "Ünter Ü _Ünter", "x&": "x - x", "&a&b": "ab a _ab",
	} {
		text, mnemonic := Plain(label)
		if mnemonic == 0 {
			mnemonic = '-'
		}
		if got := text + " " + string(mnemonic) + " " + Underlined(label); got != want {
			t.Errorf("%q: %q, want %q", label, got, want)
		}
	}
}

func TestShortcuts(t *testing.T) {
	items := []Item{
		{ID: 1, Items: []Item{{ID: 2, Accelerator: "Ctrl+S"}, {ID: 3, Accelerator: "Ctrl+S"}, {ID: 4, Accelerator: "Ctrl+C", Unregistered: true}}},
		{ID: 5, Accelerator: "F5", Hidden: true}, {ID: 6, Accelerator: "Ctrl+Nope", Label: "bad"},
	}
	var problems []string
	shortcuts := NewShortcuts(items, func(label string, err error) { problems = append(problems, label+": "+err.Error()) })
	for text, want := range map[string]int{"Ctrl+S": 2, "F5": 5, "Ctrl+C": 0, "Ctrl+X": 0} {
		parsed, err := accelerator.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		if id, found := shortcuts.Find(parsed); id != want || found != (want != 0) {
			t.Errorf("%s is %d, want %d", text, id, want)
		}
	}
	if len(problems) != 1 || !strings.HasPrefix(problems[0], `bad: "Ctrl+Nope" has no key`) {
		t.Error(problems)
	}
}

func TestChange(t *testing.T) {
	items := []Item{{ID: 1, Items: []Item{{ID: 2, Label: "a", Checked: true}}}}
	label, off := "b", false
	if item := (Change{ID: 2, Label: &label, Checked: &off}).Apply(items); item == nil || items[0].Items[0].Label != "b" || items[0].Items[0].Checked {
		t.Errorf("%+v", items)
	}
	if (Change{ID: 3, Label: &label}).Apply(items) != nil {
		t.Error("an item that is not there was changed")
	}
}
