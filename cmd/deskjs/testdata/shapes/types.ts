// Each call of check is what tsc and the backend's check have to agree about. Where the check is looser, a comment says why; it is never stricter.
declare function check<T>(value: T): void

interface Base { id: number; name?: string }
interface Note extends Base { title: string; tags: readonly string[] }
interface Note { starred: boolean }
class Point { x = 0; y = 0; #secret = 1; static origin = 1; label?: string; distance(): number { return this.x + this.#secret } }
enum Level { Low, Mid = 5, High }
enum Word { Yes = 'y', No = 'n' }
const enum Flags { A = 1 << 0, B = 1 << 1 }
const sizes = ['s', 'm', 'l'] as const
const settings = { theme: 'dark', depth: { level: 3, on: true }, list: [1, 'a'] }
const fixed = { theme: 'dark', nested: { kind: 'k' } } as const
const table = { a: { run: (x: number) => x }, b: { run: (x: string) => x } } satisfies Record<string, unknown>
namespace Space { export interface Inner { a: 1 } export namespace Deep { export type B = 'b' } }
import Alias = Space.Deep
type Falsy = false | 0 | '' | null | undefined

type Plain = string
check<Plain>('a')
check<Plain>(1)
check<Plain>(null)
check<Plain>(undefined)
type Numeric = 1 | 2.5 | -3 | 0x10 | 1_000
check<Numeric>(16)
check<Numeric>(2.5)
check<Numeric>(-3)
check<Numeric>(1000)
check<Numeric>(3)
type Mixed = 'a' | 1 | true | null | 5n
check<Mixed>('a')
check<Mixed>(true)
check<Mixed>(null)
check<Mixed>(5n)
check<Mixed>(false)
check<Mixed>('1')
check<Mixed>(5)
type Vague = string & {} | 'a'
check<Vague>('b')
check<Vague>(1)

check<Note>({ id: 1, title: '', tags: [], starred: true })
check<Note>({ id: 1, name: 'a', title: '', tags: ['x'], starred: true })
check<Note>({ id: 1, name: undefined, title: '', tags: ['x'], starred: true })
check<Note>({ id: 1, name: null, title: '', tags: ['x'], starred: true })
check<Note>({ title: '', tags: [], starred: true })
check<Note>({ id: 1, title: '', tags: [1], starred: true })
check<Note>({ id: '1', title: '', tags: [], starred: true })
check<Note>({ id: 1, title: '', tags: [], starred: true, more: 1 }) // looser: a value has more members than its type knows
check<Point>({ x: 1, y: 2 }) // looser: an instance arrives as its public fields
check<Level>(0)
check<Level>(Level.Mid)
check<Level>(6)
check<Level>(1)
check<Word>(Word.Yes)
check<Word>('x')
check<Flags>(Flags.A | Flags.B)
check<Flags>(5) // looser: flags are joined, so each number is one
type OneLevel = Level.Mid | Word.No
check<OneLevel>(5)
check<OneLevel>(0)
check<OneLevel>(Word.No)
type Size = (typeof sizes)[number]
check<Size>('m')
check<Size>('x')
type FirstSize = (typeof sizes)[0]
check<FirstSize>('s')
check<FirstSize>('m')
type Settings = typeof settings
check<Settings>({ theme: 'x', depth: { level: 1, on: false }, list: [1, 'b'] })
check<Settings>({ theme: 'x', depth: { level: 1, on: 1 }, list: [] })
check<Settings>({ theme: 'x', depth: { level: 1, on: true }, list: [true] })
type Fixed = typeof fixed
check<Fixed>({ theme: 'dark', nested: { kind: 'k' } })
check<Fixed>({ theme: 'light', nested: { kind: 'k' } })
type Tables = keyof typeof table
check<Tables>('b')
check<Tables>('c')
type Arguments = Parameters<(typeof table)['b']['run']>
check<Arguments>(['x'])
check<Arguments>([1])
check<Space.Inner>({ a: 1 })
check<Space.Inner>({ a: 2 })
type Deep = Alias.B | Space.Deep.B
check<Deep>('b')
check<Deep>('c')
type Words = keyof typeof Word
check<Words>('Yes')
check<Words>('y')

type P1 = Partial<Note>
check<P1>({})
check<P1>({ title: 'a' })
check<P1>({ title: 1 })
type P2 = Required<Base>
check<P2>({ id: 1, name: '' })
check<P2>({ id: 1 })
check<P2>({ id: 1, name: undefined })
type P3 = Pick<Note, 'id' | 'name'>
check<P3>({ id: 1 })
check<P3>({ name: '' })
type P4 = Omit<Note, 'tags' | 'starred'> & { extra: bigint }
check<P4>({ id: 1, title: '', extra: 1n })
check<P4>({ id: 1, extra: 1n })
check<P4>({ id: 1, title: '', extra: 1 })
type P5 = Record<'a' | 'b', number[]>
check<P5>({ a: [], b: [1] })
check<P5>({ a: [] })
check<P5>({ a: [], b: [''] })
type P6 = Record<string, Date>
check<P6>({})
check<P6>({ x: new Date() })
check<P6>({ x: 'now' })
type P7 = Exclude<'a' | 'b' | 'c' | 1, 'a' | number>
check<P7>('b')
check<P7>('a')
check<P7>(1)
type P8 = Extract<string | number | { kind: 'x' } | { kind: 'y' }, { kind: 'x' } | string>
check<P8>('s')
check<P8>({ kind: 'x' })
check<P8>({ kind: 'y' })
check<P8>(1)
type P9 = NonNullable<string | null | undefined>
check<P9>('')
check<P9>(null)
type P10 = Awaited<Promise<Promise<'x'>> | 'y'>
check<P10>('x')
check<P10>('z')
type P11 = ReturnType<(a: string) => { b: boolean }>
check<P11>({ b: true })
check<P11>({ b: 1 })
type P12 = Partial<Record<'a' | 'b', 1>>
check<P12>({ a: 1 })
check<P12>({ a: 2 })
type P13 = Readonly<Partial<Omit<Note, 'id'>>>
check<P13>({ tags: ['a'] })
check<P13>({ tags: 'a' })
type P14 = Uppercase<'ab' | 'c'> | Capitalize<'hello'>
check<P14>('AB')
check<P14>('Hello')
check<P14>('ab')
type P15 = Record<number, string>
check<P15>({ 1: 'a' })
check<P15>(['a'])
check<P15>({ 1: 1 })
type P16 = Record<Level, string>
check<P16>({ 0: 'a', 5: 'b', 6: 'c' })
check<P16>({ 0: 'a', 5: 'b' })
type P17 = Omit<{ kind: 'a'; a: 1 } | { kind: 'b'; b: 2 }, 'x'>
check<P17>({ kind: 'a' })
check<P17>({ kind: 'c' })
type P18 = Pick<{ kind: 'a'; n?: 1 } | { kind: 'b'; n: 2 }, 'kind' | 'n'>
check<P18>({ kind: 'a' })
check<P18>({ kind: 'a', n: 2 })
check<P18>({ kind: 'a', n: 3 })

type M1 = { [K in keyof Note]?: Note[K] | null }
check<M1>({ title: null })
check<M1>({ title: 1 })
type M2 = { [K in 'a' | 'b' as `on${Capitalize<K>}`]: K }
check<M2>({ onA: 'a', onB: 'b' })
check<M2>({ onA: 'a', onB: 'a' })
check<M2>({ a: 'a', b: 'b' })
type M3 = { -readonly [K in keyof Base]-?: Base[K] }
check<M3>({ id: 1, name: '' })
check<M3>({ id: 1 })
type MyPick<T, K extends keyof T> = { [P in K]: T[P] }
type M4 = MyPick<Note, 'id' | 'name'>
check<M4>({ id: 1 })
check<M4>({ id: '' })
type Getters<T> = { [K in keyof T as T[K] extends string | undefined ? K : never]: T[K] }
type M5 = Getters<Note>
check<M5>({ title: '' })
check<M5>({ title: '', name: 5 })
check<M5>({})
type DeepPartial<T> = T extends readonly (infer U)[] ? DeepPartial<U>[] : T extends object ? { [K in keyof T]?: DeepPartial<T[K]> } : T
type M6 = DeepPartial<{ a: { b: string[]; c: Note } }>
check<M6>({})
check<M6>({ a: { b: ['x'] } })
check<M6>({ a: { c: { tags: ['x'] } } })
check<M6>({ a: { b: [1] } })
check<M6>({ a: { c: { tags: [1] } } })
type Boxed<T> = { [K in keyof T]: { value: T[K] } }
type M8 = Boxed<[string, number?]>
check<M8>([{ value: 'a' }])
check<M8>([{ value: 'a' }, { value: 1 }])
check<M8>([{ value: 1 }])
type M9 = { [key: `data-${string}`]: number; id: number }
check<M9>({ id: 1, 'data-x': 2 })
check<M9>({ id: 1, 'data-x': 'a' })
check<M9>({ id: 'a' })
type M10 = Boxed<{ a: 1 } | { b: 2 }>
check<M10>({ a: { value: 1 } })
check<M10>({ b: { value: 1 } })

type C1<T> = T extends string ? 'text' : T extends number ? 'number' : T extends unknown[] ? 'list' : 'other'
type C2 = C1<'a' | 5>
check<C2>('text')
check<C2>('number')
check<C2>('list')
type C3 = C1<Date[]>
check<C3>('list')
check<C3>('other')
type Item<T> = T extends (infer U)[] ? U : T extends Map<infer K, infer V> ? [K, V] : never
type C4 = Item<string[]> | Item<Map<1, boolean>>
check<C4>('x')
check<C4>([1, true])
check<C4>([2, true])
check<C4>(3)
type Route<T> = T extends `${infer A}/:${infer B}` ? B | Route<A> : never
type C5 = Route<'/users/:id/posts/:post'>
check<C5>('post')
check<C5>('users')
type First<T extends unknown[]> = T extends [infer H, ...infer R] ? [H, R['length']] : []
type C6 = First<['a', 1, 2]>
check<C6>(['a', 2])
check<C6>(['b', 2])
type Last<T extends unknown[]> = T extends [...unknown[], infer L] ? L : never
type C7 = Last<[1, 2, 'x']>
check<C7>('x')
check<C7>(1)
type Fn<F> = F extends (first: infer A, ...rest: never[]) => Promise<infer R> ? { in: A; out: R } : never
type C8 = Fn<(a: Date, b: number) => Promise<string>>
check<C8>({ in: new Date(), out: '' })
check<C8>({ in: '', out: '' })
type NoNever<T> = [T] extends [never] ? 'never' : 'some'
type C9 = NoNever<never> | NoNever<1>
check<C9>('never')
check<C9>('some')
check<C9>('x')
type Overlap<A, B> = A extends B ? true : false
type C10 = Overlap<{ a: 1; b: 2 }, { a: number }>
check<C10>(true)
check<C10>(false)
type C11 = Overlap<Falsy, null | undefined>
check<C11>(true)
check<C11>(false)
type Nested = { [K in keyof Note]: Note[K] extends readonly (infer U)[] ? U : K }[keyof Note]
check<Nested>('title')
check<Nested>(1)
type Flatten<T> = T extends readonly unknown[] ? Flatten<T[number]> : T
type C12 = Flatten<[[1], ['a', [true]]]>
check<C12>(1)
check<C12>('a')
check<C12>(true)
check<C12>('b')
type UnionToIntersection<U> = (U extends unknown ? (x: U) => void : never) extends (x: infer I) => void ? I : never
type C13 = UnionToIntersection<{ a: 1 } | { b: 2 }>
check<C13>({ a: 1, b: 2 })

type T1 = [a: string, b?: number, ...rest: boolean[]]
check<T1>(['x'])
check<T1>(['x', 1, true, false])
check<T1>(['x', undefined])
check<T1>(['x', 1, 2])
check<T1>([])
type T2 = readonly [...string[], number]
check<T2>([1])
check<T2>(['a', 'b', 1])
check<T2>(['a'])
check<T2>([])
type T3 = [...[1, 2], ...string[]]
check<T3>([1, 2])
check<T3>([1, 2, 'x'])
check<T3>([1])
check<T3>([1, 2, 3])
type T4 = [string, number][]
check<T4>([])
check<T4>([['a', 1]])
check<T4>([['a']])
check<T4>([['a', 1, 2]])
type T5 = T1['length'] | T4['length']
check<T5>(4)
check<T5>('4')
type T6 = [x: 1, y: 2][0 | 1]
check<T6>(2)
check<T6>(3)

type U1 = { kind: 'circle'; r: number } | { kind: 'rect'; w: number; h?: number } | { kind: null }
check<U1>({ kind: 'circle', r: 1 })
check<U1>({ kind: 'rect', w: 1 })
check<U1>({ kind: null })
check<U1>({ kind: 'circle', w: 1 })
check<U1>({ kind: 'other' })
type U2 = { a: string } | { b: number } | string[]
check<U2>({ a: '' })
check<U2>({ b: 1 })
check<U2>(['x'])
check<U2>({ a: 1 })
check<U2>([1])
type U3 = { type: 'a' | 'b'; v: 1 } | { type: 'c'; v: 2 }
check<U3>({ type: 'b', v: 1 })
check<U3>({ type: 'c', v: 1 })
type U4 = { ok: true; value: string } | { ok: false; error: { code: number } }
check<U4>({ ok: true, value: '' })
check<U4>({ ok: false, error: { code: 1 } })
check<U4>({ ok: false, error: {} })
check<U4>({ ok: 1, error: {} })
type U5 = ({ a: 1 } | { b: 2 }) & { c: 3 }
check<U5>({ a: 1, c: 3 })
check<U5>({ a: 1 })
check<U5>({ b: 1, c: 3 })
type U6 = string & number
check<U6>('a')
type U7 = { a: string | number } & { a: number | boolean }
check<U7>({ a: 1 })
check<U7>({ a: 'x' })

type Json = string | number | boolean | null | Json[] | { [key: string]: Json }
check<Json>({ a: [1, { b: null }] })
check<Json>([undefined])
check<Json>({ a: 1n })
interface Tree<T> { value: T; children: Tree<T>[] }
type R1 = Tree<'x'>
check<R1>({ value: 'x', children: [{ value: 'x', children: [] }] })
check<R1>({ value: 'x', children: [{ value: 'y', children: [] }] })
type Chain<T> = { head: T; tail: Chain<T> } | null
type R2 = Chain<number>
check<R2>({ head: 1, tail: { head: 2, tail: null } })
check<R2>({ head: 1, tail: { head: '2', tail: null } })
type Endless<T> = { value: T; next?: Endless<T[]> }
type R3 = Endless<1>
check<R3>({ value: 1 })
check<R3>({ value: 1, next: { value: [1], next: { value: [[1]] } } })
check<R3>({ value: 2 })
check<R3>({ value: 1, next: { value: 1 } })

type B1 = Map<string, Set<number>>
check<B1>(new Map([['a', new Set([1])]]))
check<B1>(new Map([['a', new Set(['x'])]]))
check<B1>(new Map([[1, new Set([1])]]))
check<B1>({})
type B2 = Uint8Array | ArrayBuffer
check<B2>(new Uint8Array(1))
check<B2>(new ArrayBuffer(1))
check<B2>([1])
type B3 = ReadonlyArray<ReadonlyMap<string, RegExp>>
check<B3>([new Map([['a', /x/]])])
check<B3>([new Map([['a', 'x']])])
type B4 = Iterable<string>
check<B4>(['a'])
check<B4>('abc')
check<B4>(new Set(['a']))
check<B4>([1])
check<B4>(5)
type B5 = Error | Date
check<B5>(new TypeError('x'))
check<B5>(new Date())
check<B5>('x')
type B6 = (value: string) => Promise<number>
check<B6>(async () => 1)
check<B6>('f')
type B7 = object
check<B7>({})
check<B7>([])
check<B7>(() => 1)
check<B7>('a')
check<B7>(null)
type B8 = {}
check<B8>('a')
check<B8>(0)
check<B8>(null)
type B9 = { length: number }
check<B9>('abc')
check<B9>([1, 2])
check<B9>({ length: 1 })
check<B9>({ length: 'x' })
check<B9>(5)
type B10 = { toString(): string; valueOf(): Object }
check<B10>({})
type B11 = { call(): void; done?: () => void }
check<B11>({ call() {} })
check<B11>({ call: 1 })
check<B11>({ call() {}, done: 1 })
type B12 = Function | PropertyKey
check<B12>('a')
check<B12>(1)
check<B12>(() => {})
check<B12>(true)
type B13 = { size: number; get(key: string): unknown }
check<B13>(new Map())
type B14 = unknown
check<B14>(Symbol.iterator)
type B15 = any[]
check<B15>([1, 'a', {}])
check<B15>({})

type L1 = `v${number}.${number}` | `${'a' | 'b'}-${boolean}`
check<L1>('v1.2')
check<L1>('v1.2.3') // tsc takes 2.3 for a number
check<L1>('vx.1')
check<L1>('a-true')
check<L1>('c-true')
type L2 = `${Uppercase<'get' | 'post'>} /${string}`
check<L2>('GET /a/b')
check<L2>('GET a')
check<L2>('PUT /')
type L3 = `id-${bigint}`
check<L3>('id-12')
check<L3>('id-1.5')

declare const secret: unique symbol
type Branded = string & { readonly [secret]: 'Id' }
type Named = { a: 1; readonly __brand?: 'Named' }
check<Named>({ a: 1 })
check<Named>({ a: 2 })
function given(options: { depth: number; name?: string }, ...rest: [Level, ...Word[]]) { return { options, rest } }
type G1 = Parameters<typeof given>
check<G1>([{ depth: 1 }, 5, Word.Yes])
check<G1>([{ depth: 1 }, 5])
check<G1>([{ depth: 1 }])
check<G1>([{ depth: '' }, 5])
abstract class Shape { abstract area(): number; constructor(readonly name: string, protected inner = 1) {} }
class Circle extends Shape { radius: number = 1; area() { return this.radius } }
type G2 = Pick<Circle, 'radius' | 'name'>
check<G2>({ radius: 1, name: 'c' })
check<G2>({ radius: 1 })
check<G2>({ radius: '1', name: 'c' })
type Generic<T = string, U extends T[] = T[]> = { t: T; u: U }
check<Generic>({ t: 'a', u: ['b'] })
check<Generic>({ t: 'a', u: [1] })
type G3 = Generic<number>
check<G3>({ t: 1, u: [2] })
check<G3>({ t: '1', u: [2] })
