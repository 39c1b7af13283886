package bundler

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/deskjs/deskjs/internal/diag"
)

func init() { patched = false }

func TestTransformLeavesWhatThePatchedEngineHas(t *testing.T) {
	patched = true
	defer func() { patched = false }()
	const source = "async function* f() { for await (const x of y) yield x }\nimport(z);\n"
	m, err := Transform("/app/a.cjs", []byte(source))
	if err != nil || m.Imports || !strings.Contains(string(m.Code), "async function* f()") || !strings.Contains(string(m.Code), "for await") || !strings.Contains(string(m.Code), "import(z)") {
		t.Fatalf("%s %v", m.Code, err)
	}
}

func TestTransformGolden(t *testing.T) {
	inputs, err := filepath.Glob("testdata/transform/*")
	if err != nil {
		t.Fatal(err)
	}
	ran := 0
	for _, input := range inputs {
		if strings.HasSuffix(input, ".golden") {
			if _, err := os.Stat(strings.TrimSuffix(input, ".golden")); err != nil {
				t.Errorf("%s belongs to no input", input)
			}
			continue
		}
		ran++
		t.Run(filepath.Base(input), func(t *testing.T) {
			source, err := os.ReadFile(input)
			if err != nil {
				t.Fatal(err)
			}
			path := "/app/" + filepath.Base(input)
			m, err := Transform(path, source)
			if err != nil {
				golden(t, input+".golden", []byte(err.Error()+"\n"))
				return
			}
			golden(t, input+".golden", m.Code)
			var fields struct {
				Version                 int
				Sources, SourcesContent []string
			}
			if err := json.Unmarshal(m.SourceMap, &fields); err != nil {
				t.Fatal(err)
			}
			if filepath.Ext(path) != ".json" && (!slices.Contains(fields.Sources, path) || !slices.Contains(fields.SourcesContent, string(source))) {
				t.Fatalf("source map is of %q", fields.Sources)
			}
		})
	}
	if ran == 0 {
		t.Fatal("no inputs")
	}
}

// golden compares got with a file of testdata, which UPDATE_GOLDEN=1 rewrites.
func golden(t *testing.T, path string, got []byte) {
	t.Helper()
	if os.Getenv("UPDATE_GOLDEN") == "1" {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v (UPDATE_GOLDEN=1 writes it)", err)
	}
	if string(got) != string(want) {
		t.Errorf("%s differs (UPDATE_GOLDEN=1 rewrites it); got\n%s", path, got)
	}
}

func TestTransformMapsErrorsToTheirLine(t *testing.T) {
	m, err := Transform("/app/a.ts", []byte("import fs from 'fs'\n\nawait fs.x()\nthrow new Error('here')\n"))
	if err != nil {
		t.Fatal(err)
	}
	before, _, _ := strings.Cut(string(m.Code), "throw new Error")
	line := strings.Count(before, "\n")
	column := len(before) - strings.LastIndexByte(before, '\n') - 1
	decoded, err := decodeMap(m.SourceMap)
	if err != nil {
		t.Fatal(err)
	}
	if at, ok := decoded.find(line, column); !ok || at.originalLine != 3 || at.originalUnit != 0 {
		t.Fatalf("maps to %+v", at)
	}
}

func TestTransformKnowsThePackageType(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "package.json"), []byte(`{"type":"module"}`), 0o644); err != nil {
		t.Fatal(err)
	}
	m, err := Transform(filepath.Join(dir, "lib", "a.js"), []byte("x()"))
	if err != nil || !m.ES || !m.Strict {
		t.Fatalf("%+v %v", m, err)
	}
	m, err = Transform(filepath.Join(dir, "node_modules", "b", "a.js"), []byte("import x from 'y'; x()"))
	if err != nil || !m.ES || m.Strict {
		t.Fatalf("%+v %v", m, err)
	}
}

func TestTransformErrorIsLocated(t *testing.T) {
	_, err := Transform("/app/a.ts", []byte("const ok = 1\nlet x: number = = 2\n"))
	messages := diag.Messages(err)
	if len(messages) != 1 {
		t.Fatalf("%v", err)
	}
	m := messages[0]
	if m.File != "/app/a.ts" || m.Line != 2 || m.Column != 17 || m.LineText != "let x: number = = 2" || m.Text != `unexpected "="` {
		t.Fatalf("%+v", m)
	}
}

func BenchmarkTransform(b *testing.B) {
	source := []byte(strings.Repeat("function add(a, b) { return a + b }\nexports.add = add\n", 20))
	for b.Loop() {
		if _, err := Transform("/app/a.js", source); err != nil {
			b.Fatal(err)
		}
	}
}

func FuzzTransform(f *testing.F) {
	f.Add("a.ts", "await 1; export const x = import.meta.url")
	f.Add("a.js", "#!/x\nrequire('x')")
	f.Add("a.json", "{")
	f.Fuzz(func(t *testing.T, name, source string) {
		if _, err := Transform("/app/"+filepath.Base(name), []byte(source)); err != nil {
			if len(diag.Messages(err)) == 0 {
				t.Fatal("an error without a message")
			}
		}
	})
}
