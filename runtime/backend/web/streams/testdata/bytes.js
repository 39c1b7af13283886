// Byte streams, the reader that brings its own buffers, and tee.
// needs a patch: for await
async function main() {
  let pulls = 0
  const source = {
    type: 'bytes',
    autoAllocateChunkSize: 4,
    pull(controller) {
      const view = controller.byobRequest.view
      console.log('pull', view.byteLength)
      if (pulls++ === 3) {
        controller.close()
        controller.byobRequest.respond(0)
        return
      }
      view[0] = pulls
      controller.byobRequest.respond(1)
    },
  }
  const stream = new ReadableStream(source)
  const reader = stream.getReader({ mode: 'byob' })
  const buffer = new Uint8Array(2)
  const first = await reader.read(buffer)
  console.log(first, buffer.byteLength)
  console.log(await reader.read(new Uint8Array(3), { min: 2 }))
  console.log(await reader.read(new DataView(new ArrayBuffer(2))))
  reader.releaseLock()

  const queued = new ReadableStream({ type: 'bytes', start(c) { c.enqueue(new Uint8Array([1, 2, 3, 4, 5])); c.close() } })
  const sixteen = queued.getReader({ mode: 'byob' })
  console.log(await sixteen.read(new Uint16Array(2)))
  await sixteen.read(new Uint16Array(2)).catch((error) => console.log(error.code, error.message))

  const [one, two] = new ReadableStream({ type: 'bytes', start(c) { c.enqueue(new Uint8Array([7, 8])); c.close() } }).tee()
  for (const branch of [one, two]) {
    for await (const chunk of branch) console.log(chunk)
  }
  const [left, right] = ReadableStream.from('ab').tee()
  const seen = []
  for await (const chunk of left) seen.push(chunk)
  for await (const chunk of right) seen.push(chunk)
  console.log(seen.join(''))
}
main()
