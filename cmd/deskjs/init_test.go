package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// answering is an environment with a person who types answers.
func answering(answers string) (env *environment, out, errors *strings.Builder) {
	out, errors = &strings.Builder{}, &strings.Builder{}
	return &environment{in: strings.NewReader(answers), out: out, err: errors, terminal: true}, out, errors
}

func TestInitAsksOnATerminal(t *testing.T) {
	tests := []struct{ name, answers, want string }{
		{"an answer", "Shopping\n", "Shopping"},
		{"return takes the suggestion", "\n", "Great App"},
		{"asks again after a bad one", "a/b\nShopping\n", "Shopping"},
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
		})
	}
}

func TestInitMakesNothingWithoutAnAnswer(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "app")
	env, _, errors := answering("")
	if code := run(env, []string{"init", dir}); code != 1 || !strings.Contains(errors.String(), "--yes takes the defaults") {
		t.Errorf("exit code %d: %s", code, errors)
	}
	if _, err := os.Stat(dir); err == nil {
		t.Error("the folder was made")
	}
}

func TestInitNeverAsksWithYes(t *testing.T) {
	env, out, errors := answering("Other\n")
	if code := run(env, []string{"init", "--yes", filepath.Join(t.TempDir(), "app")}); code != 0 || strings.Contains(out.String(), "?") {
		t.Errorf("exit code %d: %s%s", code, out, errors)
	}
}
