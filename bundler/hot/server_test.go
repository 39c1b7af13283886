package hot

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/evanw/esbuild/pkg/api"

	"github.com/deskjs/deskjs/internal/diag"
)

// fixture is a page whose files a test changes.
type fixture struct {
	*Server
	t   *testing.T
	dir string
}

// files are names and texts. The page's script is frontend/main.ts.
func start(t *testing.T, files ...string) *fixture {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	f := &fixture{t: t, dir: dir}
	for i := 0; i < len(files); i += 2 {
		f.write(files[i], files[i+1])
	}
	f.Server = New(Options{
		Dir: dir,
		Build: func() api.BuildOptions {
			return api.BuildOptions{
				AbsWorkingDir: dir, Platform: api.PlatformBrowser, Target: api.ES2022, JSX: api.JSXAutomatic, Charset: api.CharsetUTF8,
				Loader: map[string]api.Loader{".png": api.LoaderFile}, PublicPath: "/", AssetNames: "assets/[name]-[hash]",
			}
		},
		Messages: func(severity diag.Severity, messages []api.Message) (out []diag.Message) {
			for _, m := range messages {
				out = append(out, diag.Message{Severity: severity, Text: m.Text, File: m.Location.File})
			}
			return out
		},
	})
	if messages := f.Load([]Entry{{Input: "frontend/main.ts", Output: "main"}}); diag.HasErrors(messages) {
		t.Fatal(messages)
	}
	return f
}

func (f *fixture) path(name string) string { return filepath.Join(f.dir, filepath.FromSlash(name)) }

func (f *fixture) write(name, text string) {
	f.t.Helper()
	if err := os.MkdirAll(filepath.Dir(f.path(name)), 0o755); err != nil {
		f.t.Fatal(err)
	}
	if err := os.WriteFile(f.path(name), []byte(text), 0o600); err != nil {
		f.t.Fatal(err)
	}
}

// change writes a file, or removes it for the text "-", and returns the update.
func (f *fixture) change(name, text string) Update {
	f.t.Helper()
	if text == "-" {
		if err := os.Remove(f.path(name)); err != nil {
			f.t.Fatal(err)
		}
	} else {
		f.write(name, text)
	}
	return f.Update([]string{f.path(name)})
}

func (f *fixture) message(u Update) message {
	f.t.Helper()
	var m message
	if u.Message == nil {
		return m
	}
	if err := json.Unmarshal(u.Message, &m); err != nil {
		f.t.Fatal(err)
	}
	return m
}

// fakeReact is enough of a package to be taken for it.
const fakeReact = "export const useState = (v) => [v, () => {}]; export const jsx = () => null; export const jsxs = jsx"

