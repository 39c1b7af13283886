// Streams, Blobs and signals go through structuredClone and message ports.
// needs a patch: for await
const { MessageChannel } = require('worker_threads')
const { transferableAbortController } = require('util')

async function main() {
  const readable = new ReadableStream({ start(c) { c.enqueue('a'); c.enqueue({ x: 1 }); c.close() } })
  const arrived = structuredClone(readable, { transfer: [readable] })
  console.log(arrived instanceof ReadableStream, readable.locked, arrived)
  for await (const chunk of arrived) console.log(chunk)

  let ended
  const end = new Promise((resolve) => { ended = resolve })
  const writable = new WritableStream({ write(chunk) { console.log('written', chunk) }, close() { ended() } })
  const writer = structuredClone(writable, { transfer: [writable] }).getWriter()
  await writer.write(new Uint8Array(2))
  await writer.close()
  await end

  const doubling = new TransformStream({ transform(chunk, controller) { controller.enqueue(chunk * 2) } })
  const transform = structuredClone(doubling, { transfer: [doubling] })
  transform.writable.getWriter().write(4)
  console.log(await transform.readable.getReader().read())

  const locked = new ReadableStream()
  locked.getReader()
  try {
    structuredClone(locked, { transfer: [locked] })
  } catch (error) {
    console.log(error.name, error.message)
  }

  const { port1, port2 } = new MessageChannel()
  const controller = transferableAbortController()
  port2.onmessage = async ({ data }) => {
    console.log(await data.blob.text(), data.blob.type, data.signal.aborted)
    data.signal.onabort = () => {
      console.log(data.signal.reason)
      port2.close()
    }
    controller.abort('stop')
  }
  port1.postMessage({ blob: new Blob(['hi'], { type: 'a/b' }), signal: controller.signal }, [controller.signal])
}
main()
