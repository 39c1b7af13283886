package bundler

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/deskjs/deskjs/internal/diag"
)

const preloadProject = `
-- deskjs.json --
{ "name": "Test", "id": "com.example.test", "version": "1.0.0", "windows": [
  { "preload": "frontend/preload.ts" }, { "preload": "frontend/preload.ts" }, { "preload": "PRELOAD" }
] }
-- backend/main.ts --
-- backend/api.ts --
export async function listNotes(): Promise<string[]> { return [] }
-- frontend/index.html --
<!doctype html><title>Test</title>
-- frontend/preload.ts --
import { contextBridge } from 'electron'
import { listNotes } from '../backend/api'
contextBridge.exposeInMainWorld('notes', { list: (): Promise<string[]> => listNotes() })
-- frontend/common.cjs --
const { contextBridge } = require('electron/renderer')
contextBridge.exposeInMainWorld('common', 1)
-- frontend/node.js --
import 'node:fs'
`

func buildPreload(t *testing.T, third string) (*Result, error) {
	t.Helper()
	return Build(testOptions(extract(t, txtar.Parse([]byte(strings.Replace(preloadProject, "PRELOAD", third, 1))))))
}

func TestPreloadScriptsAreBuilt(t *testing.T) {
	result, err := buildPreload(t, "frontend/common.cjs")
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"preload/frontend/preload.js": `exposeInMainWorld("notes"`, "preload/frontend/common.js": `exposeInMainWorld("common"`} {
		source := string(result.Files[name])
		if !strings.Contains(source, want) || strings.Contains(source, "import ") || strings.Contains(source, "\nexport") {
			t.Errorf("%s, in which %q is missing or which is no classic script:\n%.400s", name, want, source)
		}
	}
	if !strings.Contains(string(result.Files["preload/frontend/preload.js"]), `"api.listNotes"`) {
		t.Error("a preload script has no api")
	}
	for name := range result.Files {
		if strings.HasPrefix(name, "frontend/") && strings.Contains(name, "preload") {
			t.Errorf("the page can load %s", name)
		}
	}
}

func TestPreloadScriptsThatCantBeBuilt(t *testing.T) {
	for script, want := range map[string]string{
		"frontend/prelaod.ts": `deskjs.json:2:92: windows[2].preload is "frontend/prelaod.ts", and there is no such file | did you mean "preload.ts"?`,
		"frontend/node.js":    `frontend/node.js:1:8: "node:fs" is a module of the backend, and the page can't import it`,
	} {
		_, err := buildPreload(t, script)
		messages := diag.Messages(err)
		if len(messages) != 1 {
			t.Fatalf("%s: %v", script, err)
		}
		m := messages[0]
		got := strings.TrimSuffix(located(m)+" "+m.Text+" | "+m.Hint, " | ")
		if !strings.HasPrefix(got, want) {
			t.Errorf("%s: got\n%s\nwant\n%s", script, got, want)
		}
	}
}

func located(m diag.Message) string { return fmt.Sprintf("%s:%d:%d:", m.File, m.Line, m.Column) }
