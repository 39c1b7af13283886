package templates

import (
	"slices"
	"strings"
	"testing"

	"github.com/deskjs/deskjs/internal/config"
)

func TestNewAppMakesASlugAndAnID(t *testing.T) {
	tests := []struct{ name, slug, id string }{
		{"Notes", "notes", "com.example.notes"},
		{"  My Great App 2 ", "my-great-app-2", "com.example.my-great-app-2"},
		{"Héllo -- Wörld", "hello-world", "com.example.hello-world"},
		{"日記", "app", "com.example.app"},
		{"2048", "2048", "com.example.app-2048"},
	}
	for _, test := range tests {
		app, err := NewApp(test.name)
		if err != nil {
			t.Errorf("%q: %v", test.name, err)
		}
		if app.Slug != test.slug || app.ID != test.id || app.Name != strings.TrimSpace(test.name) {
			t.Errorf("%q gave %+v", test.name, app)
		}
	}
}

func TestNewAppRefusesNamesThatNeedQuoting(t *testing.T) {
	for _, name := range []string{"", "   ", ".hidden", `say "hi"`, "a/b", `a\b`, "<b>", "a\nb", "{{id}}", strings.Repeat("ß", 61)} {
		if _, err := NewApp(name); err == nil {
			t.Errorf("%q was accepted", name)
		}
	}
}

func TestEveryTemplateIsACompleteApp(t *testing.T) {
	app, err := NewApp("Grandma's Notes")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range Names() {
		files, err := Files(name, app)
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range []string{"deskjs.json", "package.json", "tsconfig.json", ".gitignore", "README.md", "backend/main.ts", "frontend/index.html", "assets/icon.png"} {
			if !slices.ContainsFunc(files, func(f File) bool { return f.Path == path }) {
				t.Errorf("%s has no %s", name, path)
			}
		}
		for _, file := range files {
			for _, placeholder := range []string{"{{name}}", "{{slug}}", "{{id}}", "{{label}}"} {
				if strings.Contains(string(file.Data), placeholder) {
					t.Errorf("%s/%s has %s left", name, file.Path, placeholder)
				}
			}
			if file.Path == "package-lock.json" && strings.Contains(string(file.Data), `"resolved"`) {
				t.Errorf("%s/package-lock.json says from where packages come", name)
			}
			if file.Path != "deskjs.json" {
				continue
			}
			if parsed, err := config.Parse(file.Data); err != nil {
				t.Error(err)
			} else if parsed.Name != app.Name || parsed.ID != app.ID {
				t.Errorf("%s/deskjs.json says %q, %q", name, parsed.Name, parsed.ID)
			}
		}
	}
}

func TestFilesOfAnUnknownTemplate(t *testing.T) {
	if _, err := Files("vanila", App{}); err == nil {
		t.Error("an unknown template was found")
	}
}
