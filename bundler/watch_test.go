package bundler

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

const watchedProject = `
-- deskjs.json --
{"name":"Test","id":"com.example.test","version":"1.0.0"}
-- frontend/index.html --
<link rel="stylesheet" href="style.css"><script type="module" src="main.ts"></script>
-- frontend/style.css --
p { color: red }
-- frontend/main.ts --
import { one } from '../backend/api'
import { shared } from '../shared/x'
one(shared)
-- shared/x.ts --
export const shared = 1
-- shared/types.ts --
export type Row = number | string
-- backend/main.ts --
import { shared } from '../shared/x'
console.log(shared)
-- backend/api.ts --
export async function one(n: number) { return n }
`

// startWatch watches a new project. next waits for the next Change.
func startWatch(t *testing.T) (dir string, next func() Change) {
	t.Helper()
	dir = extract(t, txtar.Parse([]byte(watchedProject)))
	project, err := NewProject(testOptions(dir))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	changes, ended := make(chan Change), make(chan error, 1)
	go func() {
		ended <- project.Watch(ctx, func(c Change) {
			select {
			case changes <- c:
			case <-ctx.Done():
			}
		})
	}()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("Watch: %v", err)
		}
		project.Close()
	})
	return dir, func() Change {
		t.Helper()
		select {
		case c := <-changes:
			return c
		case err := <-ended:
			ended <- err
			t.Fatalf("Watch ended: %v", err)
			return Change{}
		}
	}
}

func TestWatchRecognises(t *testing.T) {
	dir, next := startWatch(t)
	if c := next(); c.Err != nil || !c.Backend || !c.Frontend || !c.Config || c.Paths != nil {
		t.Fatalf("first: %+v", c)
	}
	type kinds struct {
		config, backend, frontend bool
		styles                    string
	}
	steps := []struct {
		name, file, text string
		want             kinds
	}{
		{"a style", "frontend/style.css", "p { color: blue }", kinds{styles: "frontend/style.css"}},
		{"the page's code", "frontend/main.ts", "import { one } from '../backend/api'\nimport { shared } from '../shared/x'\none(shared + 1)\n", kinds{frontend: true}},
		{"the backend", "backend/main.ts", "import { shared } from '../shared/x'\nconsole.log(shared, 2)\n", kinds{backend: true}},
		{"a file of both halves", "shared/x.ts", "export const shared = 3\n", kinds{backend: true, frontend: true}},
		{"the page", "frontend/index.html", `<link rel="stylesheet" href="style.css"><p><script type="module" src="main.ts"></script>`, kinds{frontend: true}},
		{"the config", "deskjs.json", `{"name":"Test 2","id":"com.example.test","version":"1.0.0"}`, kinds{config: true}},
		{"a constant of the api", "backend/api.ts", "export const limit = 1\nexport async function one(n: number) { return n }\n", kinds{backend: true}},
		{"its use in the page", "frontend/main.ts", "import { limit, one } from '../backend/api'\none(limit)\n", kinds{frontend: true}},
		{"another value", "backend/api.ts", "export const limit = 2\nexport async function one(n: number) { return n }\n", kinds{backend: true, frontend: true}},
		{"a parameter's type", "backend/api.ts", "import type { Row } from '../shared/types'\nexport const limit = 2\nexport async function one(n: Row) { return n }\n", kinds{backend: true}},
		{"a type elsewhere", "shared/types.ts", "export type Row = string\n", kinds{backend: true}},
		{"a new api module", "backend/api/more.ts", "export async function more() {}\n", kinds{backend: true}},
	}
	for _, step := range steps {
		write(t, dir, step.file, step.text)
		c := next()
		got := kinds{c.Config, c.Backend, c.Frontend, strings.Join(c.Styles, " ")}
		if c.Err != nil || got != step.want {
			t.Fatalf("%s: %+v, %v, paths %v", step.name, got, c.Err, c.Paths)
		}
		if !slices.ContainsFunc(c.Paths, func(path string) bool { return strings.HasPrefix(step.file, path) }) {
			t.Fatalf("%s: paths %v", step.name, c.Paths)
		}
	}
}

