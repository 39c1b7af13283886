package bundler

import (
	"slices"
	"strings"
	"testing"
)

func texts(tokens []token) string {
	var out []string
	for _, t := range tokens {
		out = append(out, t.text)
	}
	return strings.Join(out, " | ")
}

func TestScan(t *testing.T) {
	tests := []struct{ code, want string }{
		{"", ""},
		{"a/b/c", "a | / | b | / | c"},
		{"return /[/]\\/(/g.test(x)", "return | /[/]\\/(/g | . | test | ( | x | )"},
		{"f(a) / 2; x = {}\n/r/.y", "f | ( | a | ) | / | 2 | ; | x | = | { | } | /r/ | . | y"},
		{"`a${ { b: `${c}` } }d` + 1", "`a | ${ | { | b | : | ` | ${ | c | } | ` | } | } | d` | + | 1"},
		{"1e+5 - 0x1e+5 .5 1.5n 1_0 a?.5:b?.c", "1e+5 | - | 0x1e | + | 5 | .5 | 1.5n | 1_0 | a | ? | .5 | : | b | ?. | c"},
		{"'it\\'s' \"\\\\\" // gone\n/* and\ngone */ größe $ _ #x", `'it\'s' | "\\" | größe | $ | _ | #x`},
		{"a >>>= b ** c ?? d => ...e", "a | >>>= | b | ** | c | ?? | d | => | ... | e"},
		{"( ]", "( | ]"}, {"}", "}"}, {"'open", ""}, {"`open", ""}, {"/*open", ""}, {"a = /open", "a | ="}, {"`${", "` | ${"},
	}
	for _, test := range tests {
		if got := texts(scan(test.code)); got != test.want {
			t.Errorf("%s\n got %s\nwant %s", test.code, got, test.want)
		}
	}
}

func FuzzCanonical(f *testing.F) {
	for _, seed := range []string{
		"var a = 1;\nexport {\n  a\n};\n", "async function f() {\n}\nexport { f as default };\n", "var { a, b: [c] } = d;\nexport { a, c };\n",
		"var E = /* @__PURE__ */ ((E2) => {\n  E2[E2[\"A\"] = 0] = \"A\";\n  return E2;\n})(E || {});\nexport { E };\n",
		"import { validated as v } from \"deskjs\";\nvar s = v([1], async (x) => x);\nexport {\n  s,\n};\n",
		"var w = (f) => async () => f;\nvar a = w(1), b = a;\na = 2;\nexport { a, b as c };\n", "var a = b;\nvar b = a;\nexport { a };\n",
		"export * from \"x\";\nexport default require_a();\n", "var x = {};\n__export(x, {\n  a: () => a\n});\nexport { x };\n", "var f = (f) => f(f);\nvar g = f(f);\nexport { g };",
		"function f(x) {\n  return f(f);\n}\nvar g = f(f);\nexport { g };", "var a = `${b}`;\nvar b = [a][0];\nexport { a, b };",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, code string) {
		m := readCanonical(code, func(*declaration) bool { return true })
		for _, e := range m.exports {
			if d := m.resolve(e.local); d != nil && d.kind == kindConstant {
				m.inlined([]string{e.local})
			}
		}
		for i, token := range m.tokens {
			if token.match >= 0 && m.tokens[token.match].match != i {
				t.Errorf("%q: the bracket at %d does not match back", code, token.start)
			}
		}
		if isFrozen(code, 0) && !slices.ContainsFunc(m.tokens, func(t token) bool { return t.text == "const" || t.text == "freeze" }) && !strings.Contains(code, "const") {
			t.Errorf("%q is frozen by nothing", code)
		}
	})
}
