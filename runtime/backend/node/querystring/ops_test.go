package querystring

import (
	"slices"
	"testing"
	"unicode/utf8"

	"github.com/deskjs/deskjs/runtime/backend/op"
)

func splitted(query, separator, equals string, most int64, raw bool) []string {
	list, _ := split(nil, op.Args{query, separator, equals, most, raw})
	return list.([]string)
}

func TestSplit(t *testing.T) {
	for _, c := range []struct {
		query, separator, equals string
		most                     int64
		raw                      bool
		want                     []string
	}{
		{"a=1&b=2", "&", "=", 0, false, []string{"a", "1", "b", "2"}},
		{"&a&=b&", "&", "=", 0, false, []string{"a", "", "", "b"}},
		{"a==b", "&", "=", 0, false, []string{"a", "=b"}},
		{"a+b=%C3%BC", "&", "=", 0, false, []string{"a b", "ü"}},
		{"a+b=%41", "&", "=", 0, true, []string{"a%20b", "%41"}},
		{"a=%zz&b=%ff%41", "&", "=", 0, false, []string{"a", "%zz", "b", "\uFFFDA"}},
		{"a=1&b=2", "&", "=", 1, false, []string{"a", "1"}},
		{"a:1;b:2", ";", ":", 0, false, []string{"a", "1", "b", "2"}},
		{"a=1&b", "", "=", 0, false, []string{"a", "1&b"}},
	} {
		if got := splitted(c.query, c.separator, c.equals, c.most, c.raw); !slices.Equal(got, c.want) {
			t.Errorf("split(%q, %q, %q) = %q, want %q", c.query, c.separator, c.equals, got, c.want)
		}
	}
}

func TestUnescape(t *testing.T) {
	for input, want := range map[string]string{"a%41": "aA", "%4": "%4", "%zz%20": "%zz ", "é": "\xe9", "a+b": "a+b"} {
		if got := string(unescape(input, false)); got != want {
			t.Errorf("unescape(%q) = %q, want %q", input, got, want)
		}
	}
	if got := string(unescape("a+b", true)); got != "a b" {
		t.Errorf("with spaces: %q", got)
	}
}

func FuzzSplit(f *testing.F) {
	f.Add("a=1&b=%C3%BC&%&%4&=", "&", "=")
	f.Fuzz(func(t *testing.T, query, separator, equals string) {
		if !utf8.ValidString(query) {
			return
		}
		list := splitted(query, separator, equals, 0, false)
		if len(list)%2 != 0 {
			t.Errorf("%q", list)
		}
	})
}
