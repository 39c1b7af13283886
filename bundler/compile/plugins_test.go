package compile_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/deskjs/deskjs/bundler"
	"github.com/deskjs/deskjs/bundler/compile"
)

const config = `
import { defineConfig, normalizePath, type Plugin } from 'vite'
import vue from '@vitejs/plugin-vue'
import { join } from 'node:path'
import { greeting } from './build/greeting'

const own: Plugin = {
  name: 'own',
  config: () => ({ define: { __STAMP__: JSON.stringify('7') } }),
  configResolved(config) { if (config.define.__OTHER__ !== 1) throw new Error('the configuration is not merged') },
  resolveId(id) { if (id === 'virtual:hello') return '\0' + id },
  load(id) {
    if (id === '\0virtual:hello') return 'export default ' + JSON.stringify(greeting)
    if (id.endsWith('.svg?react')) return 'export default "svg"'
    if (id.endsWith('notes.txt')) { this.addWatchFile('frontend/watched'); return 'export default import.meta.ROLLUP_FILE_URL_' + this.emitFile({ type: 'asset', name: 'notes.txt', source: 'abc' }) }
  },
  transform: { filter: { id: /\.ts$/ }, handler(code, id) {
    if (code.includes('BROKEN')) this.error({ message: 'this is broken', loc: { line: 2, column: 3 } })
    if (code.includes('THROW')) throw new TypeError('no such thing')
    if (code.includes('LOOP')) for (;;);
    if (code.includes(': number')) throw new Error('types are still there')
    this.warn('seen ' + normalizePath(id).split('/').pop())
    return code.replace('LATE', 'late')
  } },
  handleHotUpdate({ modules, server }) {
    return [...modules, server.moduleGraph.getModuleById('\0virtual:hello')]
  },
}
const early: Plugin = { name: 'early', enforce: 'pre', transform: code => code.includes('EARLY') ? code.replace('EARLY: 1', 'early: number = 1') : null }
const never: Plugin = { name: 'never', apply: 'serve', load() { throw new Error('it applies to dev only') } }

export default defineConfig(async ({ command }) => ({
  plugins: [[own, [Promise.resolve(early)]], never, false, vue({ template: { compilerOptions: { whitespace: 'preserve' } } })],
  define: { __OTHER__: command === 'build' ? 1 : 2 },
  resolve: { alias: { '@': join(__dirname, 'frontend') } },
}))
`

