package bundler

import "testing"

// TestBuildSaysWhetherSQLiteIsNeeded: of the runtimes only one has node:sqlite.
func TestBuildSaysWhetherSQLiteIsNeeded(t *testing.T) {
	for code, want := range map[string]bool{
		`import { DatabaseSync } from 'node:sqlite'
		export async function open() { return new DatabaseSync(':memory:').isOpen }`: true,
		`export async function open() { return (await import('node:sqlite')).DatabaseSync.name }`: true,
		`export async function open() { return 'node:sqlite' }`:                                   false,
	} {
		dir := t.TempDir()
		write(t, dir, "deskjs.json", `{ "id": "com.example.app", "name": "App", "version": "0.1.0" }`)
		write(t, dir, "frontend/index.html", `<!doctype html><script type="module" src="main.ts"></script>`)
		write(t, dir, "frontend/main.ts", `import { open } from '../backend/api'; await open()`)
		write(t, dir, "backend/api.ts", code)
		options := testOptions(dir)
		options.Builtins = append(options.Builtins, "node:sqlite")
		result, err := Build(options)
		if err != nil {
			t.Fatal(err)
		}
		if result.SQLite != want {
			t.Errorf("%s\nSQLite is %v", code, result.SQLite)
		}
	}
}
