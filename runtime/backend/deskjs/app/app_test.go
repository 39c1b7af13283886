package app_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/adrg/xdg"

	"github.com/deskjs/deskjs/runtime/backend"
	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// run runs code as a part of the given app and returns what it printed.
func run(t *testing.T, app *engine.App, code string) string {
	t.Helper()
	t.Setenv("HOME", t.TempDir())
	t.Setenv("XDG_DATA_HOME", "")
	xdg.Reload()
	t.Cleanup(xdg.Reload)
	var out, errors bytes.Buffer
	b := backend.New(backend.Options{Host: engine.Host{
		Stdout: &out, Stderr: &errors, Executable: "deskjs", Args: []string{filepath.Join("dir", "script.js")}, App: app,
	}})
	if exit := b.RunSource("main.js", t.TempDir(), "const { app } = require('deskjs');"+code); exit != 0 {
		t.Fatalf("exit code %d\n%s", exit, errors.String())
	}
	return strings.TrimSpace(out.String())
}

var notes = &engine.App{Name: "Notes", ID: "org.example.notes", Version: "1.2.3"}

func TestNameAndVersion(t *testing.T) {
	got := run(t, notes, "console.log(app.name, app.getName(), app.getVersion()); app.name = 'Other'; console.log(app.getName())")
	if want := "Notes Notes 1.2.3\nOther"; got != want {
		t.Errorf("printed %q, want %q", got, want)
	}
}

func TestUserDataIsMade(t *testing.T) {
	path := run(t, notes, "console.log(app.getPath('userData'))")
	if filepath.Base(path) != "org.example.notes" {
		t.Errorf("userData is %q", path)
	}
	info, err := os.Stat(path)
	if err != nil || !info.IsDir() {
		t.Errorf("%q was not made: %v", path, err)
	}
}

func TestFoldersOfTheUser(t *testing.T) {
	got := run(t, notes, `
		for (const name of ['home', 'appData', 'temp', 'exe', 'documents', 'downloads', 'desktop', 'music', 'pictures', 'videos']) {
			if (!require('path').isAbsolute(app.getPath(name))) console.log(name, app.getPath(name))
		}
		app.setPath('documents', process.cwd())
		console.log(app.getPath('documents') === process.cwd())`)
	if got != "true" {
		t.Errorf("printed %q", got)
	}
}

func TestErrors(t *testing.T) {
	for code, want := range map[string]string{
		"app.getPath('userData')":    "ERR_NO_APP",
		"app.getPath('attic')":       "ERR_INVALID_ARG_VALUE",
		"app.getPath(5)":             "ERR_INVALID_ARG_TYPE",
		"app.setPath('home', 'a/b')": "ERR_INVALID_ARG_VALUE",
	} {
		if got := run(t, nil, "try { "+code+" } catch (error) { console.log(error.code) }"); got != want {
			t.Errorf("%s throws %q, want %q", code, got, want)
		}
	}
}

func TestPlainScriptIsNamedAfterItsFile(t *testing.T) {
	if got := run(t, nil, "console.log(app.name, JSON.stringify(app.getVersion()))"); got != `script ""` {
		t.Errorf("printed %q", got)
	}
}
