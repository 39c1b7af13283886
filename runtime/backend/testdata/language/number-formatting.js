// Numbers as text, in every form and radix: pseudo-random ones and those that lie at a limit.
let seed = 42
const random = () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0)
const view = new DataView(new ArrayBuffer(8))
function number() {
	switch (random() % 5) {
		case 0: return (random() % 2000000 - 1000000) / 1000
		case 1: return random() * random()
		case 2: return (random() % 100000) / 100
		case 3: return (random() / 4294967296 - 0.5) * 20
	}
	view.setUint32(0, random())
	view.setUint32(4, random())
	return view.getFloat64(0)
}
const numbers = [0, -0, 1, 0.5, -0.5, 2.5, NaN, -Infinity, 5e-324, 1.7976931348623157e308, 1e21, 123456789012345680000, -1e21,
	1e-6, 1e-7, 1.005, 8.345, 255.5, 2 ** 53 + 2, 1 / 3, 999.995, -9.95, -99.5]
for (let i = 0; i < 60; i++) numbers.push(number())
const attempt = f => { try { return f() } catch (error) { return String(error) } }
for (const x of numbers) {
	console.log(String(x), [0, 1, 2, 10, 20].map(digits => x.toFixed(digits)).join(' '))
	console.log([undefined, 1, 2, 7, 17, 21].map(digits => x.toPrecision(digits)).join(' '))
	console.log([undefined, 0, 1, 5, 20].map(digits => x.toExponential(digits)).join(' '))
	console.log([2, 3, 7, 16, 32, 36].map(radix => x.toString(radix)).join(' '))
}
for (const digits of [-1, 101, NaN, '2', 1.9, 1e9]) {
	console.log(attempt(() => (1.5).toFixed(digits)), attempt(() => (1.5).toPrecision(digits)),
		attempt(() => (1.5).toExponential(digits)), attempt(() => (1.5).toString(digits)))
}
