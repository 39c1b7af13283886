// Writing, transforming, piping, and how errors travel.
// needs a patch: for await
async function main() {
  const log = []
  const sink = (highWaterMark) => new WritableStream({
    write(chunk) { log.push(chunk) },
    close() { log.push('close') },
    abort(reason) { log.push('abort ' + reason) },
  }, { highWaterMark })
  const doubled = new TransformStream({ transform(chunk, controller) { controller.enqueue(chunk * 2) }, flush(c) { c.enqueue('end') } })
  await ReadableStream.from([1, 2, 3]).pipeThrough(doubled).pipeTo(sink(2))
  console.log(log.join())

  log.length = 0
  const writer = sink(1).getWriter()
  console.log(writer.desiredSize)
  const write = writer.write('x')
  console.log(writer.desiredSize)
  await write
  await writer.ready
  await writer.close()
  console.log(log.join(), await writer.closed)

  log.length = 0
  const failing = new ReadableStream({ start(c) { c.enqueue(1) }, pull(c) { c.error('broken') } })
  await failing.pipeTo(sink(1)).catch((error) => console.log('rejected', error))
  console.log(log.join())

  log.length = 0
  const aborter = new AbortController()
  const piped = new ReadableStream({ cancel(reason) { log.push('cancel ' + reason) } }).pipeTo(sink(1), { signal: aborter.signal })
  aborter.abort('enough')
  await piped.catch((error) => console.log('rejected', error))
  console.log(log.join())

  const text = ReadableStream.from(['\u00e4\ud83d', '\ude00b']).pipeThrough(new TextEncoderStream())
  const parts = []
  for await (const part of text.pipeThrough(new TextDecoderStream())) parts.push(part)
  console.log(parts)
}
main()