func TestWhereChangesStop(t *testing.T) {
	const accepting = "if (import.meta.hot) import.meta.hot.accept()"
	tests := []struct {
		name   string
		files  []string
		change [2]string
		kind   Kind
		takers string // of the update, in order
		reason string
	}{
		{
			"the page's own script accepts nothing", []string{"main.ts", "console.log(1)"},
			[2]string{"main.ts", "console.log(2)"}, KindReload, "", "frontend/main.ts is loaded by the page itself, and accepts no update",
		},
		{
			"nobody accepts", []string{"main.ts", "import './a'", "a.ts", "import './b'", "b.ts", "console.log(1)"},
			[2]string{"b.ts", "console.log(2)"}, KindReload, "", "nothing accepts an update of frontend/b.ts (frontend/b.ts ← frontend/a.ts ← frontend/main.ts)",
		},
		{
			"itself", []string{"main.ts", "import './a'", "a.ts", "console.log(1);" + accepting},
			[2]string{"a.ts", "console.log(2);" + accepting}, KindUpdate, "frontend/a.ts", "",
		},
		{
			"itself, by a callback", []string{"main.ts", "import './a'", "a.ts", "console.log(1); import.meta.hot?.accept((m) => m)"},
			[2]string{"a.ts", "console.log(2); import.meta.hot?.accept((m) => m)"}, KindUpdate, "frontend/a.ts", "",
		},
		{
			"an importer", []string{"main.ts", "import './a'; if (import.meta.hot) import.meta.hot.accept('./a', () => {})", "a.ts", "console.log(1)"},
			[2]string{"a.ts", "console.log(2)"}, KindUpdate, "frontend/main.ts", "",
		},
		{
			"an importer, one of a list", []string{"main.ts", "import './a'; import './b'; import.meta.hot.accept(['./a', './b'], () => {})", "a.ts", "", "b.ts", "console.log(1)"},
			[2]string{"b.ts", "console.log(2)"}, KindUpdate, "frontend/main.ts", "",
		},
		{
			"an importer of another module", []string{"main.ts", "import './a'; import './b'; import.meta.hot.accept('./a', () => {})", "a.ts", "", "b.ts", "console.log(1)"},
			[2]string{"b.ts", "console.log(2)"}, KindReload, "", "nothing accepts an update of frontend/b.ts (frontend/b.ts ← frontend/main.ts)",
		},
		{
			"the first that accepts on every way up", []string{"main.ts", "import './a'; import './b'", "a.ts", "import './c';" + accepting, "b.ts", "import './c';" + accepting, "c.ts", "console.log(1)"},
			[2]string{"c.ts", "console.log(2)"}, KindUpdate, "frontend/a.ts frontend/b.ts", "",
		},
		{
			"one way is open", []string{"main.ts", "import './a'; import './b'", "a.ts", "import './c';" + accepting, "b.ts", "import './c'", "c.ts", "console.log(1)"},
			[2]string{"c.ts", "console.log(2)"}, KindReload, "", "nothing accepts an update of frontend/c.ts (frontend/c.ts ← frontend/b.ts ← frontend/main.ts)",
		},
		{
			"a circle below one that accepts", []string{"main.ts", "import './a'", "a.ts", "import './b';" + accepting, "b.ts", "import './c'; export const b = 1", "c.ts", "import './b'; console.log(1)"},
			[2]string{"c.ts", "import './b'; console.log(2)"}, KindUpdate, "frontend/a.ts", "",
		},
		{
			"declined", []string{"main.ts", "import './a';" + accepting, "a.ts", "import './b'; import.meta.hot?.decline()", "b.ts", "console.log(1)"},
			[2]string{"b.ts", "console.log(2)"}, KindReload, "", "frontend/a.ts declines updates (frontend/b.ts ← frontend/a.ts)",
		},
		{
			"components", []string{"main.ts", "import './A'", "A.tsx", "import { useState } from 'react'; export function A() { useState(1); return <p>1</p> }"},
			[2]string{"A.tsx", "import { useState } from 'react'; export function A() { useState(1); return <p>2</p> }"}, KindUpdate, "frontend/A.tsx", "",
		},
		{
			"what components use", []string{"main.ts", "import './A'", "A.tsx", "import { x } from './x'; export const A = () => <p>{x()}</p>", "x.ts", "export const x = () => 1"},
			[2]string{"x.ts", "export const x = () => 2"}, KindUpdate, "frontend/A.tsx", "",
		},
		{
			"a style sheet", []string{"main.ts", "import './a.css'", "a.css", "p { color: red }"},
			[2]string{"a.css", "p { color: blue }"}, KindUpdate, "frontend/a.css", "",
		},
		{
			"what a style sheet imports", []string{"main.ts", "import './a.css'", "a.css", "@import './b.css'; p { color: red }", "b.css", "b { color: red }"},
			[2]string{"b.css", "b { color: blue }"}, KindUpdate, "frontend/a.css", "",
		},
		{
			"the rules of a CSS module", []string{"main.ts", "import s from './a.module.css'; console.log(s)", "a.module.css", ".p { color: red }"},
			[2]string{"a.module.css", ".p { color: blue }"}, KindUpdate, "frontend/a.module.css", "",
		},
		{
			"the names of a CSS module", []string{"main.ts", "import s from './a.module.css'; console.log(s)", "a.module.css", ".p { color: red }"},
			[2]string{"a.module.css", ".q { color: red }"}, KindReload, "", "nothing accepts an update of frontend/a.module.css (frontend/a.module.css ← frontend/main.ts)",
		},
		{
			"data", []string{"main.ts", "import { n } from './a.json'; console.log(n);" + accepting, "a.json", `{"n":1}`},
			[2]string{"a.json", `{"n":2}`}, KindUpdate, "frontend/main.ts", "",
		},
		{
			"what is imported later", []string{"main.ts", "import('./a').then(console.log);" + accepting, "a.ts", "export const a = 1"},
			[2]string{"a.ts", "export const a = 2"}, KindUpdate, "frontend/main.ts", "",
		},
		{
			"types alone", []string{"main.ts", "import { a } from './a'; console.log(a)", "a.ts", "export const a = 1"},
			[2]string{"a.ts", "interface A {}\n// more\nexport const a: number = 1"}, KindNone, "", "",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			files := []string{"node_modules/react/package.json", `{"name":"react","type":"module","exports":{".":"./i.js","./jsx-runtime":"./i.js"}}`, "node_modules/react/i.js", fakeReact}
			for i := 0; i < len(test.files); i += 2 {
				files = append(files, "frontend/"+test.files[i], test.files[i+1])
			}
			f := start(t, files...)
			u := f.change("frontend/"+test.change[0], test.change[1])
			if u.Kind != test.kind || strings.Join(u.Modules, " ") != test.takers && test.kind == KindUpdate || u.Reason != test.reason {
				t.Errorf("kind %v, taken by %v, reason %q; problems %v", u.Kind, u.Modules, u.Reason, u.Problems)
			}
			if want := []string{"frontend/" + test.change[0]}; !slices.Equal(u.Paths, want) {
				t.Errorf("the paths are %v", u.Paths)
			}
		})
	}
}

