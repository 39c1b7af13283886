const zlib = require('zlib')
const { promisify } = require('util')
const { createHash } = require('crypto')

// Everything that goes in comes out again, by each pair of functions.
const pairs = [['gzip', 'gunzip'], ['gzip', 'unzip'], ['deflate', 'inflate'], ['deflate', 'unzip'], ['deflateRaw', 'inflateRaw'], ['brotliCompress', 'brotliDecompress']]
const data = ['', 'é', 'x'.repeat(1e6), Buffer.from(Array.from({ length: 70000 }, (_, i) => i * i * 31 >> 7)), new Uint16Array([1, 2, 3]), new DataView(new ArrayBuffer(9)), new ArrayBuffer(5)]
const bytes = (value) => typeof value === 'string' || value instanceof ArrayBuffer ? Buffer.from(value) : Buffer.from(value.buffer, value.byteOffset, value.byteLength)
for (const [there, back] of pairs) {
  console.log(there, back, data.every((value) => zlib[back + 'Sync'](zlib[there + 'Sync'](value)).equals(bytes(value))))
}

// What others compressed, too.
console.log(zlib.gunzipSync(Buffer.from('H4sIAAAAAAAAE8tIzcnJVyjPL8pJAQCFEUoNCwAAAA==', 'base64')).toString())
console.log(zlib.inflateSync(Buffer.from('eJzLSM3JyVcozy/KSQEAGgsEXQ==', 'base64')).toString())
console.log(zlib.brotliDecompressSync(Buffer.from('CwWAaGVsbG8gd29ybGQD', 'base64')).toString())
console.log(zlib.gunzipSync(Buffer.concat([zlib.gzipSync('one '), zlib.gzipSync('two'), Buffer.alloc(7)])).toString())
console.log(zlib.inflateSync(Buffer.concat([zlib.deflateSync('one '), Buffer.from('garbage')])).toString())

for (const options of [{ level: 0 }, { level: 9 }, { strategy: zlib.constants.Z_HUFFMAN_ONLY }, { strategy: zlib.constants.Z_RLE }, { strategy: zlib.constants.Z_FIXED }, { windowBits: 9 }, { memLevel: 1 }, { dictionary: Buffer.from('0123456789') }]) {
  const text = '0123456789abcdef'.repeat(500)
  console.log(options, zlib.inflateSync(zlib.deflateSync(text, options), options).toString() === text, zlib.inflateRawSync(zlib.deflateRawSync(text, options), options).toString() === text)
}

const wrong = {
  gunzip: ['', 'no gzip at all', zlib.gzipSync('x').subarray(0, 9)],
  inflate: ['x', 'hello', Buffer.from([0x78, 0x9c, 7]), zlib.deflateSync('dictionary', { dictionary: Buffer.from('d') })],
  inflateRaw: [Buffer.from([7])],
  brotliDecompress: [Buffer.from([255, 255, 255]), '']
}
for (const name of Object.keys(wrong)) {
  for (const input of wrong[name]) {
    try {
      console.log(name, zlib[name + 'Sync'](input))
    } catch (error) {
      console.log(name, error.name, error.code, error.errno, error.message, Object.keys(error))
    }
  }
}
for (const call of [() => zlib.gzipSync(5), () => zlib.gzipSync('', { level: 10 }), () => zlib.gzipSync('', { windowBits: 8 }), () => zlib.gzipSync('', { chunkSize: 1 }), () => zlib.gzipSync('', { dictionary: 'x' }),
  () => zlib.gzipSync('', { flush: 6 }), () => zlib.brotliCompressSync('', { params: { 99: 1 } }), () => zlib.brotliCompressSync('', { params: { 1: 'x' } }), () => zlib.gunzipSync(zlib.gzipSync('x'.repeat(100)), { maxOutputLength: 64 }),
  () => zlib.gzip('x'), () => zlib.crc32(5), () => zlib.inflateSync(zlib.deflateSync('x', { dictionary: Buffer.from('y') }), { dictionary: Buffer.from('z') })]) {
  try { console.log(call()) } catch (error) { console.log(error.name, error.code, error.message) }
}

async function main() {
  for (const [there, back] of pairs) {
    const text = 'text '.repeat(10000)
    console.log(there, createHash('md5').update(await promisify(zlib[back])(await promisify(zlib[there])(text))).digest('hex'))
  }
  await promisify(zlib.gunzip)('no gzip').catch((error) => console.log(error.code, error.message))
  await promisify(zlib.gunzip)(zlib.gzipSync('x'.repeat(100)), { maxOutputLength: 64 }).catch((error) => console.log(error.code, error.message))
  const { buffer, engine } = await promisify(zlib.deflate)('abc', { info: true })
  console.log(zlib.inflateSync(buffer).toString(), engine instanceof zlib.Deflate, engine.bytesWritten)
  console.log(zlib.crc32('hello'), zlib.crc32(Buffer.from('lo'), zlib.crc32('hel')))
}
main()
