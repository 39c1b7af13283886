const zlib = require('zlib')
const { pipeline, Readable } = require('stream')

const text = Array.from({ length: 20000 }, (_, i) => `line ${i}\n`).join('')
const pieces = (data, size) => Array.from({ length: Math.ceil(data.length / size) }, (_, i) => data.subarray(i * size, i * size + size))

function collect(stream) {
  return new Promise((resolve) => {
    const chunks = []
    stream.on('data', (chunk) => chunks.push(chunk)).on('error', (error) => resolve([error.code, error.message])).on('end', () => resolve(Buffer.concat(chunks)))
  })
}

async function main() {
  for (const [Compress, Decompress] of [['Gzip', 'Gunzip'], ['Deflate', 'Unzip'], ['DeflateRaw', 'InflateRaw'], ['BrotliCompress', 'BrotliDecompress']]) {
    const stages = [new zlib[Compress](), new zlib[Decompress]({ chunkSize: 100 })]
    const result = collect(stages[1])
    await new Promise((resolve, reject) => pipeline(Readable.from(pieces(Buffer.from(text), 1000)), ...stages, (error) => error ? reject(error) : resolve()))
    console.log(Compress, (await result).toString() === text, stages[0].bytesWritten, stages[0]._handle)
  }

  // What is written arrives when it is flushed.
  const deflate = zlib.createDeflate()
  const inflate = zlib.createInflate()
  deflate.pipe(inflate)
  for (const kind of [undefined, zlib.constants.Z_SYNC_FLUSH, zlib.constants.Z_FULL_FLUSH, zlib.constants.Z_PARTIAL_FLUSH]) {
    deflate.write(`part ${kind} `)
    if (kind === undefined) deflate.flush()
    else deflate.flush(kind)
    const [chunk] = await require('events').once(inflate, 'data')
    console.log(chunk.toString())
    inflate.pause()
  }
  await new Promise((resolve) => deflate.params(9, zlib.constants.Z_DEFAULT_STRATEGY, resolve))
  deflate.end('the end')
  console.log((await collect(inflate)).toString())

  // A member behind another, garbage behind the end, an end that is missing.
  const gzip = zlib.gzipSync('one')
  for (const data of [Buffer.concat([gzip, zlib.gzipSync('two')]), Buffer.concat([gzip, Buffer.alloc(10)]), Buffer.concat([gzip, Buffer.from([1, 2, 3, 4, 5])]), gzip.subarray(0, -1)]) {
    const gunzip = zlib.createGunzip()
    const result = collect(gunzip)
    for (const piece of pieces(data, 1)) gunzip.write(piece)
    gunzip.end()
    console.log(String(await result), gunzip.bytesWritten)
  }

  const reset = zlib.createDeflateRaw()
  reset.reset()
  const again = collect(reset)
  reset.end('again')
  console.log(zlib.inflateRawSync(await again).toString())

  const closed = zlib.createGzip()
  closed.close(() => console.log('closed', closed.destroyed, closed._closed))
  closed.write('x', (error) => console.log(error.code))
  closed.on('error', (error) => console.log('error', error.code))
}
main()
