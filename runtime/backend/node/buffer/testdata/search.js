const b = Buffer.from('this is a buffer, this is')
for (const args of [['is'], ['is', 3], ['is', -2], ['is', -100], ['is', 100], ['', 4], ['', 99], [0x20], [0x120, 5], [Buffer.from('buf')], ['x'],
  ['aXM=', 0, 'base64'], ['6973', 'hex'], ['is', NaN], ['is', {}], ['is', null]]) {
  console.log(JSON.stringify(args), b.indexOf(...args), b.lastIndexOf(...args), b.includes(...args))
}
const wide = Buffer.from('\u0391\u0392\u0391\u0392', 'ucs2')
console.log(wide.indexOf('\u0392', 0, 'ucs2'), wide.lastIndexOf('\u0391', 'ucs2'), wide.indexOf('\u0392', 3, 'utf16le'), wide.indexOf(0x92, 1))
console.log(Buffer.compare(Buffer.from('a'), Buffer.from('b')), b.equals(new Uint8Array(b)), b.compare(b, 5, 7, 2, 4), b.compare(Buffer.from('this')))
for (const wrong of [() => b.indexOf({}), () => b.indexOf('a', 0, 'x'), () => b.equals('a'), () => b.compare(b, -1), () => Buffer.compare(b)]) {
  try { wrong() } catch (error) { console.log(error.code, error.message.replace(String(require('buffer').kMaxLength), 'MAX')) }
}
