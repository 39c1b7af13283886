// What a page measures, the same for an app and for its peers. Each part has a process of its own.

const argument = { id: 7, text: 'a note of some length' }
const width = 100
const million = 1e6
const marks = 8

const parts = {
	// The first script in a window; nothing else.
	async first() {
		return {}
	},

	async calls(peer) {
		await repeat(200, () => peer.tick(argument))
		await peer.ticks()
		const sequential = await rate(1500, () => peer.tick(argument))
		const intervals = (await peer.ticks()).sort((a, b) => a - b)
		await rate(300, () => peer.echo(argument), width)
		const flight = await rate(1500, () => peer.echo(argument), width)
		return { sequential, p50: quantile(intervals, 0.5), p99: quantile(intervals, 0.99), flight }
	},

	async bytes(peer) {
		const figures = {}
		for (const size of [1, 10]) {
			const bytes = new Uint8Array(size * million)
			await peer.sink(bytes)
			await peer.source(bytes.length)
			figures['up' + size] = size * await rate(1000, () => peer.sink(bytes))
			figures['down' + size] = size * await rate(1000, () => peer.source(bytes.length))
		}
		return figures
	},

	async stream(peer) {
		const start = performance.now()
		let taken = 0
		await peer.items(peer.itemCount, () => {
			taken++
			return performance.now() - start < 10_000 // enough to know
		})
		return { items: taken / (performance.now() - start) * 1000 }
	},

	// The backend sends so many events to each window, and counts what its windows have got by the time the last has all.
	async events(peer) {
		return { events: await peer.events() }
	},

	// Small calls, one after the other, while a gigabyte goes by, a megabyte at a time.
	async latency(peer) {
		const figures = {}
		for (const direction of ['up', 'down']) {
			const start = performance.now()
			let moved = 0
			let over = false
			// Enough is known after ten seconds.
			const more = () => {
				if (moved >= 1000 || performance.now() - start > 10_000) return false
				moved++
				return true
			}
			const transfer = peer[direction](more).then(() => { over = true })
			await peer.ticks()
			while (!over) await peer.tick(argument)
			await transfer
			const intervals = (await peer.ticks()).sort((a, b) => a - b)
			figures[direction + ' MB/s'] = moved / (performance.now() - start) * 1000
			figures[direction + ' p50'] = quantile(intervals, 0.5)
			figures[direction + ' p99'] = quantile(intervals, 0.99)
			figures[direction + ' max'] = intervals[intervals.length - 1]
		}
		return figures
	},

	// Memory and descriptors are read from outside, at the marks.
	async memory(peer) {
		const start = performance.now()
		await calls(million / 2, () => peer.echo(argument))
		for (let i = 0; i < marks; i++) {
			await peer.mark(i < marks / 2 ? 'early' : 'late')
			await new Promise((resolve) => setTimeout(resolve, 3000))
			await calls(million / 2 / marks, () => peer.echo(argument))
		}
		return { seconds: (performance.now() - start) / 1000 - 3 * marks }
	},
}

/** Runs one part and returns its figures. */
export function measure(part, peer) {
	return parts[part](peer)
}

const quantile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]

async function repeat(count, call) {
	for (let i = 0; i < count; i++) await call()
}

// rate returns calls per second, for about that many milliseconds with so many calls under way.
async function rate(duration, call, lanes = 1) {
	const start = performance.now()
	let made = 0
	const lane = async () => {
		while (performance.now() - start < duration) {
			await call()
			made++
		}
	}
	await Promise.all(Array.from({ length: lanes }, lane))
	return made / (performance.now() - start) * 1000
}

// calls makes so many, with width of them under way.
async function calls(count, call) {
	let made = 0
	const lane = async () => {
		while (made < count) {
			made++
			await call()
		}
	}
	await Promise.all(Array.from({ length: width }, lane))
}
