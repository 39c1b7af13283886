package bundler

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/internal/payload"
)

const testClient = `export function call(name) { return (...args) => Promise.resolve([name, args]) }
export function stream(name) { return (...args) => ({ name, args }) }
export function callNow(name, args) { return [name, args] }
`

func testOptions(dir string) Options {
	return Options{Dir: dir, Development: true, Builtins: []string{"worker_threads", "fs", "fs/promises", "module", "node:path", "url", "v8", "deskjs"}, BridgeClient: testClient}
}

// extract writes the files of an archive below a new directory. A project without a deskjs.json gets one.
func extract(t *testing.T, archive *txtar.Archive) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	files := append([]txtar.File{}, archive.Files...)
	if !slices.ContainsFunc(files, func(f txtar.File) bool { return f.Name == "deskjs.json" }) {
		files = append(files, txtar.File{Name: "deskjs.json", Data: []byte(`{"name":"Test","id":"com.example.test","version":"1.0.0"}`)})
	}
	for _, file := range files {
		write(t, dir, file.Name, string(file.Data))
	}
	return dir
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	path := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestBuildGolden builds each archive in testdata/build. The golden file holds the output files, or the messages. An
// archive whose comment has the word "production" is built for shipping.
func TestBuildGolden(t *testing.T) {
	inputs, err := filepath.Glob("testdata/build/*.txtar")
	if err != nil || len(inputs) == 0 {
		t.Fatalf("no inputs: %v", err)
	}
	for _, input := range inputs {
		name := strings.TrimSuffix(filepath.Base(input), ".txtar")
		t.Run(name, func(t *testing.T) {
			archive, err := txtar.ParseFile(input)
			if err != nil {
				t.Fatal(err)
			}
			options := testOptions(extract(t, archive))
			options.Development = !bytes.Contains(archive.Comment, []byte("production"))
			result, err := Build(options)
			golden(t, strings.TrimSuffix(input, ".txtar")+".golden", rendered(result, err))
			if strings.HasPrefix(name, "error-") != (err != nil) {
				t.Errorf("error: %v", err)
			}
		})
	}
	goldens, _ := filepath.Glob("testdata/build/*.golden")
	if len(goldens) != len(inputs) {
		t.Errorf("%d inputs and %d golden files", len(inputs), len(goldens))
	}
}

// rendered is a build's outcome as text: messages, or the manifest and the files that are not maps.
func rendered(result *Result, err error) []byte {
	if err != nil {
		return []byte(diag.RenderAll(diag.Messages(err), false))
	}
	archive := &txtar.Archive{Comment: []byte(diag.RenderAll(result.Warnings, false))}
	names := []string{}
	for name := range result.Files {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		data := withoutHelpers(result.Files[name])
		if strings.HasSuffix(name, ".map") || !utf8.Valid(data) {
			data = []byte("(not shown)\n")
		}
		if len(data) > 0 && data[len(data)-1] != '\n' {
			data = append(bytes.Clone(data), '\n')
		}
		archive.Files = append(archive.Files, txtar.File{Name: name, Data: data})
	}
	return txtar.Format(archive)
}

// withoutHelpers leaves out what esbuild puts before the first module, which is its own business.
func withoutHelpers(code []byte) []byte {
	if !bytes.HasPrefix(code, []byte("var __")) {
		return code
	}
	if i := bytes.Index(code, []byte("\n// ")); i >= 0 {
		return append([]byte("(helpers)\n"), code[i+1:]...)
	}
	return code
}

func TestBackendMapNamesFilesOfTheProject(t *testing.T) {
	archive := txtar.Parse([]byte("-- frontend/index.html --\n<p>\n-- backend/main.ts --\nimport './deep/er.ts'\n-- backend/deep/er.ts --\nconsole.log(1)\n"))
	result, err := Build(testOptions(extract(t, archive)))
	if err != nil {
		t.Fatal(err)
	}
	decoded, err := decodeMap(result.Files[payload.BackendMapName])
	if err != nil || !slices.Contains(decoded.sources, "backend/deep/er.ts") {
		t.Fatalf("%+v %v", decoded, err)
	}
}

func TestWriteDir(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "app")
	first := &Result{Files: map[string][]byte{"app.json": []byte(`{"name":"x"}`), "frontend/index.html": []byte("a"), "frontend/old.js": []byte("b")}}
	second := &Result{Files: map[string][]byte{"app.json": []byte(`{"name":"y"}`), "frontend/index.html": []byte("a"), "frontend/new/x.js": []byte("c")}}
	for _, r := range []*Result{first, second} {
		if err := r.WriteDir(dir); err != nil {
			t.Fatal(err)
		}
		app, err := payload.OpenDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for name, want := range r.Files {
			if got, err := app.Read(name); err != nil || !bytes.Equal(got, want) {
				t.Errorf("%s: %q %v", name, got, err)
			}
		}
		if len(app.Names()) != len(r.Files) {
			t.Errorf("files %v", app.Names())
		}
		app.Close()
	}
}

func TestRebuildSeesNewEntriesAndModules(t *testing.T) {
	dir := extract(t, txtar.Parse([]byte("-- frontend/index.html --\n<script type=module src=a.ts></script>\n-- frontend/a.ts --\nconsole.log('a')\n")))
	project, err := NewProject(testOptions(dir))
	if err != nil {
		t.Fatal(err)
	}
	defer project.Close()
	rebuild := func() *Result {
		t.Helper()
		result, err := project.Rebuild()
		if err != nil {
			t.Fatal(err)
		}
		return result
	}
	if r := rebuild(); r.Files["frontend/a.js"] == nil || len(r.Manifest.API) != 0 {
		t.Fatalf("%v", r.Manifest)
	}
	write(t, dir, "backend/api.ts", "export async function one() {}\n")
	write(t, dir, "frontend/b.ts", "import { one } from '../backend/api'; one()\n")
	write(t, dir, "frontend/index.html", "<script type=module src=a.ts></script><script type=module src=b.ts></script>")
	if r := rebuild(); !strings.Contains(string(r.Files["frontend/b.js"]), "api.one") || !slices.Equal(r.Manifest.API, []string{"api.one"}) || !strings.Contains(string(r.Files["backend/main.js"]), "one") {
		t.Fatalf("%s", rendered(r, nil))
	}
	write(t, dir, "backend/api.ts", "export async function two() {}\n")
	write(t, dir, "frontend/b.ts", "import { two } from '../backend/api'; two()\n")
	if r := rebuild(); !strings.Contains(string(r.Files["frontend/b.js"]), "api.two") {
		t.Fatalf("%s", rendered(r, nil))
	}
	project.Close()
	if _, err := project.Rebuild(); err == nil {
		t.Fatal("a closed project was built")
	}
}
