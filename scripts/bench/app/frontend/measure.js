// What is measured, the same for an app and for its peer.

// measure calls the peer's functions and returns calls and megabytes per second.
export async function measure({ echo, sink, source }) {
	const argument = { id: 7, text: 'a note of some length' }
	await repeat(50, () => echo(argument))
	return {
		sequential: await rate(1000, (count) => repeat(count, () => echo(argument))),
		flight: await rate(20000, (count) => inFlight(100, count, () => echo(argument))),
		up1: await rate(16, (count) => repeat(count, () => sink(new Uint8Array(1e6)))),
		up10: 10 * await rate(3, (count) => repeat(count, () => sink(new Uint8Array(1e7)))),
		down1: await rate(16, (count) => repeat(count, () => source(1e6))),
		down10: 10 * await rate(3, (count) => repeat(count, () => source(1e7))),
	}
}

async function rate(count, work) {
	const start = performance.now()
	await work(count)
	return count / (performance.now() - start) * 1000
}

async function repeat(count, call) {
	for (let i = 0; i < count; i++) await call()
}

// inFlight keeps width calls unanswered until count have been made.
async function inFlight(width, count, call) {
	let made = 0
	const lane = async () => {
		while (made < count) {
			made++
			await call()
		}
	}
	await Promise.all(Array.from({ length: width }, lane))
}
