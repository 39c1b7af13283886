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

export async function mark(name: string): Promise<void> {
	console.log('MARK ' + name)
}

export async function report(figures: object): Promise<void> {
	console.log('BENCH ' + JSON.stringify(figures))
	setTimeout(() => process.exit(0), 50)
}
