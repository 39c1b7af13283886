console.log(Buffer.from('hé€😀'), Buffer.from('\ud800x'), Buffer.from('\ud83d\ude00', 'utf16le'))
for (const encoding of ['utf8', 'UCS2', 'latin1', 'ascii', 'base64', 'base64url', 'hex']) {
  console.log(encoding, Buffer.from('4869 ÿ_-', encoding), Buffer.byteLength('4869 ÿ_-', encoding))
}
console.log(Buffer.from([1, 256, -1, 2.9, '5', 'x']), Buffer.from({ length: 2, 0: 7 }), Buffer.from(new String('s')))
const memory = new ArrayBuffer(8)
const view = Buffer.from(memory, 2, 3)
view[0] = 9
console.log(new Uint8Array(memory), view.byteOffset, view.buffer === memory)
console.log(Buffer.from(JSON.parse(JSON.stringify(Buffer.from('ab')))), Buffer.copyBytesFrom(new Uint16Array([1, 2, 3]), 1, 1))
console.log(Buffer.of(1, 2), Buffer.concat([Buffer.from('ab'), new Uint8Array(1)], 4), Buffer.alloc(5, 'ab'), Buffer.alloc(3, 'YQ==', 'base64'))
for (const make of [() => Buffer.from(5), () => Buffer.from('a', 'nope'), () => Buffer.alloc(-1), () => Buffer.concat(5), () => Buffer.concat([5])]) {
  try { make() } catch (error) { console.log(error.code, error.message.replace(String(require('buffer').kMaxLength), 'MAX')) }
}
