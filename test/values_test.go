//go:build linux

package test

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// valuesApp is an app whose page and backend have the values of bridge/testdata/values.js.
func valuesApp(t *testing.T) *page {
	t.Helper()
	return open(t, home(t), valuesProgram(t)).ready()
}

// ready waits until the page of valuesProgram runs.
func (p *page) ready() *page {
	p.t.Helper()
	p.eventually(`return window.all !== undefined`)
	return p
}

var values struct {
	once    sync.Once
	program string
}

// valuesProgram returns the built app, which is made once for all tests.
func valuesProgram(t *testing.T) string {
	t.Helper()
	values.once.Do(func() { values.program = buildValues(t) })
	if values.program == "" {
		t.Fatal("the app of values could not be built")
	}
	return values.program
}

func buildValues(t *testing.T) string {
	t.Helper()
	source, err := os.ReadFile("../bridge/testdata/values.js")
	if err != nil {
		t.Fatal(err)
	}
	random, err := os.ReadFile("../bridge/testdata/random.js")
	if err != nil {
		t.Fatal(err)
	}
	dir, err := os.MkdirTemp("", "deskjs-values")
	if err != nil {
		t.Fatal(err)
	}
	fill(t, dir, "deskjs.json", `{ "name": "Values", "id": "org.deskjs.values", "version": "1.0.0" }`,
		"shared/values.js", string(source),
		"shared/random.js", string(random),
		"frontend/index.html", `<!doctype html><title>Values</title><script type="module" src="main.js"></script>`,
		"frontend/main.js", `
			import * as all from '../shared/values.js'
			import { grow } from '../shared/random.js'
			import { echo, described, made, kinds, hide, merged, grown, long, nested } from '../backend/api'
			Object.assign(window, { all, grow, echo, described, made, kinds, hide, merged, grown, long, nested })
			// What a value arrives as: [how it is made, what of it should arrive].
			window.row = (name) => [all.values[name]].flat()
			// The first line in which two descriptions differ.
			window.difference = (what, got, want) => {
				if (got === want) return []
				const lines = want.split('\n')
				const i = got.split('\n').findIndex((line, i) => line !== lines[i])
				return [what + ', at line ' + i + ', is\n' + got.split('\n')[i] + '\nnot\n' + lines[i]]
			}`,
		"backend/main.js", ``,
		"backend/api.js", `
			import { values, refused, hidden, describe, absent, nest } from '../shared/values.js'
			import { grow } from '../shared/random.js'
			export async function long(length) { return 'x'.repeat(length) }
			export async function nested(depth, kind) { return nest(depth, kind) }
			export async function grown(seed) { return grow(seed) }
			export async function echo(value) { return value }
			export async function described(value) { return describe(value) }
			export async function kinds() { return [Object.keys(values), Object.keys(refused)] }
			// A value of the backend's, and the description of what should arrive of it.
			export async function made(name) {
				const makers = [values[name]].flat()
				const value = makers[0]()
				return value === absent ? undefined : { value, description: await describe(makers.at(-1)()) }
			}
			export async function merged(value) {
				Object.assign({}, value, { ...value.a })
				return {}.polluted
			}
			export async function hide(name) {
				const value = refused[name][0]()
				return value === absent ? 'absent' : hidden(value)
			}`)
	command(t, "build", "--automation", dir)
	return filepath.Join(dir, "dist", "values")
}

// check runs the body of an async function that returns what is wrong, in lines.
func (p *page) check(body string, args ...any) {
	p.t.Helper()
	var wrong string
	p.must(p.Execute(&wrong, `return (async (...args) => { const wrong = []; `+body+`; return wrong.join('\n') })(...arguments)`, args...))
	if wrong = strings.TrimSpace(wrong); wrong != "" {
		p.t.Error(wrong)
	}
}

func TestValuesCross(t *testing.T) {
	p := valuesApp(t)
	p.check(`
		for (const name of Object.keys(all.values)) {
			const makers = row(name)
			const value = makers[0]()
			if (value === all.absent) continue
			const want = await all.describe(makers.at(-1)())
			const got = await described(value).catch(String)
			wrong.push(...difference(name + ' in the backend', got, want))
			const back = await echo(makers[0]()).then(all.describe, String)
			wrong.push(...difference(name + ', back again', back, want))
		}
		for (const name of (await kinds())[0]) {
			const answer = await made(name).catch(String)
			if (answer === undefined) continue
			const got = await all.describe(answer.value).catch(String)
			wrong.push(...difference(name + ' from the backend', got, answer.description ?? answer))
		}`)
}

func TestValuesThatDoNotCross(t *testing.T) {
	p := valuesApp(t)
	p.check(`
		const told = (error) => error.name === 'DataCloneError' && error.code === 25 ? error.message : 'threw ' + error
		for (const [name, [make, reason]] of Object.entries(all.refused)) {
			const value = make()
			const want = '.user["the socket"][1] ' + reason + " and can't be sent"
			const message = value === all.absent ? 'arguments[0]' + want : await echo(all.hidden(value)).then(() => 'crossed', told)
			if (!message.startsWith('arguments[0]' + want)) wrong.push(name + ' in the page: ' + message)
			const answer = await hide(name).then((value) => value === 'absent' ? 'result' + want : 'crossed', told)
			if (!answer.startsWith('result' + want)) wrong.push(name + ' in the backend: ' + answer)
		}
		// References come back as such, whatever they are elsewhere.
		for (const [name, [make]] of Object.entries(all.references)) {
			const value = make()
			const kind = (value) => typeof value === 'object' ? Object.prototype.toString.call(value) : typeof value
			const back = await echo(all.hidden(value)).catch((error) => ({ user: { 'the socket': [0, String(error)] } }))
			if (name !== 'an async iterable' && kind(back.user['the socket'][1]) !== kind(value)) wrong.push(name + ' came back as ' + kind(back.user['the socket'][1]))
		}
		const thrown = await echo({ a: [{ get b() { throw new RangeError('own') } }] }).catch((error) => error)
		if (!(thrown instanceof RangeError) || thrown.message !== 'own') wrong.push('a getter that throws: ' + thrown)`)
}

// TestValuesReachNoPrototype has keys that would reach prototypes, in values that a careless function merges.
func TestValuesReachNoPrototype(t *testing.T) {
	p := valuesApp(t)
	p.check(`
		const hostile = JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":2}},"a":{"__proto__":{"polluted":3}}}')
		const back = await echo(hostile)
		if (JSON.stringify(back) !== JSON.stringify(hostile)) wrong.push('came back as ' + JSON.stringify(back))
		for (const object of [back, back.a]) if (Object.getPrototypeOf(object) !== Object.prototype) wrong.push('has another prototype')
		if ({}.polluted !== undefined || await merged(hostile) !== undefined) wrong.push('a prototype was polluted')`)
}