func TestFilesComeAndGo(t *testing.T) {
	f := start(t, "frontend/main.ts", "import { a } from './a'; console.log(a); import.meta.hot?.accept()", "frontend/a.ts", "export const a = 1")
	// One that comes before another in the order of extensions.
	u := f.change("frontend/a.tsx", "export const a = 2")
	if m := f.message(u); u.Kind != KindUpdate || !slices.Equal(m.Changed, []string{"frontend/a.tsx", "frontend/main.ts"}) || !slices.Equal(m.Removed, []string{"frontend/a.ts"}) {
		t.Errorf("a new file: %v, %s, %v", u.Kind, u.Message, u.Problems)
	}
	u = f.change("frontend/a.tsx", "-")
	if m := f.message(u); u.Kind != KindUpdate || !slices.Equal(m.Removed, []string{"frontend/a.tsx"}) {
		t.Errorf("it goes: %v, %s, %v", u.Kind, u.Message, u.Problems)
	}
	if u = f.change("frontend/a.ts", "-"); u.Kind != KindProblem || len(u.Problems) != 1 || u.Problems[0].File != "frontend/main.ts" {
		t.Errorf("nothing has the name: %v, %v", u.Kind, u.Problems)
	}
	// The last good graph is there still, and a new file mends it.
	if u = f.change("frontend/a/index.ts", "export const a = 3"); u.Kind != KindUpdate {
		t.Errorf("a folder: %v, %v", u.Kind, u.Problems)
	}
	// A module that is renamed, and its importer after it.
	if err := os.Rename(f.path("frontend/a/index.ts"), f.path("frontend/b.ts")); err != nil {
		t.Fatal(err)
	}
	if u = f.Update([]string{f.path("frontend/a/index.ts"), f.path("frontend/b.ts")}); u.Kind != KindProblem {
		t.Errorf("renamed: %v", u.Kind)
	}
	u = f.change("frontend/main.ts", "import { a } from './b'; console.log(a); import.meta.hot?.accept()")
	if m := f.message(u); u.Kind != KindUpdate || !slices.Equal(m.Changed, []string{"frontend/b.ts", "frontend/main.ts"}) {
		t.Errorf("the importer follows: %v, %s, %v", u.Kind, u.Message, u.Problems)
	}
}

