// deskjs only: node 20 has no Zstandard.
const zlib = require('zlib')

const texts = ['', 'hello', 'x'.repeat(1e6), Array.from({ length: 30000 }, (_, i) => `line ${i}\n`).join('')]
for (const level of [1, 3, 9, 19]) {
  console.log(level, texts.every((text) => zlib.zstdDecompressSync(zlib.zstdCompressSync(text, { params: { [zlib.constants.ZSTD_c_compressionLevel]: level } })).toString() === text))
}
const frame = zlib.zstdCompressSync('one', { params: { [zlib.constants.ZSTD_c_checksumFlag]: 1 } })
const skippable = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 2, 0, 0, 0, 1, 2])
console.log(zlib.zstdDecompressSync(Buffer.concat([frame, skippable, frame, Buffer.from('garbage')])).toString())
const broken = Buffer.from(frame)
broken[broken.length - 1]++
for (const bad of ['', 'garbage', frame.subarray(0, -1), broken]) {
  try { console.log(zlib.zstdDecompressSync(bad)) } catch (error) { console.log(error.name, error.code, error.errno, error.message) }
}
for (const options of [{ params: { 10000: 0 } }, { params: { 107: 130 } }, { pledgedSrcSize: 3 }, { flush: 3 }]) {
  try { console.log(zlib.zstdCompressSync('hello', options)) } catch (error) { console.log(error.name, error.code, error.message) }
}
// One byte at a time, however the pieces are cut.
const decompress = zlib.createZstdDecompress({ chunkSize: 64 })
const chunks = []
decompress.on('data', (chunk) => chunks.push(chunk))
decompress.on('end', () => console.log(Buffer.concat(chunks).toString() === texts[3], decompress.bytesWritten))
const compressed = zlib.zstdCompressSync(texts[3])
for (let i = 0; i < 3000; i++) decompress.write(compressed.subarray(i, i + 1))
decompress.end(compressed.subarray(3000))
zlib.zstdCompress('async', (error, result) => zlib.zstdDecompress(result, (error, result) => console.log(error, result.toString())))
