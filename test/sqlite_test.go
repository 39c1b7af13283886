//go:build linux

package test

import (
	"bytes"
	"os"
	"testing"
)

// TestDatabaseOfABuiltApp: the app gets the runtime with SQLite in it, and an answer out of a database; the one without stays smaller.
func TestDatabaseOfABuiltApp(t *testing.T) {
	page := `
		import { answer } from '../backend/api'
		document.querySelector('#out')!.textContent = await answer()`
	app := project(t, "deskjs.json", config, "frontend/index.html", index, "frontend/main.ts", page, "backend/api.ts", `
		import { DatabaseSync } from 'node:sqlite'
		export async function answer(): Promise<string> {
			const database = new DatabaseSync(':memory:')
			return 'SQLite says ' + database.prepare('SELECT 41 + 1 AS answer').get()!.answer
		}`)
	command(t, "build", "--automation", app)
	p := open(t, home(t), app+"/dist/notes")
	p.eventually(`return document.querySelector('#out').textContent === 'SQLite says 42'`)

	without := project(t, "deskjs.json", config, "frontend/index.html", index, "frontend/main.ts", page, "backend/api.ts", `
		export async function answer(): Promise<string> { return 'no database' }`)
	command(t, "build", without)
	for path, want := range map[string]bool{app: true, without: false} {
		program, err := os.ReadFile(path + "/dist/notes")
		if err != nil {
			t.Fatal(err)
		}
		if got := bytes.Contains(program, []byte("SQLite format 3")); got != want {
			t.Errorf("SQLite in %s: %v, want %v", path, got, want)
		}
	}
}
