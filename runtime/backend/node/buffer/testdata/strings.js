const bytes = Buffer.from([0x68, 0xc3, 0xa9, 0xe2, 0x82, 0xff, 0xf0, 0x9f, 0x98, 0x80])
for (const encoding of [undefined, 'utf8', 'utf16le', 'latin1', 'ascii', 'base64', 'base64url', 'hex']) {
  console.log(encoding, JSON.stringify(bytes.toString(encoding)), JSON.stringify(bytes.toString(encoding, 1, 4)))
}
console.log(JSON.stringify(bytes.toString('utf8', -5, 2)), JSON.stringify(bytes.toString('utf8', 3, 1)), bytes.toString('hex', '1', NaN) === '')
console.log(escape(Buffer.from([0x00, 0xd8, 0x78, 0x00]).toString('ucs2')))
const target = Buffer.alloc(6)
console.log(target.write('aé€'), target, target.write('zz', 4, 'latin1'), target, target.write('636465', 1, 2, 'hex'), target)
console.log(target.utf8Write('é', 5), target.latin1Slice(0, 2), target.hexSlice(4))
for (const wrong of [() => target.write('a', 7), () => target.write(5), () => target.toString('x'), () => target.utf8Slice(0, 9), () => target.write('a', 0, 9)]) {
  try { wrong() } catch (error) { console.log(error.code, error.message) }
}
