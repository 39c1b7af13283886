package compile_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/deskjs/deskjs/bundler"
	"github.com/deskjs/deskjs/bundler/compile"
	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/runtime/backend"
	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// asNode tells this program to be what compilers run on.
const asNode = "COMPILE_TEST_NODE=1"

func TestMain(m *testing.M) {
	if os.Getenv("COMPILE_TEST_NODE") == "" {
		os.Exit(m.Run())
	}
	command, err := backend.ParseNode(os.Args[1:])
	if err != nil {
		panic(err)
	}
	os.Exit(command.Run(backend.Options{
		Host:      engine.Host{Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Executable: os.Args[0], Exit: os.Exit},
		Transform: bundler.Transform, TransformScript: bundler.TransformScript,
	}))
}

// fakeVue is a compiler that does what its component says: a line "throw", "loop", "exit", or code.
const fakeVue = `
const fs = require('fs')
exports.parse = source => ({ errors: [], descriptor: { source, script: { content: source }, styles: [], customBlocks: [], cssVars: [] } })
exports.compileScript = ({ source }) => {
  fs.appendFileSync(__dirname + '/calls', 'x')
  if (source.includes('throw')) throw Object.assign(new Error('[vue/compiler-sfc] Unexpected token (1:3)\n\n/x/App.vue\n1  |  abc\n2  |  de throw\n   |     ^'), {})
  if (source.includes('loop')) for (;;);
  if (source.includes('bomb')) for (const all = [];;) all.push(new Array(10000).fill(all.length))
  if (source.includes('exit')) { console.error('no more'); process.exit(3) }
  console.log('noise')
  return { content: 'const _sfc_main = ' + source.length, deps: [__dirname + '/dependency'] }
}
`

func project(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func vueProject(t *testing.T, component string) string {
	return project(t, map[string]string{
		"package.json": `{}`, "frontend/App.vue": component,
		"node_modules/vue/package.json":               `{"version":"3.5.0"}`,
		"node_modules/vue/compiler-sfc/index.js":      fakeVue,
		"node_modules/vue/compiler-sfc/dependency":    "one",
		"node_modules/@vue/compiler-sfc/package.json": `{"version":"3.5.0"}`,
	})
}

func open(t *testing.T, dir string) *compile.Set {
	set := compile.Open(compile.Options{Dir: dir, Node: []string{os.Args[0]}, Environment: []string{asNode}, Host: host{}, Timeout: 3 * time.Second})
	t.Cleanup(set.Close)
	return set
}

func TestMissingCompiler(t *testing.T) {
	dir := project(t, map[string]string{"frontend/App.vue": ""})
	_, err := open(t, dir).Load(context.Background(), compile.Unit{Path: filepath.Join(dir, "frontend", "App.vue")})
	want := "error: frontend/App.vue is a Vue component, and the package \"vue\" that compiles it is not installed\n --> frontend/App.vue\n  = hint: `deskjs add vue` adds it"
	if err == nil || err.Error() != want {
		t.Errorf("got %v", err)
	}
}

func TestWhatWasCompiledIsKept(t *testing.T) {
	dir := vueProject(t, "abc")
	unit := compile.Unit{Path: filepath.Join(dir, "frontend", "App.vue")}
	compilations := func() int {
		data, _ := os.ReadFile(filepath.Join(dir, "node_modules", "vue", "compiler-sfc", "calls"))
		return len(data)
	}
	load := func(set *compile.Set) {
		t.Helper()
		output, err := set.Load(context.Background(), unit)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(string(output.Code), "const _sfc_main = 3") {
			t.Errorf("got %s", output.Code)
		}
	}
	set := open(t, dir)
	load(set)
	load(set)
	load(open(t, dir))
	if n := compilations(); n != 1 {
		t.Errorf("compiled %d times", n)
	}
	if err := os.WriteFile(filepath.Join(dir, "node_modules", "vue", "compiler-sfc", "dependency"), []byte("two"), 0o644); err != nil {
		t.Fatal(err)
	}
	load(set)
	if n := compilations(); n != 2 {
		t.Errorf("compiled %d times after a dependency had changed", n)
	}
}

func TestCompilersThatFail(t *testing.T) {
	tests := []struct{ component, want string }{
		{"abc\nde throw", "error: Unexpected token\n   --> frontend/App.vue:2:4\n    |\n  2 | de throw"},
		{"exit", "ended before it had an answer"},
		{"loop", "took longer than"},
	}
	for _, test := range tests {
		t.Run(test.component, func(t *testing.T) {
			dir := vueProject(t, test.component)
			set := open(t, dir)
			_, err := set.Load(context.Background(), compile.Unit{Path: filepath.Join(dir, "frontend", "App.vue")})
			if err == nil || !strings.Contains(squeezed(err.Error()), squeezed(test.want)) {
				t.Fatalf("got %v", err)
			}
			if messages := diag.Messages(err); messages[0].File != "frontend/App.vue" {
				t.Errorf("at %q", messages[0].File)
			}
			output, err := set.Transform(context.Background(), compile.Unit{Path: filepath.Join(dir, "frontend", "App.vue"), Source: []byte("fine")})
			if err != nil || len(output.Code) == 0 {
				t.Errorf("afterwards: %v", err)
			}
		})
	}
}

func TestMemoryOfCompilers(t *testing.T) {
	dir := vueProject(t, "bomb")
	set := compile.Open(compile.Options{Dir: dir, Node: []string{os.Args[0]}, Environment: []string{asNode}, Memory: 150})
	t.Cleanup(set.Close)
	_, err := set.Load(context.Background(), compile.Unit{Path: filepath.Join(dir, "frontend", "App.vue")})
	if err == nil || !strings.Contains(err.Error(), "the compiler of frontend/App.vue used more than 150 MiB of memory") {
		t.Errorf("got %v", err)
	}
}

func squeezed(text string) string { return strings.Join(strings.Fields(text), " ") }

// host is a bundler for configurations that import nothing.
type host struct{}

func (host) Bundle(file string, _ map[string]string) ([]byte, []string, error) {
	code, err := os.ReadFile(file)
	return code, []string{file}, err
}

func (host) Strip(_, _, code string) (out, sourceMap string, err error) { return code, "", nil }

func (host) Resolve(_, _ string) (string, bool) { return "", false }
