package types

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/deskjs/deskjs/bridge/shape"
)

// awkward are sources that a parser of parts stumbles over.
var awkward = []string{
	"export async function f(a: string, b = /[/]`'\"/.test(`${`${a}`}`)) { return a / 2 / `}` }",
	"export const f = async <T extends { a: T }>({ a, ...b }: T = {} as T, ...c: [T?, ...T[]]): Promise<void> => {}",
	"type A<T> = T extends (infer U extends string)[] ? A<U> : { [K in keyof T as `x${K & string}`]-?: A<T[K]> }\nexport async function f(a: A<{ x: A<1> }>) {}",
	"type T = T | T[]; interface I extends I {} type X = X['a']; type Y = keyof Y; type Z = { a: Z }['a']\nexport async function f(a: T, b: I, c: X, d: Y, e: Z) {}",
	"type E<T> = { a: E<[T, T]>, b: E<T[]> }\nexport async function f(a: E<1>) {}",
	"type A = `${B}${B}${B}`; type B = `${C}${C}${C}`; type C = 'a' | 'b' | 'c' | 'd'\nexport async function f(a: A) {}",
	"type A = B & B & { a: B }; type B = ({ a: 1 } | { b: 2 }) & ({ c: 3 } | { d: 4 }) & ({ e: 1 } | { f: 1 }) & ({ g: 1 } | { h: 1 })\nexport async function f(a: A) {}",
	"const a = { ...b, get c() { return 1 }, [d]: 2, async *e() {} } as const; const b = { ...a }; export const f: typeof a.e = async () => {}",
	"enum E { A = B, B = A | 1, C = 'x'.length, D }\nexport async function f(e: E, d: E.D, b: E.Q) {}",
	"export default class extends (class {}) { @dec() private static async *#x<T>(this: T) {} static { } [Symbol.iterator]; y!: number; declare z }",
	"import a, { type b as c, type as } from './api'; import * as d from './api'; import e = d.a; export * from './api'; export * as g from './api'; export { a as f, d as 'x y' }",
	"declare module 'x' { export = y; namespace y { type Z = 1 } } declare global { var q: number } export as namespace Q; export async function f(a: import('x').Z) {}",
	"export const f = async (a: <T>(x: T) => asserts x is T, b: new () => void, c: abstract new () => unknown, d: unique symbol) => <div a='}'>{b} it's </div>",
	"/** @typedef {{a: ?string, b: Array.<number>}} T */ /** @param {T} a @param {...number=} b\n * @param {Object} c\n * @param {string[]} [c.d='x'] */ export async function f(a, b, c) {}",
	"export async function f(a = 1 < 2 ? 3 : 4, b = a as unknown as string, c = x! as T[], d = <T,>(y: T) => y) {}\nlet x = y\n++z\nexport const g = 1",
	"((((((((((((((((((((((((((((((a): (((((((b)))))) => c) => d",
	"`${`${`${`${`${`${", "<a><b>{<c>{<d>{", "/** @param {", "type A = [[[[[[[[[[[[[[", "class { constructor(public a, private readonly b = class { constructor(",
}

// FuzzParse reads any source in all ways: it comes to an end and says what it has to say by a table that can be used.
func FuzzParse(f *testing.F) {
	for _, source := range awkward {
		f.Add(source)
	}
	paths, err := filepath.Glob("../../templates/vanilla/backend/*.ts")
	if err != nil || len(paths) == 0 {
		f.Fatal("there is no template to begin with", err)
	}
	for _, path := range paths {
		source, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(source))
	}
	f.Fuzz(func(t *testing.T, source string) {
		if len(source) > 20_000 {
			return
		}
		for _, name := range []string{"api.ts", "api.tsx", "api.js", "api.d.ts"} {
			l := newLibrary("/nowhere", &Cache{}, nil)
			path := "/nowhere/" + name
			l.globals = []*scope{}
			l.read[path] = parse(path, source, kindOf(path))
			for _, e := range extensions { // what it imports of itself
				l.read["/nowhere/"+strings.TrimSuffix(name, ".ts")+e] = l.read[path]
			}
			l.resolved[[2]string{path, "./api"}] = l.read[path].root
			found := readAll(l)
			data, err := found.Table.Encode()
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if _, err := shape.Decode(data); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			for _, note := range found.Notes {
				note.Render(false)
			}
		}
	})
}

// readAll reads every export of the one file that a library has.
func readAll(l *library) *Result {
	for _, f := range l.read {
		exports := l.exportedNames(f.root, map[*scope]bool{})
		return read(l, []Module{{Name: "api", File: filepath.Base(f.path), Exports: exports}})
	}
	return nil
}
