//go:build linux

package test

import (
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestPermissionsOfABuiltApp: what deskjs.json does not grant is refused in the app that ships, and only that.
func TestPermissionsOfABuiltApp(t *testing.T) {
	server, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	other, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	redirect := func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/away" {
			http.Redirect(w, r, "http://"+other.Addr().String()+"/", http.StatusFound)
			return
		}
		_, _ = w.Write([]byte("served"))
	}
	go func() { _ = http.Serve(server, http.HandlerFunc(redirect)) }()
	go func() { _ = http.Serve(other, http.HandlerFunc(redirect)) }()

	env := home(t)
	folder, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"granted/file", "secret"} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(folder, name)), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, name), []byte("text"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("../secret", filepath.Join(folder, "granted/link")); err != nil {
		t.Fatal(err)
	}
	permissions := `, "permissions": { "net": { "connect": ["localhost:PORT", "127.0.0.1:PORT"] }, "files": { "read": ["FOLDER/granted"] }, "run": ["true"] } }`
	_, port, _ := net.SplitHostPort(server.Addr().String())
	permissions = strings.NewReplacer("PORT", port, "FOLDER", folder).Replace(permissions)
	app := project(t, "deskjs.json", strings.TrimSuffix(strings.TrimSpace(config), "}")+permissions, "frontend/index.html", index,
		"frontend/main.ts", `
			import { outcomes } from '../backend/api'
			document.querySelector('#out')!.textContent = (await outcomes()).join(' ')`,
		"backend/api.ts", `
			import fs from 'node:fs'
			import net from 'node:net'
			import path from 'node:path'
			import { spawnSync } from 'node:child_process'
			import { Worker } from 'node:worker_threads'
			import { app } from 'deskjs'
			const folder = '`+folder+`', port = `+port+`, other = '`+other.Addr().String()+`'
			async function outcome(call: () => unknown): Promise<string> {
				try { await call(); return 'ok' } catch (error) { return (error as any).cause?.code ?? (error as any).code }
			}
			export async function outcomes(): Promise<string[]> {
				const data = path.join(app.getPath('userData'), 'x')
				return [
					await outcome(() => fs.writeFileSync(data, fs.readFileSync(folder + '/granted/file'))),
					await outcome(() => fs.promises.readFile(folder + '/granted/link')),
					await outcome(() => fs.readFileSync(folder + '/granted/../secret')),
					await outcome(() => fs.writeFileSync(folder + '/granted/file', '')),
					await outcome(() => fetch('http://localhost:' + port)),
					await outcome(() => fetch('http://' + other)),
					await outcome(() => fetch('http://127.0.0.1:' + port + '/away')),
					await outcome(() => fetch('http://example.com/')),
					await outcome(() => new Promise((resolve, reject) => net.connect(Number(other.split(':')[1]), '127.0.0.1', () => resolve(0)).on('error', reject))),
					await outcome(() => new Promise((resolve, reject) => net.createServer().on('error', reject).listen(0, '127.0.0.1', () => resolve(0)))),
					await outcome(() => { if (spawnSync('true').status !== 0) throw new Error() }),
					await outcome(() => spawnSync('sh', ['-c', 'true'])),
					await outcome(() => new Promise((resolve, reject) => new Worker("require('fs').readFileSync(" + JSON.stringify(folder + '/secret') + ")", { eval: true }).on('error', reject).on('exit', resolve))),
					String((process as any).permission.has('fs.read', folder + '/secret')),
				]
			}`)
	command(t, "build", "--automation", app)
	p := open(t, env, app+"/dist/notes")
	const no = "ERR_ACCESS_DENIED"
	want := strings.Join([]string{"ok", no, no, no, "ok", no, no, no, no, no, "ok", no, no, "false"}, " ")
	p.eventually(`return document.querySelector('#out').textContent === arguments[0]`, want)
}

// TestPageIsToldWhichGrantItLacks: a page loads data from where deskjs.json says, and the console names the line that is missing.
func TestPageIsToldWhichGrantItLacks(t *testing.T) {
	serve := func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin"))
		_, _ = w.Write([]byte("to " + r.Header.Get("Origin")))
	}
	granted := httptest.NewServer(http.HandlerFunc(serve))
	defer granted.Close()
	other := httptest.NewServer(http.HandlerFunc(serve))
	defer other.Close()
	app := project(t, "deskjs.json", strings.TrimSuffix(strings.TrimSpace(config), "}")+`, "permissions": { "page": { "connect": ["`+granted.URL+`"] } } }`,
		"frontend/index.html", index, "backend/api.ts", "export async function nothing() {}",
		"frontend/main.ts", `
			const outcome = (url: string) => fetch(url).then((response) => response.text(), () => 'refused')
			document.querySelector('#out')!.textContent = await outcome('`+granted.URL+`/a') + ', ' + await outcome('`+other.URL+`/b')`)
	p := open(t, home(t), deskjs, "start", "--automation", app)
	p.eventually(`return document.querySelector('#out').textContent === 'to app://localhost, refused'`)
	want := `The page may not load data from ` + other.URL + `/b. To allow it, add "` + other.URL + `" to permissions.page.connect in deskjs.json.`
	until(t, "the console names the grant", func() bool { return strings.Contains(p.output.String(), want) })
}
