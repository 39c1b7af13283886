// Text to numbers, and numbers to 32 bits.
const show = x => (Object.is(x, -0) ? '-0' : String(x))
const attempt = f => { try { return f() } catch (error) { return String(error) } }
const texts = ['0', '-0', '-0.5', '  12  ', '0x1F', '-0x1F', '1e3', '12abc', '', '+5', '9007199254740993', '123456789012345678901234567890',
	'1e400', '.5', '5.', '-.5e-3', 'Infinity', '-Infinityx', '\u00a012', '1_000', '0b11', '0o7', '\u0663', '0x', '1n', '12\u2028', '00012',
	'1e', '-', '.', '.e1', '2.2250738585072011e-308', '179769313486231580793e289', '-00', '-0abc', '\ufeff7', 'zzzzzzzzzzzzzzzzzzzz']
for (const text of texts) {
	console.log(JSON.stringify(text), [Number(text), parseFloat(text), ...[undefined, 2, 7, 16, 36, 37].map(radix => parseInt(text, radix))].map(show).join(' '),
		text | 0, attempt(() => BigInt(text)))
}
console.log([parseInt(-0.5), parseInt(0.0000005), parseInt(1e21), parseInt(null)].map(show).join(' '))
for (const x of [2 ** 31, 2 ** 32 + 5, -(2 ** 63) - 4096, 2 ** 63, 1.5e19, -1.5e19, 2 ** 64 + 8192, 2 ** 83 + 2 ** 31, 2 ** 84, 1e300, -1.9, NaN]) {
	console.log(x, x | 0, x >>> 0, x << 3, x >> 2, ~x, Math.clz32(x), Math.imul(x, 3))
}
