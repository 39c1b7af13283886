import { emit } from 'deskjs'

export async function part(): Promise<string> {
	return process.env.BENCH_PART ?? ''
}

export async function echo<T>(value: T): Promise<T> {
	return value
}

let last = 0
let intervals: number[] = []

/** echo, which notes when it was called. */
export async function tick<T>(value: T): Promise<T> {
	const now = performance.now()
	intervals.push((now - last) * 1000)
	last = now
	return value
}

/** The microseconds between the calls of tick, since the last time this was asked. */
export async function ticks(): Promise<number[]> {
	const taken = intervals.slice(1)
	intervals = []
	return taken
}

export async function sink(bytes: Uint8Array): Promise<number> {
	return bytes.length
}

export async function source(length: number): Promise<Uint8Array> {
	return new Uint8Array(length)
}

export async function* items(count: number): AsyncGenerator<{ id: number, text: string }> {
	for (let id = 0; id < count; id++) yield { id, text: 'a note' }
}

/** Reads bytes to their end and returns how many there were. */
export async function drain(stream: ReadableStream<Uint8Array>): Promise<number> {
	let total = 0
	for await (const chunk of stream) total += chunk.length
	return total
}

/** Megabytes without end. */
export async function* pour(): AsyncGenerator<Uint8Array> {
	for (;;) yield new Uint8Array(1e6)
}

export const eventCount = 100_000

const windows = 3
let listening = 0
let got = 0
let begun = 0

/** A window listens. When all do, the events come. */
export async function listens(): Promise<void> {
	if (++listening < windows) return
	begun = performance.now()
	for (let id = 0; id < eventCount; id++) await emit('item', { id, text: 'a note' })
}

/** A window has got all; the last hears how many events a second reached the windows. */
export async function gotAll(): Promise<number> {
	if (++got < windows) return new Promise(() => {})
	return windows * eventCount / (performance.now() - begun) * 1000
}

export async function mark(name: string): Promise<void> {
	console.log('MARK ' + name)
}

export async function report(figures: object): Promise<void> {
	console.log('BENCH ' + JSON.stringify(figures))
	setTimeout(() => process.exit(0), 50)
}
