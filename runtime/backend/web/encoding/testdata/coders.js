const encoder = new TextEncoder()
console.log(encoder, encoder.encode('hé\ud800'), encoder.encode(), encoder.encode(5), encoder.encodeInto('a€😀b', new Uint8Array(8)))
const decoder = new TextDecoder()
console.log(decoder, decoder.decode(), decoder.decode(new Uint8Array([0xef, 0xbb, 0xbf, 0x68, 0xff])), JSON.stringify(decoder.decode(new Uint8Array([0xf0, 0x9f]), { stream: true }) + decoder.decode(new Uint8Array([0x98, 0x80]))))
console.log(new TextDecoder('utf-16be', { fatal: true }).decode(new DataView(new Uint8Array([0, 0x61]).buffer)), new TextDecoder('ascii').encoding, new TextDecoder('koi8-r').decode(new Uint8Array([0xc1])))
for (const wrong of [() => new TextDecoder('x'), () => new TextDecoder().decode(5), () => new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array([0xff])), () => new TextDecoder('utf-8', 5), () => encoder.encodeInto(5),
  () => TextEncoder.prototype.encode.call({}), () => TextDecoder.prototype.encoding]) {
  try { wrong() } catch (error) { console.log(error.name, error.code, error.message) }
}
