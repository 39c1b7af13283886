package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/deskjs/deskjs/internal/diag"
)

func electronFolder(t *testing.T, archive string) string {
	t.Helper()
	dir := t.TempDir()
	for _, file := range txtar.Parse([]byte(archive)).Files {
		name := filepath.Join(dir, filepath.FromSlash(file.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, file.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestElectronAppsNeedNoFileOfOurs(t *testing.T) {
	for name, test := range map[string]struct{ archive, name, id, version, main, resources string }{
		"least": {`-- package.json --
{ "name": "@me/quick start", "devDependencies": { "electron": "^45" } }
-- index.js --
`, "quick start", "com.electron.quick-start", "0.0.0", "index.js", ""},
		"electron-builder": {`-- package.json --
{ "name": "x", "version": "2.0.0", "main": "src", "dependencies": { "electron": "45" }, "productName": "No",
  "build": { "appId": "org.example.app", "productName": "The App", "extraResources": ["data", { "from": "more/a.txt", "to": "a.txt" }, "**/*.x"] } }
-- src/index.js --
`, "The App", "org.example.app", "2.0.0", "src/index.js", "data more/a.txt"},
		"a file of electron-builder's": {`-- package.json --
{ "name": "x", "version": "2.0.0", "main": "dist/main.js", "devDependencies": { "electron": "45" } }
-- electron-builder.yml --
appId: org.example.yml # mine
productName: 'Its Name'
-- dist/main.ts --
`, "Its Name", "org.example.yml", "2.0.0", "dist/main.ts", ""},
		"forge": {`-- package.json --
{ "name": "x", "version": "2.0.0", "main": "./main", "devDependencies": { "electron": "45" }, "productName": "Forged" }
-- forge.config.js --
module.exports = { packagerConfig: { appBundleId: 'org.example.forge', extraResource: ['./sounds', 'x.png'] } }
-- main.cjs --
`, "Forged", "org.example.forge", "2.0.0", "main.cjs", "sounds x.png"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := electronFolder(t, test.archive)
			got, err := Load(dir)
			if err != nil {
				t.Fatal(err)
			}
			if got.Name != test.name || got.ID != test.id || got.Version != test.version || got.Electron.Main != test.main || strings.Join(got.Electron.Resources, " ") != test.resources {
				t.Errorf("%+v %+v", got, got.Electron)
			}
			if got.Windows == nil || len(got.Windows) != 0 || !IsApp(dir) || !IsElectron(dir) {
				t.Error("it opens windows by itself, or is no app")
			}
		})
	}
}

func TestElectronAppsThatAreNot(t *testing.T) {
	for archive, want := range map[string]string{
		"-- package.json --\n{ \"name\": \"x\" }\n": "there is no deskjs.json",
		"-- package.json --\n{ \"name\": \"x\", \"main\": \"out/main.js\", \"scripts\": { \"build\": \"tsc\" }, \"devDependencies\": { \"electron\": \"1\" } }\n":                "there is no out/main.js, which is to start the app",
		"-- package.json --\n{ \"name\": \"x\", \"version\": \"one\", \"devDependencies\": { \"electron\": \"1\" } }\n-- index.js --\n":                                          `the version, "one", must be a semantic version`,
		"-- package.json --\n{ \"name\": \"x\", \"devDependencies\": { \"electron\": \"1\" }, }\n":                                                                               "package.json is not as npm has it",
		"-- deskjs.json --\n{}\n-- package.json --\n{ \"name\": \"x\", \"devDependencies\": { \"electron\": \"1\" } }\n":                                                         `"name" is missing`,
		"-- package.json --\n{ \"name\": \"x\", \"devDependencies\": { \"electron\": \"1\" }, \"build\": { \"appId\": \"nodots\" } }\n-- index.js --\n":                          `the app's id, "nodots", must be a reverse domain name`,
		"-- package.json --\n{ \"name\": \"x\", \"main\": \"../main.js\", \"devDependencies\": { \"electron\": \"1\" }, \"build\": { \"productName\": \"a/b\" } }\n-- a.js --\n": `the app's name, "a/b", must be usable as the name of a file`,
	} {
		_, err := Load(electronFolder(t, archive))
		if err == nil || !strings.Contains(diag.RenderAll(diag.Messages(err), false), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}

func TestAnEmptyListOfWindowsMeansNone(t *testing.T) {
	got, err := Parse([]byte(`{ "name": "N", "id": "a.b", "version": "1.0.0", "windows": [] }`))
	if err != nil || got.Windows == nil || len(got.Windows) != 0 {
		t.Errorf("%v %v", got, err)
	}
}
