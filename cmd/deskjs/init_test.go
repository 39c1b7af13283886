package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/deskjs/deskjs/templates"
)

// answering is an environment with a person who types answers.
func answering(answers string) (env *environment, out, errors *strings.Builder) {
	out, errors = &strings.Builder{}, &strings.Builder{}
	return &environment{in: strings.NewReader(answers), out: out, err: errors, terminal: true}, out, errors
}

func TestInitAsksOnATerminal(t *testing.T) {
	tests := []struct{ name, answers, want, template string }{
		{"answers", "Shopping\nreact\n", "Shopping", "React"},
		{"return takes the suggestions", "\n\n", "Great App", "TypeScript"},
		{"asks again after bad ones", "a/b\nShopping\nreakt\n2\n", "Shopping", "React"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "great-app")
			env, out, errors := answering(test.answers)
			if code := run(env, []string{"init", dir}); code != 0 {
				t.Fatalf("exit code %d: %s", code, errors)
			}
			if !strings.HasPrefix(out.String(), "What is the app called? [Great App] ") {
				t.Errorf("it said %q", out)
			}
			config, err := os.ReadFile(filepath.Join(dir, "deskjs.json"))
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(string(config), `"name": "`+test.want+`"`) {
				t.Errorf("deskjs.json does not have the name %q:\n%s", test.want, config)
			}
			_, err = os.Stat(filepath.Join(dir, "frontend", "App.tsx"))
			if isReact := err == nil; isReact != (test.template == "React") {
				t.Errorf("it is not made from %s", test.template)
			}
		})
	}
}

func TestInitMakesAFolderForAnAppWithoutOne(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("other.txt", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	env, out, errors := answering("Café Élan\n\n")
	if code := run(env, []string{"init"}); code != 0 {
		t.Fatalf("exit code %d: %s", code, errors)
	}
	if !strings.HasSuffix(out.String(), "\n  cd cafe-elan && deskjs dev\n") {
		t.Errorf("it said %q", out)
	}
	if _, err := os.Stat("cafe-elan/deskjs.json"); err != nil {
		t.Error(err)
	}
}

func TestInitMakesNothingWithoutAnAnswer(t *testing.T) {
	for _, answers := range []string{"", "Shopping\n"} {
		dir := filepath.Join(t.TempDir(), "app")
		env, _, errors := answering(answers)
		if code := run(env, []string{"init", dir}); code != 1 || !strings.Contains(errors.String(), "--yes takes the defaults") {
			t.Errorf("exit code %d: %s", code, errors)
		}
		if _, err := os.Stat(dir); err == nil {
			t.Error("the folder was made")
		}
	}
}

func TestInitNeverAsksWithYesOrForJSON(t *testing.T) {
	for _, flag := range []string{"--yes", "--json"} {
		env, out, errors := answering("Other\n")
		if code := run(env, []string{"init", flag, filepath.Join(t.TempDir(), "app")}); code != 0 || strings.Contains(out.String(), "?") {
			t.Errorf("exit code %d: %s%s", code, out, errors)
		}
	}
}

func TestInitTakesAwayWhatItCannotFinish(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "app")
	err := writeFiles(dir, []templates.File{{Path: "a/b", Data: []byte("1")}, {Path: "c", Data: nil}, {Path: "a/b/d", Data: nil}})
	if err == nil || !strings.Contains(err.Error(), "cannot write") {
		t.Errorf("it gave %v", err)
	}
	if _, err := os.Stat(filepath.Dir(dir)); err == nil {
		t.Error("something is left")
	}
}
