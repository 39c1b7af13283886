// Reading a stream by a reader, by iteration, and to its error.
// needs a patch: for await
async function main() {
  const stream = new ReadableStream({
    start(controller) {
      controller.enqueue('a')
      controller.enqueue('b')
      console.log(controller.desiredSize)
      controller.close()
    },
  }, { highWaterMark: 3 })
  const reader = stream.getReader()
  console.log(stream.locked, await reader.read(), await reader.read(), await reader.read())
  console.log(await reader.closed)
  reader.releaseLock()
  console.log(stream.locked)
  await reader.closed.catch((error) => console.log(error.code, error.message))
  await reader.read().catch((error) => console.log(error.code, error.message))

  let n = 0
  let cancelled
  const endless = new ReadableStream({ pull(controller) { controller.enqueue(n++) }, cancel(reason) { cancelled = reason } })
  for await (const value of endless) {
    if (value === 3) break
  }
  console.log(n, cancelled, endless.locked)

  for await (const value of ReadableStream.from([1, Promise.resolve(2)])) console.log(value)
  async function * letters() {
    try {
      yield 'x'
      yield 'y'
    } finally {
      console.log('returned')
    }
  }
  for await (const value of ReadableStream.from(letters())) {
    console.log(value)
    break
  }

  const failing = new ReadableStream({ pull() { throw new RangeError('no') } })
  await failing.getReader().read().catch((error) => console.log(error.name, error.message))
  for (const args of [[null], [{ type: 'x' }], [{}, { highWaterMark: -1 }], [{ pull: 1 }]]) {
    try {
      new ReadableStream(...args)
    } catch (error) {
      console.log(error.name, error.code, error.message)
    }
  }
}
main()
