import { measure } from './measure.js'

const { Part, Echo, Tick, Ticks, Sink, Source, Items, Mark, Report } = window.go.main.App

const toBase64 = (bytes) => {
	let text = ''
	for (let i = 0; i < bytes.length; i += 32768) text += String.fromCharCode.apply(null, bytes.subarray(i, i + 32768))
	return btoa(text)
}
const fromBase64 = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0))

const figures = await measure(await Part(), {
	echo: Echo, tick: Tick, ticks: Ticks, mark: Mark,
	sink: (bytes) => Sink(toBase64(bytes)),
	source: async (length) => fromBase64(await Source(length)),
	up: async (more) => {
		while (more()) await Sink(toBase64(new Uint8Array(1e6)))
	},
	down: async (more) => {
		while (more()) fromBase64(await Source(1e6))
	},
	events: () => new Promise((resolve) => {
		let taken = 0
		const start = performance.now()
		window.runtime.EventsOn('item', () => {
			if (++taken === 100_000) resolve(100_000 / (performance.now() - start) * 1000)
		})
		Items(100_000)
	}),
	itemCount: 100_000,
	items: (count, take) => new Promise((resolve) => {
		let taken = 0
		window.runtime.EventsOn('item', (value) => {
			take(value)
			if (++taken === count) resolve()
		})
		Items(count)
	}),
})
Report(JSON.stringify({ first, ...figures }))
