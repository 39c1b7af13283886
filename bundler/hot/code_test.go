package hot

import (
	"strings"
	"testing"

	"github.com/go-sourcemap/sourcemap"
)

// TestModules looks at what becomes of a module's source.
func TestModules(t *testing.T) {
	tests := []struct {
		name, source string
		has          []string
		hasNot       string
	}{
		{
			"names are bound live", "import { a, b as c } from './x'; export { c as d }; export let e = a; export default () => e",
			[]string{"var main_exports = __ns;", "__export(main_exports, {", "d: () => import_x.b", "e: () => e", "default: () => main_default", "var e = import_x.a", `require("frontend/x.ts")`},
			"__toCommonJS",
		},
		{"stars", "export * from './x'; export * as x from './x'", []string{`__reExport(main_exports, require("frontend/x.ts"), module.exports);`}, "__copyProps ="},
		{"later", "export const later = () => import('./x'); const text = 'import(1)'", []string{`__import("frontend/x.ts")`}, ""},
		{"its own", "console.log(import.meta.url, import.meta.hot)", []string{"__meta.url, __meta.hot"}, "import.meta"},
		{
			"await at the top", "import { a } from './x'; import * as ns from './x'; import './x'; export const b = await a; export default ns; export * from './x'",
			[]string{"async function", "__export(__ns, { ", "b: () => b", "__reExport(__ns, require(\"frontend/x.ts\"))", "var {a} = __toESM(require(\"frontend/x.ts\"))", "await a"}, "export {",
		},
		{"decorators bring helpers", "const d = (v: any, c: any) => v; @d class A {}; export { A }", []string{"var __runInitializers", "var __defProp"}, "var __toESM"},
		{"CommonJS", "const x = require('./x'); module.exports = { x }", []string{`var x = require("frontend/x.ts")`}, "use strict"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f := start(t, "frontend/main.ts", test.source, "frontend/x.ts", "export const a = 1; export let b = 2")
			code := strings.ReplaceAll(f.modules["frontend/main.ts"].define(), "{ a }", "{a}")
			for _, part := range test.has {
				if !strings.Contains(code, part) {
					t.Errorf("%q is not in\n%s", part, code)
				}
			}
			if test.hasNot != "" && strings.Contains(code, test.hasNot) {
				t.Errorf("%q is in\n%s", test.hasNot, code)
			}
		})
	}
}

func TestRefreshCode(t *testing.T) {
	tests := []struct{ name, code, want string }{
		{"a function", "function A() {\n  return 1;\n}", `__refresh.register(A, "A");`},
		{"an arrow", "var A = () => 1;", `__refresh.register(A, "A");`},
		{"a wrapped one", "var A = (0, import_react.memo)(function() {\n  return 1;\n});", `__refresh.register(A, "A");`},
		{"by default, without a name of its own", "__export(x_exports, {\n  default: () => x_default\n});\nfunction x_default() {\n}", `__refresh.register(x_default, "x_default");`},
		{"no component", "var a = () => 1;\nvar B = 5;\nvar C = new Map();\nvar D = class {\n};\nfunction e() {\n}", ""},
		{
			"hooks", "function A() {\n  const [a, setA] = (0, import_react.useState)({ n: 1 });\n  const r = import_react.default.useRef(null);\n  (0, import_react.useEffect)(() => {\n  }, [a]);\n}",
			"__refresh.register(A, \"A\");\n__refresh.sign(A, \"useState{[a, setA]({ n: 1 })}\\nuseRef{r}\\nuseEffect{}\\n\", false, () => []);",
		},
		{
			"hooks of one's own", "function useA() {\n  return useB() + (0, import_c.useC)();\n}\nvar useB = () => 1;",
			"__refresh.sign(useA, \"useB{}\\nuseC{}\\n\", false, () => [useB, import_c.useC]);",
		},
		{"a hook from nowhere", "function A({ useX }) {\n  useX();\n}", "__refresh.register(A, \"A\");\n__refresh.sign(A, \"useX{}\\n\", true, () => []);"},
		{"strings and templates", "var A = () => `${`}`} useX(`;\nvar s = \"function B() {}\";", `__refresh.register(A, "A");`},
		{"asked for", "/* @refresh reset */\nfunction A() {\n}", "__refresh.register(A, \"A\");\n__refresh.sign(A, \"\", true, () => []);"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := strings.TrimSpace(refreshCode(test.code)); got != test.want {
				t.Errorf("it is\n%s\nand should be\n%s", got, test.want)
			}
		})
	}
}

// TestSourceMaps finds the places of throws in the script that has all modules.
func TestSourceMaps(t *testing.T) {
	f := start(t, "frontend/main.ts", "import './a'\nimport './b'\n\nthrow new Error('in main')", "frontend/a.ts", "interface A {}\n\n  throw new Error('in a')",
		"frontend/b.ts", "export async function* b() { }\nfor (const x of [1])\n  throw new Error('in b')")
	code, sourceMap := f.script(f.modules, []string{"frontend/a.ts", "frontend/b.ts", "frontend/main.ts"}, "modules.js")
	consumer, err := sourcemap.Parse("", sourceMap())
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []struct {
		text, file   string
		line, column int
	}{{"in a", "/frontend/a.ts", 3, 2}, {"in b", "/frontend/b.ts", 3, 2}, {"in main", "/frontend/main.ts", 4, 0}} {
		for i, line := range strings.Split(string(code), "\n") {
			column := strings.Index(line, "throw new Error(\""+want.text)
			if column < 0 {
				continue
			}
			file, _, at, atColumn, ok := consumer.Source(i+1, column)
			if !ok || file != want.file || at != want.line || atColumn != want.column {
				t.Errorf("%s: %s:%d:%d, %t", want.text, file, at, atColumn, ok)
			}
		}
	}
}
