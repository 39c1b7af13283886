// Exponential functions, logarithms and powers to the last digit.
let seed = 7
const random = () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) / 4294967296
const numbers = [0, -0, 1, -1, 0.5, 2, 10, NaN, Infinity, -Infinity, 5e-324, 1.7976931348623157e308, 1e-300, 710, -745.2, Math.PI, 1e15, 1e-10]
for (let i = 0; i < 150; i++) numbers.push((random() - 0.5) * [1, 20, 1400][i % 3])
for (const x of numbers) {
	const positive = Math.abs(x)
	console.log(x, Math.exp(x), Math.expm1(x), Math.sinh(x), Math.cosh(x), Math.log(positive), Math.log10(positive), Math.log1p(positive))
}
for (let n = 0; n <= 22; n++) console.log(10 ** n, Math.log10(10 ** n), 2 ** (50 * n), 1.5 ** n, (-0.5) ** n)
for (const [x, y] of [[1, Infinity], [-1, Infinity], [1, NaN], [NaN, 0], [-8, 1 / 3], [0, -1], [-0, -3], [2, 1023], [2, 1024], [2, -1074], [4, 0.5], [-2, 31]]) {
	console.log(x, y, Math.pow(x, y))
}