func TestWatchReportsErrorsAndTheirEnd(t *testing.T) {
	dir, next := startWatch(t)
	next()
	original := "export async function one(n: number) { return n }\n"
	write(t, dir, "backend/api.ts", "export function one(n: number) { return n }\n")
	if c := next(); c.Err == nil || !strings.Contains(c.Err.Error(), "one is not async") || c.Result != nil {
		t.Fatalf("%+v", c)
	}
	write(t, dir, "backend/api.ts", original)
	if c := next(); c.Err != nil || !c.Same() || c.Result == nil {
		t.Fatalf("%+v", c)
	}
}

func TestWatchIgnoresWhatChangesNothing(t *testing.T) {
	dir, next := startWatch(t)
	next()
	// None of these is reported, so that the next report is that of the style.
	write(t, dir, "node_modules/x/index.js", "1")
	write(t, dir, "dist/app", "1")
	write(t, dir, ".deskjs/dev/app.json", "{}")
	write(t, dir, "frontend/style.css~", "p {}")
	write(t, dir, "frontend/.style.css.swp", "x")
	write(t, dir, "notes.txt", "x")
	write(t, dir, "frontend/main.ts", "import { one } from '../backend/api'\nimport { shared } from '../shared/x'\n// a comment\none(shared)\n")
	write(t, dir, "frontend/style.css", "p { color: green }")
	if c := next(); c.Err != nil || c.Frontend || c.Backend || len(c.Styles) != 1 {
		t.Fatalf("%+v", c)
	}
}

func TestWatchSurvivesEditors(t *testing.T) {
	dir, next := startWatch(t)
	next()
	path := filepath.Join(dir, "frontend", "style.css")
	for i, color := range []string{"one", "two", "three"} {
		text := "p { color: " + color + " }"
		switch i {
		case 0: // written beside and renamed over
			write(t, dir, "frontend/style.css.new", text)
			if err := os.Rename(path+".new", path); err != nil {
				t.Fatal(err)
			}
		case 1: // moved away, then written anew
			if err := os.Rename(path, path+"~"); err != nil {
				t.Fatal(err)
			}
			write(t, dir, "frontend/style.css", text)
		case 2: // truncated, then written
			if err := os.Truncate(path, 0); err != nil {
				t.Fatal(err)
			}
			write(t, dir, "frontend/style.css", text)
		}
		c := next()
		for c.Err != nil { // a slow disk can show the moment at which there is no file
			c = next()
		}
		if !strings.Contains(string(c.Result.Files["frontend/style.css"]), color) || c.Frontend || c.Backend {
			t.Fatalf("%s: %+v", color, c)
		}
	}
}

func TestWatchSeesNewDirectories(t *testing.T) {
	dir, next := startWatch(t)
	next()
	write(t, dir, "frontend/deep/er/x.ts", "export const x = 1\n")
	write(t, dir, "frontend/main.ts", "import { x } from './deep/er/x'\nconsole.log(x)\n")
	if c := next(); c.Err != nil || !c.Frontend {
		t.Fatalf("%+v", c)
	}
	write(t, dir, "frontend/deep/er/x.ts", "export const x = 2\n")
	if c := next(); c.Err != nil || !c.Frontend {
		t.Fatalf("%+v", c)
	}
}

func TestWatchOfNothing(t *testing.T) {
	if _, err := NewProject(Options{Dir: filepath.Join(t.TempDir(), "missing")}); err == nil {
		t.Fatal("a missing directory is a project")
	}
}

func TestPresentLeavesOutFilesThatAreGone(t *testing.T) {
	dir := t.TempDir()
	there, gone := filepath.Join(dir, "style.css"), filepath.Join(dir, "sedXXXX")
	if err := os.WriteFile(there, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if got := present([]string{gone, there}); !slices.Equal(got, []string{there}) {
		t.Errorf("got %v", got)
	}
	if got := present([]string{gone}); !slices.Equal(got, []string{gone}) {
		t.Errorf("of files that are all gone: %v", got)
	}
}
