package store_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/deskjs/deskjs/runtime/backend"
	"github.com/deskjs/deskjs/runtime/backend/backendtest"
	"github.com/deskjs/deskjs/runtime/backend/engine"
)

const head = `
	const { Store } = require('deskjs')
	const fs = require('fs'), path = require('path')
	const dir = process.cwd()
	const show = (act) => { try { console.log(act()) } catch (error) { console.log(error.code, error.message.replaceAll(dir, 'DIR')) } }
	process.on('warning', (warning) => console.log('warning', warning.code, warning.message.replaceAll(dir, 'DIR').replace(/\d{4}-[\dTZ-]+/, 'TIME').replace(/read: .*JSON.*?\. /, 'read: JSON. ')))
	const open = (options) => new Store({ cwd: dir, projectVersion: '1.0.0', ...options })
	const text = () => JSON.stringify(JSON.parse(fs.readFileSync(path.join(dir, 'config.json'), 'utf8')))
	const schema = (validate) => ({ '~standard': { version: 1, vendor: 'test', validate } })
`

// run runs code in an empty folder and returns what it printed.
func run(t *testing.T, code string) string {
	t.Helper()
	t.Chdir(t.TempDir())
	result := backendtest.RunCode(".", head+code)
	if result.Code != 0 {
		t.Fatalf("exit code %d\n%s", result.Code, result.Stderr)
	}
	return strings.TrimSpace(result.Stdout)
}