func pluginProject(t *testing.T, more map[string]string) string {
	files := map[string]string{
		"package.json": `{"type":"module"}`, "vite.config.ts": config, "build/greeting.ts": "export const greeting: string = 'hello'",
		"frontend/main.ts": "let EARLY: 1\nexport const b: string = 'LATE'", "frontend/other.ts": "", "frontend/notes.txt": "x",
	}
	for name, text := range more {
		files[name] = text
	}
	dir, err := filepath.EvalSymlinks(project(t, files))
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

func openPlugins(t *testing.T, dir string) *compile.Set {
	set := bundler.OpenCompilers(bundler.Options{Dir: dir, Node: []string{os.Args[0]}, Environment: []string{asNode}})
	t.Cleanup(set.Close)
	return set
}

func TestPlugins(t *testing.T) {
	dir := pluginProject(t, nil)
	set := openPlugins(t, dir)
	ctx := context.Background()
	at := func(name string) string { return filepath.Join(dir, "frontend", name) }
	resolve := func(specifier string) compile.Resolution {
		t.Helper()
		found, err := set.Resolve(ctx, specifier, at("main.ts"))
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	load := func(path, query string) compile.Output {
		t.Helper()
		output, err := set.Load(ctx, compile.Unit{Path: path, Query: query})
		if err != nil {
			t.Fatal(err)
		}
		return output
	}
	if found := resolve("virtual:hello"); found.Path != "\x00virtual:hello" {
		t.Errorf("resolved to %q", found.Path)
	}
	if found := resolve("@/other"); found.Path != at("other.ts") {
		t.Errorf("the alias led to %q", found.Path)
	}
	if found := resolve("./other"); found.Path != "" {
		t.Errorf("what is no plugin's led to %q", found.Path)
	}
	if code := string(load("\x00virtual:hello", "").Code); code != `export default "hello"` {
		t.Errorf("the virtual module is %s", code)
	}
	if code := string(load(at("logo.svg"), "react").Code); code != `export default "svg"` {
		t.Errorf("the module with a query is %s", code)
	}
	main := load(at("main.ts"), "")
	if !strings.Contains(string(main.Code), `"late"`) || !strings.Contains(string(main.Code), "early = 1") || main.Loader != "js" {
		t.Errorf("main.ts is %s: %s", main.Loader, main.Code)
	}
	if len(main.Warnings) != 1 || main.Warnings[0].Text != "the plugin own: seen main.ts" {
		t.Errorf("warnings: %v", main.Warnings)
	}
	notes := load(at("notes.txt"), "")
	if !strings.Contains(string(notes.Code), `new URL("/assets/notes-`) || len(notes.Dependencies) != 1 || notes.Dependencies[0] != at("watched") {
		t.Errorf("notes.txt is %s, of %v", notes.Code, notes.Dependencies)
	}
	if emitted := set.Emitted(); len(emitted) != 1 {
		t.Errorf("emitted: %v", emitted)
	}
	if define := set.Define(); define["__STAMP__"] != `"7"` || define["__OTHER__"] != "1" {
		t.Errorf("define: %v", define)
	}
	modules, err := set.HotUpdate(ctx, at("notes.txt"))
	if err != nil || strings.Join(modules, " ") != "\x00virtual:hello" {
		t.Errorf("hot update: %q, %v", modules, err)
	}
	if err := os.WriteFile(filepath.Join(dir, "build", "greeting.ts"), []byte("export const greeting = 'goodbye'"), 0o644); err != nil {
		t.Fatal(err)
	}
	if !set.Changed([]string{filepath.Join(dir, "build", "greeting.ts")}) || set.Changed([]string{at("main.ts")}) {
		t.Error("a change of the configuration is not told from others")
	}
	if code := string(load("\x00virtual:hello", "").Code); code != `export default "goodbye"` {
		t.Errorf("after a change of the configuration the virtual module is %s", code)
	}
}

func TestPluginsThatFail(t *testing.T) {
	tests := []struct {
		name, file, text, want string
	}{
		{"this.error", "frontend/main.ts", "let a\n   BROKEN", "error: the plugin own: this is broken --> frontend/main.ts:2:4 | 2 | BROKEN | ^"},
		{"exception", "frontend/main.ts", "THROW", "error: the plugin own: no such thing --> frontend/main.ts = note: in its hook transform"},
		{"configuration", "vite.config.ts", "throw new Error('not today')", "error: the configuration of vite failed: not today --> vite.config.ts"},
		{"syntax", "vite.config.ts", "export default {\n  a: ]", "vite.config.ts:2:6"},
		{"Vite itself", "vite.config.ts", "import { createServer } from 'vite'\nawait createServer()", `createServer of "vite" is not there: deskjs builds and serves the app itself`},
		{"no package", "vite.config.ts", "import x from 'not-there'\nexport default x", "Cannot find package 'not-there'"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := pluginProject(t, map[string]string{test.file: test.text})
			_, err := openPlugins(t, dir).Load(context.Background(), compile.Unit{Path: filepath.Join(dir, "frontend", "main.ts")})
			if err == nil || !strings.Contains(squeezed(err.Error()), test.want) {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestPluginThatHangs(t *testing.T) {
	dir := pluginProject(t, map[string]string{"frontend/main.ts": "LOOP", "vite.config.js": `export default { plugins: [{ name: 'hangs', transform(code) { if (code.includes('LOOP')) for (;;); } }] }`})
	set := open(t, dir)
	path := filepath.Join(dir, "frontend", "main.ts")
	_, err := set.Load(context.Background(), compile.Unit{Path: path})
	if err == nil || !strings.Contains(err.Error(), "took longer than") {
		t.Errorf("got %v", err)
	}
	if _, err := set.Load(context.Background(), compile.Unit{Path: path, Source: []byte("fine")}); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}
