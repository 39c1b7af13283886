package util

import (
	"testing"

	"github.com/dop251/goja"
)

func TestQuote(t *testing.T) {
	for _, c := range []struct {
		text []uint16
		want string
	}{
		{nil, "''"},
		{unitsOf("plain"), "'plain'"},
		{unitsOf("it's"), `"it's"`},
		{unitsOf("it's \"so\""), "`it's \"so\"`"},
		{unitsOf("'\"`"), `'\'"` + "`'"},
		{unitsOf("'\"${"), `'\'"${'`},
		{unitsOf("a\n\x00\x7f\\"), `'a\n\x00\x7F\\'`},
		{[]uint16{0xd83d, 0xde00}, "'😀'"},
		{[]uint16{0xd83d, 'x'}, `'\ud83dx'`},
		{[]uint16{0xde00}, `'\ude00'`},
	} {
		if got := quote(goja.StringFromUTF16(c.text)); got != c.want {
			t.Errorf("quote(%v) = %s, want %s", c.text, got, c.want)
		}
	}
}

func unitsOf(text string) []uint16 {
	var units []uint16
	for _, r := range text {
		units = append(units, uint16(r))
	}
	return units
}

func TestStripControl(t *testing.T) {
	for text, want := range map[string]string{
		"plain":                               "plain",
		"\x1b[31mred\x1b[39m":                 "red",
		"\x1b[38;5;12mx\x1b[0m":               "x",
		"\x1b]8;;http://a.b\x07t\x1b]8;;\x07": "t",
		"\u009b31mx":                          "x",
		"a\x1b":                               "a\x1b",
	} {
		if got := stripControl(text); got != want {
			t.Errorf("stripControl(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestWidth(t *testing.T) {
	for text, want := range map[string]int{"abc": 3, "日本": 4, "e\u0301": 1, "\x00": 0, "😀": 2} {
		if got := width(text); got != want {
			t.Errorf("width(%q) = %d, want %d", text, got, want)
		}
	}
}

func FuzzStripControl(f *testing.F) {
	f.Add("\x1b[31mred\x1b[39m")
	f.Add("\x1b]8;;x\x1b\\\u009c")
	f.Fuzz(func(t *testing.T, text string) {
		if got := stripControl(text); len(got) > len(text) {
			t.Errorf("stripControl(%q) grew to %q", text, got)
		}
	})
}

func TestIsIndex(t *testing.T) {
	for key, want := range map[string]bool{
		"0": true, "12": true, "4294967294": true,
		"": false, "01": false, "-1": false, "4294967295": false, "42949672940": false, "x": false,
	} {
		if isIndex(key) != want {
			t.Errorf("isIndex(%q) = %v", key, !want)
		}
	}
}