func TestMistakesKeepTheLastGoodGraph(t *testing.T) {
	f := start(t, "frontend/main.ts", "import './a'; import './b'; import.meta.hot?.accept()", "frontend/a.ts", "console.log(1)", "frontend/b.ts", "console.log(1)")
	for range 20 {
		if u := f.change("frontend/a.ts", "console.log("); u.Kind != KindProblem || u.Version != 0 || len(u.Problems) != 1 {
			t.Fatalf("%v, %v", u.Kind, u.Problems)
		}
	}
	// Another file changes meanwhile: nothing is lost.
	if u := f.change("frontend/b.ts", "console.log(2)"); u.Kind != KindProblem {
		t.Errorf("%v", u.Kind)
	}
	u := f.change("frontend/a.ts", "console.log(3)")
	if m := f.message(u); u.Kind != KindUpdate || !slices.Equal(m.Changed, []string{"frontend/a.ts", "frontend/b.ts"}) {
		t.Errorf("%v, %s", u.Kind, u.Message)
	}
	// What is mended to what it was says so, for the overlay.
	f.change("frontend/a.ts", "console.log(")
	if u := f.change("frontend/a.ts", "console.log(3)"); u.Kind != KindUpdate || len(u.Modules) != 0 {
		t.Errorf("%v, %v", u.Kind, u.Modules)
	}
}

func TestWhatIsWritten(t *testing.T) {
	f := start(t, "frontend/main.ts", "import logo from './logo.png'; import './a.css'; console.log(logo); import.meta.hot?.accept()",
		"frontend/logo.png", "a", "frontend/a.css", "p { background: url(./logo.png) }")
	built := t.TempDir()
	if err := f.Write(built, map[string][]byte{"assets/more.js": []byte("more")}); err != nil {
		t.Fatal(err)
	}
	read := func(name string) string {
		t.Helper()
		data, err := os.ReadFile(filepath.Join(built, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	f.Close()
	for name, part := range map[string]string{
		"frontend/main.js": `start("frontend/main.ts")`, "frontend/@deskjs/modules.js": `__d("frontend/a.css", [], 8, 0, "`, "frontend/@deskjs/version.json": "1",
		"frontend/@deskjs/client.js": "performReactRefresh", "frontend/@deskjs/modules.js.map": `"/frontend/main.ts"`, "frontend/assets/more.js": "more",
	} {
		if !strings.Contains(read(name), part) {
			t.Errorf("%s does not have %q", name, part)
		}
	}
	u := f.change("frontend/logo.png", "b")
	if err := f.WriteUpdate(built, u, nil); err != nil {
		t.Fatal(err)
	}
	f.Close()
	if m := f.message(u); len(m.Styles) != 1 || m.Script != "/@deskjs/update-2.js" {
		t.Errorf("a changed image: %s", u.Message)
	}
	assets, err := filepath.Glob(filepath.Join(built, "frontend", "assets", "logo-*.png"))
	if err != nil || len(assets) != 2 {
		t.Errorf("the images are %v, %v", assets, err)
	}
	if script := read("frontend/@deskjs/update-2.js"); !strings.Contains(script, "__d(\"frontend/logo.png\"") || !strings.Contains(script, "__deskjs_hot.take({\"version\":2") {
		t.Errorf("the update is %s", script)
	}
	if script := read("frontend/@deskjs/updates.js"); !strings.Contains(script, "__deskjs_hot.version = 2") {
		t.Errorf("for pages that are loaded from now on: %s", script)
	}
}
