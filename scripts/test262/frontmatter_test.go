package main

import (
	"reflect"
	"testing"
)

func TestReadFrontmatter(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       frontmatter
	}{
		{"lists in brackets", "// head\n/*---\ndescription: a: b\nflags: [onlyStrict, async]\nincludes: [a.js,b.js]\nfeatures: [X, y-z]\n---*/\ncode",
			frontmatter{flags: map[string]bool{"onlyStrict": true, "async": true}, includes: []string{"a.js", "b.js"}, features: []string{"X", "y-z"}}},
		{"a line each", "/*---\r\nincludes:\r\n  - a.js\r\n- b.js\r\ninfo: |\r\n  features: [no]\r\nfeatures:\r\n  - X\r\n---*/",
			frontmatter{flags: map[string]bool{}, includes: []string{"a.js", "b.js"}, features: []string{"X"}}},
		{"an error", "/*---\nnegative:\n  phase: parse\n  type: SyntaxError\ndescription: >\n  type: not this\n---*/",
			frontmatter{flags: map[string]bool{}, negativePhase: "parse", negativeType: "SyntaxError"}},
		{"none", "code", frontmatter{flags: map[string]bool{}}},
	} {
		if got := readFrontmatter(test.text); !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s: %+v, want %+v", test.name, got, test.want)
		}
	}
}

func FuzzReadFrontmatter(f *testing.F) {
	f.Add("/*---\nflags: [a]\nincludes:\n- b\n---*/")
	f.Add("/*---\n:\n \n-\n---*/")
	f.Fuzz(func(_ *testing.T, text string) { readFrontmatter(text) })
}
