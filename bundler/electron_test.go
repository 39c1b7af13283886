package bundler

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/deskjs/deskjs/internal/payload"
)

const electronProject = `
-- package.json --
{ "name": "sample", "version": "1.0.0", "main": "src/main.js", "devDependencies": { "electron": "^45.0.0" }, "build": { "extraResources": [".extra/a.txt"] } }
-- .extra/a.txt --
a
-- src/main.js --
const { app, BrowserWindow } = require('electron/main')
const path = require('node:path')
const script = path.join(__dirname, 'bridge.js')
console.log(__dirname, require('./other'), require('original-fs'))
new BrowserWindow({ webPreferences: { preload: path.join(__dirname, '..', 'preload.js') } })
new BrowserWindow({ webPreferences: { preload: script } })
new BrowserWindow({ webPreferences: { preload: ` + "`${__dirname}/typed.js`" + ` } })
-- src/other.js --
module.exports = __filename
-- src/bridge.js --
require('electron').ipcRenderer.send('bridge')
-- src/typed.ts --
export const typed: string = process.versions.node
console.log(typed)
-- preload.js --
const { contextBridge } = require('electron/renderer')
const EventEmitter = require('events')
const fs = require('fs')
contextBridge.exposeInMainWorld('it', { versions: process.versions, on: new EventEmitter() })
-- index.html --
<!DOCTYPE html>
<meta http-equiv="Content-Security-Policy" content="script-src 'self' 'unsafe-inline' 'unsafe-eval'">
<link rel="stylesheet" href="node_modules/look/look.css">
<body onload="begin()">
<script>
  var inline = 1</script>
<script src="renderer.js"></script>
<script type="module" src="module.mjs"></script>
<script type="application/json">{}</script>
-- plain/about.html --
<title>About</title>
-- renderer.js --
function begin () {}
-- module.mjs --
import './node_modules/pkg/index.mjs'
-- node_modules/look/look.css --
@font-face { src: url('fonts/a.woff2?x') }
-- node_modules/look/fonts/a.woff2 --
font
-- node_modules/look/unused.css --
-- node_modules/pkg/index.mjs --
export * from './inner.mjs'
-- node_modules/pkg/inner.mjs --
export {}
-- node_modules/electron/index.js --
throw new Error('bundled')
-- node_modules/electron/package.json --
{ "name": "electron", "main": "index.js" }
-- dist/old-installer.txt --
`

func buildElectron(t *testing.T, change func(*Options)) (dir string, result *Result) {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range txtar.Parse([]byte(electronProject)).Files {
		write(t, dir, file.Name, string(file.Data))
	}
	options := testOptions(dir)
	options.Builtins = append(options.Builtins, "electron", "electron/main", "path")
	change(&options)
	result, err = Build(options)
	if err != nil {
		t.Fatal(err)
	}
	return dir, result
}

func TestElectronApp(t *testing.T) {
	_, result := buildElectron(t, func(options *Options) { options.Development = false })
	var names []string
	for name := range result.Files {
		names = append(names, name)
	}
	slices.Sort(names)
	want := `app.json backend/files/preload.js backend/files/src/bridge.js backend/files/src/typed.ts backend/main.js frontend/.extra/a.txt frontend/index.html ` +
		`frontend/module.mjs frontend/node_modules/look/fonts/a.woff2 frontend/node_modules/look/look.css frontend/node_modules/pkg/index.mjs ` +
		`frontend/node_modules/pkg/inner.mjs frontend/plain/about.html frontend/renderer.js frontend/src/other.js preload/preload.js preload/src/bridge.js preload/src/typed.js`
	if got := strings.Join(names, " "); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	manifest := result.Manifest
	if manifest.Windows == nil || len(manifest.Windows) != 0 || manifest.Name != "sample" {
		t.Errorf("%+v", manifest)
	}
	page := manifest.Electron.Pages["index.html"]
	if wantScripts := []string{scriptHash("begin()"), scriptHash("\n  var inline = 1"), "'unsafe-hashes'"}; !page.Eval || len(page.Scripts) != 3 || !slices.Contains(page.Scripts, wantScripts[0]) || !slices.Contains(page.Scripts, wantScripts[1]) {
		t.Errorf("%+v, want %v", page, wantScripts)
	}
	if _, known := manifest.Electron.Pages["plain/about.html"]; known {
		t.Error("a page without scripts has a policy of its own")
	}
	for name, text := range map[string]string{
		"backend/main.js": `require("electron/main")`, "backend/files/src/bridge.js": "ipcRenderer", "preload/preload.js": "module not found: fs", "frontend/index.html": `<script src="renderer.js">`,
		"backend/files/preload.js": "exposeInMainWorld", "preload/src/typed.js": "versions",
	} {
		if !strings.Contains(string(result.Files[name]), text) {
			t.Errorf("%s has no %q:\n%s", name, text, result.Files[name])
		}
	}
	if code := string(result.Files["backend/main.js"]); strings.Contains(code, "original-fs") {
		t.Errorf("original-fs is asked for:\n%s", code)
	}
	if len(result.Warnings) != 1 || !strings.Contains(result.Warnings[0].Text, `no module "fs"`) || result.Warnings[0].File != "preload.js" || result.Warnings[0].Line != 3 {
		t.Errorf("%+v", result.Warnings)
	}
}

func TestElectronAppInItsFolder(t *testing.T) {
	dir, result := buildElectron(t, func(options *Options) { options.InPlace = true })
	code := string(result.Files[payload.BackendName])
	if !strings.Contains(code, "var __files = "+quote(dir)) || strings.Contains(code, "console.log(__dirname") {
		t.Errorf("modules do not know where they are:\n%s", code)
	}
	for name := range result.Files {
		if strings.HasPrefix(name, payload.FilesPrefix) {
			t.Errorf("%s is in the app, though it is on disk", name)
		}
	}
}
