//go:build linux

package test

import (
	"fmt"
	"strings"
	"testing"
)

// validating is an app whose page makes calls, given as TypeScript, that its declarations, which lie in several files, may not allow.
func validating(t *testing.T, calls []string) string {
	return project(t, "deskjs.json", config, "frontend/index.html", index,
		"frontend/main.ts", `
			import * as api from '../backend/api'
			const { saveNote, count, remove, upload, ask, sum, join }: Record<string, (...args: any[]) => Promise<unknown>> = api
			const calls = [ `+"() => "+strings.Join(calls, ",\n() => ")+` ]
			const settled = (promise: Promise<unknown>) => promise.then(
				(value) => ({ value }), (error) => ({ name: error.name, code: error.code, message: error.message, stack: error.stack }))
			Object.assign(window, { invoke: (at: number) => settled(calls[at]()) })`,
		"backend/model.ts", `
			export type { Tag } from '../shared/tag'
			import type { Tag } from '../shared/tag'
			export interface Draft { title: string; tags?: Tag[] }
			export type Place = { kind: 'shelf'; row: number } | { kind: 'box'; label: string }`,
		"shared/tag.ts", `export type Tag = { name: string, color: 'red' | 'blue' | null }`,
		"backend/api.ts", `
			import type { Draft, Place } from './model'
			let runs = 0
			export async function saveNote(draft: Draft, place?: Place): Promise<number> { return ++runs }
			export async function count(): Promise<number> { return runs }
			export const remove = async (id: string, signal?: AbortSignal): Promise<string> => id
			export async function upload(file: Blob, bytes: Uint8Array, done: (n: number) => void): Promise<string> { return file.size + ' ' + bytes.length }
			export async function ask(options: { question: (n: number) => Promise<string>, note?: () => void } | null): Promise<string> { options?.note?.(); return String(await options?.question(1)) }
			export async function sum(items: AsyncIterable<number>): Promise<number> { let all = 0; for await (const item of items) all += item; return all }
			export async function join(parts: ReadableStream<{ text: string }>): Promise<string> { let all = ''; for await (const { text } of parts) all += text; return all }`)
}

func TestArgumentsAreCheckedAgainstTheirDeclarations(t *testing.T) {
	tests := []struct {
		call    string
		value   any
		message string
	}{
		{call: `saveNote()`, message: "saveNote: arguments[0] must be Draft, and is missing"},
		{call: `saveNote({ title: 5 })`, message: "saveNote: arguments[0].title must be string, not number 5"},
		{
			call:    `saveNote({ title: '', tags: [{ name: 'a', color: null }, { name: 'b', color: 'green' }] })`,
			message: "saveNote: arguments[0].tags[1].color must be 'red' | 'blue' | null, not string 'green'",
		},
		{call: `saveNote({ title: '' }, { kind: 'shelf', label: '' })`, message: "saveNote: arguments[1].row must be number, and is missing"},
		{call: `saveNote({ title: '' }, { kind: 'bag' })`, message: "saveNote: arguments[1].kind must be 'shelf' | 'box', not string 'bag'"},
		{call: `saveNote({ title: '', ['__proto__']: 1, tags: { __proto__: null, length: 0 } })`, message: "saveNote: arguments[0].tags must be Tag[], not an object"},
		{call: `remove(['a'])`, message: "remove: arguments[0] must be string, not an array of 1"},
		{call: `remove('a', {})`, message: "remove: arguments[1] must be AbortSignal, not an object"},
		{call: `upload('', new Uint8Array(1), () => {})`, message: "upload: arguments[0] must be Blob, not string ''"},
		{call: `upload(new Blob(['a']), [1], () => {})`, message: "upload: arguments[1] must be Uint8Array, not an array of 1"},
		{call: `upload(new Blob(['a']), new Uint8Array(1), 'done')`, message: "upload: arguments[2] must be function, not string 'done'"},
		{call: `count()`, value: float64(0)}, // none of them ran
		{call: `saveNote({ title: '', tags: [{ name: '', color: 'red' }], extra: 1 }, { kind: 'box', label: '' })`, value: float64(1)},
		{call: `remove('a')`, value: "a"},
		{call: `Promise.all(['a', 'b'].map((id) => remove(id, new AbortController().signal, 'more than it takes'))).then(String)`, value: "a,b"},
		{call: `ask({ question: async (n) => 'answer ' + n, note: () => 5 })`, value: "answer 1"},
		{call: `ask({ question: () => 'soon' })`, value: "soon"},
		{call: `ask(null)`, value: "undefined"},
		{call: `ask({ question: async () => 5 })`, message: "ask: arguments[0].question() must be string, not number 5"},
		{call: `ask({ question: async () => { throw new RangeError('mine') } }).catch((error) => error.name)`, value: "RangeError"},
		{call: `sum((async function* () { yield 1; yield 2 })())`, value: float64(3)},
		{call: `sum((async function* () { yield 1; yield 'x' })())`, message: "sum: (item 1 of arguments[0]) must be number, not string 'x'"},
		{call: `new Promise((ended) => { void sum((async function* () { try { yield '1'; yield 2 } finally { ended('ended') } })()).catch(() => {}) })`, value: "ended"},
		{call: `join(new ReadableStream({ start(c) { c.enqueue({ text: 'a' }); c.enqueue({ text: 'b' }); c.close() } }))`, value: "ab"},
		{call: `join(new ReadableStream({ start(c) { c.enqueue({ text: 'a' }); c.enqueue({ text: 1 }) } }))`, message: "join: (item 1 of arguments[0]).text must be string, not number 1"},
		{call: `upload(new File(['abc'], 'a.txt'), new Uint8Array(2), () => {})`, value: "3 2"},
	}
	var calls []string
	for _, test := range tests {
		calls = append(calls, test.call)
	}
	p := openProject(t, home(t), validating(t, calls))
	for i, test := range tests {
		var got outcome
		p.must(p.Execute(&got, `return window.invoke(arguments[0])`, i))
		want := outcome{Value: test.value}
		if test.message != "" {
			want = outcome{Name: "TypeError", Code: "ERR_INVALID_ARGUMENT", Message: test.message}
		}
		if got.Stack = ""; fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s:\n got %+v\nwant %+v", test.call, got, want)
		}
	}
}
