package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/deskjs/deskjs/bundler"
)

// typescript returns TypeScript's compiler, the native one, which needs nothing else to run. The user's store of packages has it from the second
// time on.
func typescript(t *testing.T) string {
	t.Helper()
	env := &environment{in: strings.NewReader(""), out: io.Discard, err: os.Stderr}
	program, version, err := findTypeScript(t.Context(), env, t.TempDir())
	if err != nil || !strings.HasPrefix(version, "7.") {
		t.Fatalf("TypeScript %s: %v", version, err)
	}
	return program
}

// newProject makes an app from the template, whose backend and page are replaced by the files of an archive.
func newProject(t *testing.T, files []txtar.File) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "app")
	env := &environment{in: strings.NewReader(""), out: io.Discard, err: os.Stderr}
	if code := run(env, []string{"init", dir, "--yes"}); code != 0 {
		t.Fatalf("init: exit code %d", code)
	}
	if len(files) > 0 {
		for _, folder := range []string{"backend", "frontend", "test"} {
			if err := os.RemoveAll(filepath.Join(dir, folder)); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, file := range files {
		path := filepath.Join(dir, filepath.FromSlash(file.Name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, file.Data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

var typeError = regexp.MustCompile(`(?m)^(\S.*)\((\d+),\d+\): error (.*)$`)

// compilerFinds lists what the compiler finds wrong with the project: "frontend/main.ts:3 TS2305: …".
func compilerFinds(t *testing.T, program, dir string) []string {
	t.Helper()
	command := exec.Command(program, "-p", ".", "--pretty", "false")
	command.Dir = dir
	output, err := command.CombinedOutput()
	var found []string
	for _, match := range typeError.FindAllStringSubmatch(string(output), -1) {
		found = append(found, fmt.Sprintf("%s:%s %s", filepath.ToSlash(match[1]), match[2], match[3]))
	}
	if (err != nil) != (len(found) > 0) {
		t.Fatalf("the compiler said %v:\n%s", err, output)
	}
	slices.Sort(found)
	return found
}

// TestTypes checks the projects in testdata/types with TypeScript, by the template's tsconfig.json. A line that ends with
// "//! TS2305: …" is wrong, and the compiler's message has that text; every other line is right. All of them build.
func TestTypes(t *testing.T) {
	archives, err := filepath.Glob("testdata/types/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatalf("no archives: %v", err)
	}
	program := typescript(t)
	for _, name := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			dir := newProject(t, archive.Files)
			if _, err := bundler.Build(bundlerOptions(dir, true)); err != nil {
				t.Errorf("it does not build: %v", err)
			}
			wanted := map[string]string{}
			for _, file := range archive.Files {
				for i, line := range strings.Split(string(file.Data), "\n") {
					if _, text, ok := strings.Cut(line, "//! "); ok {
						wanted[fmt.Sprintf("%s:%d", file.Name, i+1)] = text
					}
				}
			}
			for _, message := range compilerFinds(t, program, dir) {
				place, text, _ := strings.Cut(message, " ")
				if wanted[place] == "" || !strings.Contains(text, wanted[place]) {
					t.Errorf("not expected: %s", message)
				}
				delete(wanted, place)
			}
			for place, text := range wanted {
				t.Errorf("%s: the compiler does not say %s", place, text)
			}
		})
	}
}

// TestTypesFollowTheBackend changes functions of the template's backend, and nothing else.
func TestTypesFollowTheBackend(t *testing.T) {
	tests := []struct{ name, old, replacement, want string }{
		{"as it is", "", "", ""},
		{"a function is renamed", "function listNotes(", "function findNotes(", "frontend/main.ts:TS2305"},
		{"a parameter is another type", "deleteNote(id: string)", "deleteNote(id: number)", "frontend/main.ts:TS2345"},
		{"a parameter is added", "deleteNote(id: string)", "deleteNote(id: string, forever: boolean)", "frontend/main.ts:TS2554"},
		{"the result is another", "export async function* watchNotes(): AsyncGenerator<Notebook> {", "export async function* watchNotes(): AsyncGenerator<string> {", "frontend/main.ts:TS2339"},
	}
	program := typescript(t)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := newProject(t, nil)
			path := filepath.Join(dir, "backend", "api.ts")
			source, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(string(source), test.old) {
				t.Fatalf("backend/api.ts does not have %q", test.old)
			}
			if err := os.WriteFile(path, []byte(strings.ReplaceAll(string(source), test.old, test.replacement)), 0o600); err != nil {
				t.Fatal(err)
			}
			found := compilerFinds(t, program, dir)
			file, code, _ := strings.Cut(test.want, ":")
			if test.want == "" && len(found) > 0 || test.want != "" && !slices.ContainsFunc(found, func(message string) bool {
				return strings.HasPrefix(message, file+":") && strings.Contains(message, code)
			}) {
				t.Errorf("want %q, the compiler says:\n%s", test.want, strings.Join(found, "\n"))
			}
		})
	}
}
