// toWeb and fromWeb.
// needs a patch: for await
const { Readable, Writable, Duplex, PassThrough } = require('stream')
async function main() {
  const web = Readable.toWeb(Readable.from([Buffer.from('ab'), Buffer.from('c')], { objectMode: false }))
  for await (const chunk of web) console.log(chunk)
  const readable = Readable.fromWeb(ReadableStream.from(['x', 'y']), { encoding: 'utf8' })
  for await (const chunk of readable) console.log(chunk)

  const written = []
  const sink = new Writable({ write(chunk, encoding, callback) { written.push(String(chunk)); setImmediate(callback) }, highWaterMark: 1 })
  const writer = Writable.toWeb(sink).getWriter()
  await writer.write('one')
  await writer.write('two')
  await writer.close()
  console.log(written, sink.writableFinished)

  const chunks = []
  const stream = Writable.fromWeb(new WritableStream({ write(chunk) { chunks.push(chunk) } }))
  stream.write('text')
  stream.end('end', () => console.log(chunks))

  const pair = Duplex.toWeb(new PassThrough())
  pair.writable.getWriter().write('through')
  console.log(Buffer.from((await pair.readable.getReader().read()).value).toString())
  const duplex = Duplex.fromWeb(new TransformStream(), { encoding: 'utf8' })
  duplex.on('data', (data) => console.log(data))
  duplex.write('both')
  const failing = Readable.fromWeb(new ReadableStream({ pull() { throw new Error('gone') } }))
  failing.on('error', (error) => console.log(error.message)).resume()
}
main()