func TestStore(t *testing.T) {
	for _, test := range []struct{ name, code, want string }{
		{"values", `const s = open()
			show(() => s.get('a')); show(() => s.get('a', 5)); s.set('a', 1); s.set({ b: [1, { c: 2 }], d: { e: null } })
			show(() => JSON.stringify([s.get('a'), s.get('b[1].c'), s.get('b.1.c'), s.get('d.e'), s.get('d.e.f', 'none'), s.has('d.e'), s.has('d.f'), s.size]))
			show(() => JSON.stringify([...s])); s.delete('b[0]'); s.delete('d.e'); s.delete('nothing.here'); show(text); s.clear(); show(text); show(() => s.size)`,
			"undefined\n5\n" + `[1,2,2,null,"none",true,false,3]` + "\n" + `[["a",1],["b",[1,{"c":2}]],["d",{"e":null}]]` + "\n" + `{"a":1,"b":[{"c":2}],"d":{}}` + "\n{}\n0"},
		{"dots that are none", `const s = open(); s.set('example\\.com', 1); s.set('a[0]', 2); show(text)
			const plain = open({ name: 'plain', accessPropertiesByDotNotation: false }); plain.set('a.b', 1); show(() => JSON.stringify(plain.store))`,
			`{"example.com":1,"a":[2]}` + "\n" + `{"a.b":1}`},
		{"copies", `const s = open({ defaults: { list: [1] } }); s.get('list').push(2); s.store.list.push(3); const given = { x: [] }; s.set('o', given); given.x.push(1)
			show(() => JSON.stringify(s.store))`, `{"list":[1],"o":{"x":[]}}`},
		{"defaults", `const s = open({ defaults: { theme: 'dark', window: { width: 1, height: 2 } } })
			show(() => [s.get('theme'), s.has('window.width'), s.size, fs.existsSync(s.path)].join()); s.set('window.width', 5); show(text)
			s.set('theme', 'light'); s.reset('theme', 'window.width'); show(text); s.delete('window.height'); s.delete('theme'); show(() => JSON.stringify(s.store)); show(text)`,
			"dark,true,2,false\n" + `{"window":{"width":5,"height":2}}` + "\n" + `{"window":{"width":1,"height":2},"theme":"dark"}` + "\n" +
				`{"theme":"dark","window":{"width":1}}` + "\n" + `{"window":{"width":1}}`},
		{"changes", `const s = open(); const end = s.onDidChange('a.b', function (now, before) { console.log('a.b', now, before, this === s) })
			s.onDidAnyChange((now, before) => console.log(JSON.stringify(now), JSON.stringify(before)))
			s.set('a.b', 1); s.set('a.b', 1); s.set('c', 2); end(); s.delete('a')
			show(() => s.update('c', (c) => c + 1)); s.appendToArray('list', 'x'); s.appendToArray('list', 'y'); show(text)`,
			`a.b 1 undefined true
{"a":{"b":1}} {}
{"a":{"b":1},"c":2} {"a":{"b":1}}
{"c":2} {"a":{"b":1},"c":2}
{"c":3} {"c":2}
3
{"c":3,"list":["x"]} {"c":3}
{"c":3,"list":["x","y"]} {"c":3,"list":["x"]}
{"c":3,"list":["x","y"]}`},
		{"mistakes", `const s = open()
			show(() => s.set('a', undefined)); show(() => s.set('a', () => 1)); show(() => s.set('a', 1n)); show(() => s.set(5, 1)); show(() => s.get('a.__proto__.b'))
			show(() => s.set('__internal__.x', 1)); show(() => s.get('a.')); show(() => s.get('a[b]')); show(() => open({ name: '../x' })); show(() => open({ schema: {} })); show(() => s.appendToArray('a'))
			s.set('a', 1); show(() => s.appendToArray('a', 1)); try { new Store() } catch (error) { console.log(error.code) }`,
			`ERR_INVALID_ARG_VALUE The argument 'value' can't be kept under 'a'; use delete('a') to remove it. Received undefined
ERR_INVALID_ARG_VALUE The argument 'value' can't be kept under 'a': a file can't hold a function. Received [Function (anonymous)]
ERR_INVALID_ARG_VALUE The argument 'value' can't be kept under 'a': JSON has no bigint; keep it as a string. Received 1n
ERR_INVALID_ARG_TYPE The "key" argument must be one of type string or object. Received type number (5)
ERR_INVALID_ARG_VALUE The argument 'key' must not have the name '__proto__' in it. Received 'a.__proto__.b'
ERR_INVALID_ARG_VALUE The argument 'key' is the store's own: '__internal__' is where it keeps the version of the app. Received '__internal__.x'
ERR_INVALID_ARG_VALUE The argument 'key' must not end with a dot; write '\\.' for a dot that is part of a name. Received 'a.'
ERR_INVALID_ARG_VALUE The argument 'key' has a bracket without an index, as in 'tabs[0]'; write '\\[' for one that is part of a name. Received 'a[b]'
ERR_INVALID_ARG_VALUE The property 'options.name' must not have folders in it; use options.cwd for the folder. Received '../x'
ERR_INVALID_ARG_TYPE The "options.schema" property must be an instance of StandardSchema. Received an instance of Object
ERR_INVALID_ARG_VALUE The argument 'value' can't be kept under 'a'; use delete('a') to remove it. Received undefined
ERR_INVALID_ARG_VALUE The argument 'key' leads to something that is not an array. Received 'a'
ERR_NO_APP`},
		{"a file that is broken", `fs.writeFileSync('config.json', '{"a": 1'); const s = open({ defaults: { b: 1 } }); show(() => JSON.stringify(s.store)); s.set('a', 2); show(text)
			show(() => fs.readdirSync('.').map((name) => name.replace(/\d{4}-[\dTZ-]+/, 'TIME')).join(' ')); show(() => fs.readFileSync(fs.readdirSync('.').find((name) => name.includes('invalid')), 'utf8'))
			fs.writeFileSync('config.json', '[]'); show(() => open({ clearInvalidConfig: false })); show(() => s.get('a')); s.set('b', 5); show(text)`,
			`{"b":1}
{"a":2}
config.invalid-TIME.json config.json config.json.lock
{"a": 1
ERR_STORE_INVALID DIR/config.json can't be read: it holds no object
2
{"b":5}
warning ERR_STORE_INVALID DIR/config.json can't be read: JSON. The file is kept as DIR/config.invalid-TIME.json, and the store begins with its defaults
warning ERR_STORE_INVALID DIR/config.json can't be read: it holds no object. The file is kept as DIR/config.invalid-TIME.json, and the store begins with its defaults`},
		{"schema", `const limits = schema((all) => all.n > 5 ? { issues: [{ message: 'too large', path: ['n'] }] } : { value: all })
			const s = open({ schema: limits }); s.set('n', 5); show(() => s.set('n', 6)); show(text); s.close()
			fs.writeFileSync('config.json', '{"n":9}'); show(() => open({ schema: limits, clearInvalidConfig: false })); show(() => open({ schema: limits }).size)
			show(() => open({ schema: limits, defaults: { n: 7 } })); try { open({ schema: schema(async () => ({})) }) } catch (error) { console.log(error.code) }`,
			`ERR_STORE_SCHEMA DIR/config.json doesn't match its schema: n: too large
{"n":5}
ERR_STORE_SCHEMA DIR/config.json doesn't match its schema: n: too large
0
ERR_STORE_SCHEMA DIR/config.json doesn't match its schema: n: too large
ERR_INVALID_ARG_VALUE
warning ERR_STORE_SCHEMA DIR/config.json doesn't match its schema: n: too large. The file is kept as DIR/config.invalid-TIME.json, and the store begins with its defaults`},
		{"migrations", `fs.writeFileSync('config.json', '{"old":1}')
			const migrations = { '0.9.0': (s) => { s.set('new', s.get('old')); s.delete('old') }, '1.0.0-beta.2': (s) => s.set('list', []), '>=1.0.0 <2.0.0': (s) => s.appendToArray('list', 'range'),
				'1.5.0': (s) => s.appendToArray('list', '1.5'), '3.0.0': (s) => { s.set('lost', 1); throw new Error('broken') } }
			show(() => JSON.stringify(open({ migrations, beforeEachMigration: (s, { fromVersion, toVersion, finalVersion }) => console.log(fromVersion, toVersion, finalVersion) }).store))
			show(text); show(() => JSON.stringify(open({ migrations, projectVersion: '1.5.0' }).store)); show(() => open({ migrations, projectVersion: '3.1.0' })); show(text)
			show(() => open({ migrations: { '^1': () => 1 } })); show(() => open({ migrations, projectVersion: 'x' }))`,
			`0.0.0 0.9.0 1.0.0
0.9.0 1.0.0-beta.2 1.0.0
1.0.0-beta.2 >=1.0.0 <2.0.0 1.0.0
{"new":1,"list":["range"]}
{"new":1,"list":["range"],"__internal__":{"migrations":{"version":"1.0.0"}}}
{"new":1,"list":["range","1.5"]}
ERR_STORE_MIGRATION DIR/config.json: the migration to 3.0.0 failed, and the file is what it was: broken
{"new":1,"list":["range","1.5"],"__internal__":{"migrations":{"version":"1.5.0"}}}
ERR_INVALID_ARG_VALUE The property 'options.migrations' is neither a version, such as '1.2.0', nor a range of them, such as '>=1.2.0' or '>=1.2.0 <2.0.0'. Received '^1'
ERR_INVALID_ARG_VALUE The property 'options.projectVersion' must be a version, such as '1.2.0', for migrations to be chosen by. Received 'x'`},
		{"another form", `const s = open({ fileExtension: 'txt', serialize: (all) => Object.entries(all).map((e) => e.join('=')).join('\n'), deserialize: (text) => Object.fromEntries(text.split('\n').map((l) => l.split('='))) })
			s.set('a', 'b'); s.set('c', 'd'); show(() => fs.readFileSync(s.path, 'utf8')); show(() => s.get('c')); s.store = { e: 'f' }; show(() => s.store)`,
			"a=b\nc=d\nd\n{ e: 'f' }"},
		{"a link stays one, and the mode is the user's", `fs.writeFileSync('real.json', '{}'); fs.symlinkSync('real.json', 'config.json'); const s = open(); s.set('a', 1)
			show(() => fs.lstatSync('config.json').isSymbolicLink()); show(() => fs.readFileSync('real.json', 'utf8')); const own = open({ name: 'own' }); own.set('a', 1); show(() => (fs.statSync(own.path).mode & 0o777).toString(8))`,
			"true\n{\n\t\"a\": 1\n}\n600"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := run(t, test.code); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

// Two stores are as two processes: each sees what the other did, none overwrites it.
func TestStoresOfOneFile(t *testing.T) {
	got := run(t, `const a = open(), b = open({ watch: true }); a.set('x', 1); b.set('y', 2); show(() => JSON.stringify(a.store))
		b.onDidChange('x', (now) => { console.log('seen', now); b.close() }); a.set('x', 5)`)
	if want := `{"x":1,"y":2}` + "\nseen 5"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestMain is also each of the processes of TestStoreOfSeveralProcesses.
func TestMain(m *testing.M) {
	if dir := os.Getenv("DESKJS_TEST_STORE"); dir != "" {
		var errors bytes.Buffer
		b := backend.New(backend.Options{Host: engine.Host{Stdout: os.Stdout, Stderr: &errors, Executable: "deskjs", Args: []string{"script.js"}}})
		exit := b.RunSource("main.js", dir, `const { Store } = require('deskjs'); const s = new Store({ cwd: `+"`"+filepath.ToSlash(dir)+"`"+` })
			for (let i = 0; i < 25; i++) { s.update('count', (n = 0) => n + 1); s.set('of.' + process.pid + '.' + i, i) }`)
		os.Stderr.Write(errors.Bytes())
		os.Exit(exit)
	}
	os.Exit(m.Run())
}

func TestStoreOfSeveralProcesses(t *testing.T) {
	executable, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	var running []*exec.Cmd
	for range 3 {
		command := exec.Command(executable)
		command.Env = append(os.Environ(), "DESKJS_TEST_STORE="+dir)
		command.Stderr = os.Stderr
		if err := command.Start(); err != nil {
			t.Fatal(err)
		}
		running = append(running, command)
	}
	for _, command := range running {
		if err := command.Wait(); err != nil {
			t.Error(err)
		}
	}
	t.Chdir(dir)
	result := backendtest.RunCode(".", head+`const s = open(); console.log(s.get('count'), Object.values(s.get('of')).map((all) => Object.keys(all).length).join(' '))`)
	if want := "75 25 25 25\n"; result.Stdout != want {
		t.Errorf("got %s%s want %s", result.Stdout, result.Stderr, want)
	}
}
