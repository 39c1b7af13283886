package shape

// argumentTests are modules with a function f, and what it accepts and refuses.
var argumentTests = []struct {
	name, source string
	accepted     []string
	refused      map[string]string
}{
	{
		name: "the example of the documentation",
		source: `interface Note { title: string; tags: string[] }
			export async function f(note: Note): Promise<void> {}`,
		accepted: []string{`[{title: '', tags: []}]`, `[{title: 'a', tags: ['b', 'c'], more: 1}]`},
		refused: map[string]string{
			`[{title: 'a', tags: ['b', 'c', 5]}]`: "arguments[0].tags[2] must be string, not number 5",
			`[{title: 'a'}]`:                      "arguments[0].tags must be string[], and is missing",
			`[{title: null, tags: []}]`:           "arguments[0].title must be string, not null",
			`[{title: 'a', tags: 'b'}]`:           "arguments[0].tags must be string[], not string 'b'",
			`[]`:                                  "arguments[0] must be Note, and is missing",
			`[null]`:                              "arguments[0] must be Note, not null",
			`['note']`:                            "arguments[0] must be Note, not string 'note'",
			`[[]]`:                                "arguments[0] must be Note, not an array of 0",
			`[new Date()]`:                        "arguments[0] must be Note, not a Date",
			`[{title: {}, tags: []}]`:             "arguments[0].title must be string, not an object",
		},
	},
	{
		name:     "primitives",
		source:   `export async function f(a: string, b: number, c: boolean, d: bigint, e: null, g: undefined, h: object, i: {}): Promise<void> {}`,
		accepted: []string{`['', NaN, false, 5n, null, undefined, [], 0]`, `['', -0, true, 0n, null, undefined, {}, '']`},
		refused: map[string]string{
			`[5n, 0, true, 0n, null, undefined, {}, 0]`:                 "arguments[0] must be string, not bigint 5n",
			`['', '5', true, 0n, null, undefined, {}, 0]`:               "arguments[1] must be number, not string '5'",
			`['', 0, 0, 0n, null, undefined, {}, 0]`:                    "arguments[2] must be boolean, not number 0",
			`['', 0, true, 0, null, undefined, {}, 0]`:                  "arguments[3] must be bigint, not number 0",
			`['', 0, true, 0n, undefined, undefined, {}, 0]`:            "arguments[4] must be null, not undefined",
			`['', 0, true, 0n, null, null, {}, 0]`:                      "arguments[5] must be undefined, not null",
			`['', 0, true, 0n, null, undefined, 'a', 0]`:                "arguments[6] must be object, not string 'a'",
			`['', 0, true, 0n, null, undefined, {}, null]`:              "arguments[7] must be {}, not null",
			`['', Object(1), true, 0n, null, undefined, {}, null]`:      "arguments[1] must be number, not a Number",
			`[Symbol.iterator, 0, true, 0n, null, undefined, {}, null]`: "arguments[0] must be string, not symbol",
		},
	},
	{
		name: "literals and enums",
		source: `enum Level { Low, Mid = 5, High } enum Word { A = 'a', B = 'b' } enum Flag { A = 1, B = 1 << 1 } const enum Size { S = -1 }
			export async function f(a: 'x' | 'y' | 3, b: Level, c: Word.A, d: Flag, e: Size, g: true, h: 10n | -2): Promise<void> {}`,
		accepted: []string{`['x', 0, 'a', 3, -1, true, 10n]`, `[3, 6, 'a', 0, -1, true, -2]`},
		refused: map[string]string{
			`['z', 0, 'a', 3, -1, true, 10n]`:  "arguments[0] must be 'x' | 'y' | 3, not string 'z'",
			`['x', 1, 'a', 3, -1, true, 10n]`:  "arguments[1] must be 0 | 5 | 6, not number 1",
			`['x', 0, 'b', 3, -1, true, 10n]`:  "arguments[2] must be 'a', not string 'b'",
			`['x', 0, 'a', '', -1, true, 10n]`: "arguments[3] must be number, not string ''",
			`['x', 0, 'a', 3, 1, true, 10n]`:   "arguments[4] must be -1, not number 1",
			`['x', 0, 'a', 3, -1, 1, 10n]`:     "arguments[5] must be true, not number 1",
			`['x', 0, 'a', 3, -1, true, 10]`:   "arguments[6] must be 10n | -2, not number 10",
		},
	},
	{
		name:     "optional, default and rest parameters",
		source:   `export async function f(a = 'x', b: number, c?: boolean, ...d: string[]): Promise<void> {}`,
		accepted: []string{`['a', 1]`, `[undefined, 1]`, `['a', 1, undefined]`, `['a', 1, true, 'd', 'e']`},
		refused: map[string]string{
			`['a']`:                  "arguments[1] must be number, and is missing",
			`['a', 1, null]`:         "arguments[2] must be boolean, not null",
			`['a', 1, true, 'd', 2]`: "arguments[4] must be string, not number 2",
			`[null, 1]`:              "arguments[0] must be string | undefined, not null",
			`[]`:                     "arguments[1] must be number, and is missing",
		},
	},
	{
		name: "discriminated unions",
		source: `type Shape = { kind: 'circle'; radius: number } | { kind: 'square'; side: number } | { kind: null } | undefined
			export async function f(shape: Shape): Promise<void> {}`,
		accepted: []string{`[{kind: 'circle', radius: 1}]`, `[{kind: null}]`, `[undefined]`, `[]`},
		refused: map[string]string{
			`[{kind: 'circle', side: 1}]`:    "arguments[0].radius must be number, and is missing",
			`[{kind: 'circle', radius: ''}]`: "arguments[0].radius must be number, not string ''",
			`[{kind: 'line'}]`:               "arguments[0].kind must be 'circle' | 'square' | null, not string 'line'",
			`[{}]`:                           "arguments[0].kind must be 'circle' | 'square' | null, and is missing",
			`[5]`:                            "arguments[0] must be Shape, not number 5",
		},
	},
	{
		name: "other unions",
		source: `interface A { a: string } interface B { b: number[] }
			export async function f(x: A | null, y: (A | B)[], z: string | string[]): Promise<void> {}`,
		accepted: []string{`[{a: ''}, [{a: ''}, {b: []}], 'z']`, `[null, [], ['z']]`},
		refused: map[string]string{
			`[{a: 1}, [], '']`:     "arguments[0].a must be string, not number 1",
			`[undefined, [], '']`:  "arguments[0] must be A | null, not undefined",
			`[null, [{c: 1}], '']`: "arguments[1][0] must be A | B, not an object",
			`[null, [], ['', 1]]`:  "arguments[2][1] must be string, not number 1",
			`[null, [], {}]`:       "arguments[2] must be string | string[], not an object",
		},
	},
	{
		name:     "tuples",
		source:   `export async function f(a: [string, number?], b: [boolean, ...number[], string], c: readonly [x: 1, y?: 2]): Promise<void> {}`,
		accepted: []string{`[['a'], [true, 'b'], [1]]`, `[['a', 1], [true, 1, 2, 3, 'b'], [1, 2]]`, `[['a', undefined], [true, 'b'], [1, undefined]]`},
		refused: map[string]string{
			`[[], [true, 'b'], [1]]`:          "arguments[0][0] must be string, and is missing",
			`[['a', 1, 2], [true, 'b'], [1]]`: "arguments[0] must have 2 items, not 3",
			`[['a'], [true], [1]]`:            "arguments[1][1] must be string, and is missing",
			`[['a'], [true, 'x', 'b'], [1]]`:  "arguments[1][1] must be number, not string 'x'",
			`[['a'], [true, 1], [1]]`:         "arguments[1][1] must be string, not number 1",
			`[['a'], [true, 'b'], {0: 1}]`:    "arguments[2] must be [1, 2?], not an object",
		},
	},
	{
		name:     "records, index signatures and template keys",
		source:   "export async function f(a: Record<string, number>, b: { [key: `x-${string}`]: string, known: 1 }, c: Record<'p' | 'q', boolean>, d: Record<number, string>): Promise<void> {}",
		accepted: []string{`[{}, {known: 1}, {p: true, q: false}, {}]`, `[{a: 1, b: 2}, {known: 1, 'x-a': '', y: 5}, {p: true, q: false}, {5: 'a', z: 1}]`},
		refused: map[string]string{
			`[{a: '1'}, {known: 1}, {p: true, q: true}, {}]`:            "arguments[0].a must be number, not string '1'",
			`[{'a b': '1'}, {known: 1}, {p: true, q: true}, {}]`:        "arguments[0]['a b'] must be number, not string '1'",
			`[{['__proto__']: ''}, {known: 1}, {p: true, q: true}, {}]`: "arguments[0].__proto__ must be number, not string ''",
			`[{}, {known: 1, 'x-a': 1}, {p: true, q: true}, {}]`:        "arguments[1]['x-a'] must be string, not number 1",
			`[{}, {}, {p: true, q: true}, {}]`:                          "arguments[1].known must be 1, and is missing",
			`[{}, {known: 1}, {p: true}, {}]`:                           "arguments[2].q must be boolean, and is missing",
			`[{}, {known: 1}, {p: true, q: true}, {5: 1}]`:              "arguments[3]['5'] must be string, not number 1",
		},
	},
	{
		name: "brands, templates and intersections",
		source: "type Id = string & { readonly __brand: 'Id' }; interface Dated { at: Date } type User = { readonly _brand: 'User', name: string } & Dated & ({ admin: true } | { admin: false, by: Id })\n" +
			"declare const tag: unique symbol; type Tagged = number & { [tag]: 'T' }\n" +
			"export async function f(a: Id, b: `v${number}.${'x' | 'y'}`, c: User, d: Tagged, e: Uint8Array & { __brand: 'b' }): Promise<void> {}",
		accepted: []string{`['a', 'v1.x', {name: '', at: new Date(), admin: true}, 5, new Uint8Array(2)]`, `['a', 'v-2.5.y', {name: '', at: new Date(NaN), admin: false, by: 'b'}, 5, new Uint8Array(2)]`},
		refused: map[string]string{
			`[1, 'v1.x', {name: '', at: new Date(), admin: true}, 5, new Uint8Array(2)]`:     "arguments[0] must be string, not number 1",
			`['a', 'v1.z', {name: '', at: new Date(), admin: true}, 5, new Uint8Array(2)]`:   "arguments[1] must be `v${number}.${'x' | 'y'}`, not string 'v1.z'",
			`['a', 'v1.x', {name: '', at: 5, admin: true}, 5, new Uint8Array(2)]`:            "arguments[2].at must be Date, not number 5",
			`['a', 'v1.x', {name: '', at: new Date(), admin: false}, 5, new Uint8Array(2)]`:  "arguments[2].by must be string, and is missing",
			`['a', 'v1.x', {name: '', at: new Date(), admin: 1}, 5, new Uint8Array(2)]`:      "arguments[2].admin must be true | false, not number 1",
			`['a', 'v1.x', {name: '', at: new Date(), admin: true}, '5', new Uint8Array(2)]`: "arguments[3] must be number, not string '5'",
			`['a', 'v1.x', {name: '', at: new Date(), admin: true}, 5, new Uint16Array(2)]`:  "arguments[4] must be Uint8Array, not a Uint16Array",
		},
	},
	{
		name:   "built-in classes",
		source: `export async function f(a: Date, b: Map<string, number>, c: Set<'x'>, d: Uint8Array, e: ArrayBuffer, g: RegExp, h: Error, i: BufferSource, j: Iterable<number>): Promise<void> {}`,
		accepted: []string{
			`[new Date(), new Map([['a', 1]]), new Set(['x']), new Uint8Array(1), new ArrayBuffer(1), /a/, new TypeError('x'), new DataView(new ArrayBuffer(1)), [1]]`,
			`[new Date(), new Map(), new Set(), new Uint8Array(1), new ArrayBuffer(1), /a/, new Error(), new ArrayBuffer(1), new Set([2])]`,
		},
		refused: map[string]string{
			`['2020', new Map(), new Set(), new Uint8Array(1), new ArrayBuffer(1), /a/, new Error(), new ArrayBuffer(1), []]`:                 "arguments[0] must be Date, not string '2020'",
			`[new Date(), new Map([['a', 'b']]), new Set(), new Uint8Array(1), new ArrayBuffer(1), /a/, new Error(), new ArrayBuffer(1), []]`: "arguments[1].get('a') must be number, not string 'b'",
			`[new Date(), new Map([[1, 1]]), new Set(), new Uint8Array(1), new ArrayBuffer(1), /a/, new Error(), new ArrayBuffer(1), []]`:     "arguments[1].keys()[0] must be string, not number 1",
			`[new Date(), {}, new Set(), new Uint8Array(1), new ArrayBuffer(1), /a/, new Error(), new ArrayBuffer(1), []]`:                    "arguments[1] must be Map<string, number>, not an object",
			`[new Date(), new Map(), new Set(['x', 'y']), new Uint8Array(1), new ArrayBuffer(1), /a/, new Error(), new ArrayBuffer(1), []]`:   "arguments[2].keys()[1] must be 'x', not string 'y'",
			`[new Date(), new Map(), new Set(), [1], new ArrayBuffer(1), /a/, new Error(), new ArrayBuffer(1), []]`:                           "arguments[3] must be Uint8Array, not an array of 1",
			`[new Date(), new Map(), new Set(), new Uint8Array(1), new Uint8Array(1), /a/, new Error(), new ArrayBuffer(1), []]`:              "arguments[4] must be ArrayBuffer, not a Uint8Array",
			`[new Date(), new Map(), new Set(), new Uint8Array(1), new ArrayBuffer(1), 'a', new Error(), new ArrayBuffer(1), []]`:             "arguments[5] must be RegExp, not string 'a'",
			`[new Date(), new Map(), new Set(), new Uint8Array(1), new ArrayBuffer(1), /a/, {message: ''}, new ArrayBuffer(1), []]`:           "arguments[6] must be Error, not an object",
			`[new Date(), new Map(), new Set(), new Uint8Array(1), new ArrayBuffer(1), /a/, new Error(), [], []]`:                             "arguments[7] must be ArrayBuffer | ArrayBufferView, not an array of 0",
			`[new Date(), new Map(), new Set(), new Uint8Array(1), new ArrayBuffer(1), /a/, new Error(), new ArrayBuffer(1), [1, '']]`:        "arguments[8][1] must be number, not string ''",
			`[new Date(), new Map(), new Set(), new Uint8Array(1), new ArrayBuffer(1), /a/, new Error(), new ArrayBuffer(1), {}]`:             "arguments[8] must be Iterable<number>, not an object",
		},
	},
	{
		name: "recursive types",
		source: `interface Tree { value: number; children?: Tree[] } type Json = string | number | boolean | null | Json[] | { [key: string]: Json }
			type List<T> = { head: T, tail: List<T> } | null
			export async function f(a: Tree, b: Json, c: List<string>): Promise<void> {}`,
		accepted: []string{`[{value: 1, children: [{value: 2}]}, {a: [1, {b: null}]}, {head: '', tail: {head: '', tail: null}}]`,
			`[(() => { const t = {value: 1}; t.children = [t, t]; return t })(), null, (() => { const l = {head: ''}; l.tail = l; return l })()]`},
		refused: map[string]string{
			`[{value: 1, children: [{value: 2, children: [{}]}]}, '', null]`:                                        "arguments[0].children[0].children[0].value must be number, and is missing",
			`[{value: 1}, {a: [1, new Date()]}, null]`:                                                              "arguments[1].a[1] must be Json, not a Date",
			`[{value: 1}, 0, {head: '', tail: {head: 1, tail: null}}]`:                                              "arguments[2].tail.head must be string, not number 1",
			`[(() => { const t = {value: 1}; t.children = [t, {value: '', children: [t]}]; return t })(), 0, null]`: "arguments[0].children[1].value must be number, not string ''",
		},
	},
	{
		name: "generics",
		source: `interface Note { title: string, stars: number } type Box<T, U = string> = { value: T, label: U }
			export async function f<K extends keyof Note, V extends Note[K]>(key: K, value: V, box: Box<number>, other: Box<Box<boolean>, null>): Promise<void> {}`,
		accepted: []string{`['title', 5, {value: 1, label: ''}, {value: {value: true, label: ''}, label: null}]`},
		refused: map[string]string{
			`['x', 5, {value: 1, label: ''}, {value: {value: true, label: ''}, label: null}]`:        "arguments[0] must be 'title' | 'stars', not string 'x'",
			`['title', null, {value: 1, label: ''}, {value: {value: true, label: ''}, label: null}]`: "arguments[1] must be string | number, not null",
			`['title', 5, {value: '', label: ''}, {value: {value: true, label: ''}, label: null}]`:   "arguments[2].value must be number, not string ''",
			`['title', 5, {value: 1, label: ''}, {value: {value: 1, label: ''}, label: null}]`:       "arguments[3].value.value must be boolean, not number 1",
		},
	},
	{
		name: "overloads",
		source: `export async function f(a: string): Promise<void>
			export async function f(a: number, b: boolean): Promise<void>
			export async function f(a: any, b?: any): Promise<void> {}`,
		accepted: []string{`['a']`, `[1, true]`, `['a', 5]`},
		refused: map[string]string{
			`[1]`:       "arguments[0] must be string, not number 1 (none of its 2 overloads accepts these arguments)",
			`[1, 'b']`:  "arguments[1] must be boolean, not string 'b' (none of its 2 overloads accepts these arguments)",
			`[1, 2, 3]`: "arguments[1] must be boolean, not number 2 (none of its 2 overloads accepts these arguments)",
		},
	},
	{
		name:     "callbacks and streams",
		source:   `export async function f(a: (x: number) => Promise<string>, b: AsyncIterable<number>, c?: { done(): void, later?: Function }): Promise<void> {}`,
		accepted: []string{`[() => {}, { [Symbol.asyncIterator]() {} }]`, `[async () => {}, { [Symbol.asyncIterator]() {} }, { done() {} }]`},
		refused: map[string]string{
			`[{}, { [Symbol.asyncIterator]() {} }]`:                  "arguments[0] must be (...) => string, not an object",
			`[() => {}, [1]]`:                                        "arguments[1] must be AsyncIterable<number>, not an array of 1",
			`[() => {}, { [Symbol.asyncIterator]() {} }, {}]`:        "arguments[2].done must be function, and is missing",
			`[() => {}, { [Symbol.asyncIterator]() {} }, {done: 1}]`: "arguments[2].done must be function, not number 1",
		},
	},
	{
		name:     "what objects inherit is not theirs",
		source:   `export async function f(a: { constructor: string }, b: { toString(): string, __proto__?: number }): Promise<void> {}`,
		accepted: []string{`[{constructor: 'a'}, {}]`},
		refused: map[string]string{
			`[{}, {}]`: "arguments[0].constructor must be string, and is missing",
			`[{constructor: ''}, {['__proto__']: ''}]`: "arguments[1].__proto__ must be number, not string ''",
			`[{constructor: ''}, {toString: ''}]`:      "arguments[1].toString must be (...) => string, not string ''",
		},
	},
	{
		name: "classes are what their instances look like when they arrive",
		source: `class Base { id = 0 } export class User extends Base { #secret = 1; private hidden = 2; static count: number; constructor(public name: string, readonly age?: number, private other = 1) { super() } greet() { return 'hi' } get upper() { return '' } declare tag: 'x' }
			class Failed extends Error { code = 'E' }
			export async function f(user: User, error: Failed): Promise<void> {}`,
		accepted: []string{`[{id: 1, name: 'a', tag: 'x'}, Object.assign(new Error(), {code: 'A'})]`},
		refused: map[string]string{
			`[{id: '', name: 'a', tag: 'x'}, Object.assign(new Error(), {code: 'A'})]`: "arguments[0].id must be number, not string ''",
			`[{id: 1, tag: 'x'}, Object.assign(new Error(), {code: 'A'})]`:             "arguments[0].name must be string, and is missing",
			`[{id: 1, name: 'a', tag: 'x'}, new Error()]`:                              "arguments[1].code must be string, and is missing",
			`[{id: 1, name: 'a', tag: 'x'}, {code: 'A'}]`:                              "arguments[1] must be Error, not an object",
		},
	},
}
