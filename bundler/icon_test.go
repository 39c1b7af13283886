package bundler

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/deskjs/deskjs/internal/payload"
)

func TestIconIsMadeOnceForEachPicture(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("deskjs.json", `{ "name": "Notes", "id": "org.deskjs.test", "version": "1.0.0" }`)
	write("frontend/index.html", "<!doctype html><p>Hello")
	write("backend/main.js", "")
	made := 0
	project, err := NewProject(Options{Dir: dir, Icon: func(picture []byte) ([]byte, error) {
		made++
		if string(picture) == "no picture" {
			return nil, errors.New("it is no PNG")
		}
		return []byte("icon of " + string(picture)), nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	defer project.Close()
	for _, step := range []struct{ picture, icon, warning string }{
		{"", "", ""},
		{"a", "icon of a", ""},
		{"", "icon of a", ""},
		{"no picture", "", "the app's icon can't be used: it is no PNG"},
		{"bc", "icon of bc", ""},
	} {
		if step.picture != "" {
			write("assets/icon.png", step.picture)
		}
		result, err := project.Rebuild()
		if err != nil {
			t.Fatal(err)
		}
		if icon := string(result.Files[payload.IconName]); icon != step.icon {
			t.Errorf("after %q the icon is %q, want %q", step.picture, icon, step.icon)
		}
		if got := len(result.Warnings) > 0 && strings.Contains(result.Warnings[0].Text, step.warning); got != (step.warning != "") {
			t.Errorf("after %q there are the warnings %v", step.picture, result.Warnings)
		}
	}
	if made != 3 {
		t.Errorf("icons were made %d times, want 3", made)
	}
}
