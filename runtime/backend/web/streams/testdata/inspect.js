// What util.inspect shows.
const { inspect } = require('util')
const readable = new ReadableStream()
const bytes = new ReadableStream({ type: 'bytes' })
console.log(readable, bytes, new WritableStream())
console.log(new TransformStream())
console.log(readable.getReader(), bytes.getReader({ mode: 'byob' }), new WritableStream().getWriter())
console.log(new CountQueuingStrategy({ highWaterMark: 1 }), new ByteLengthQueuingStrategy({ highWaterMark: 2 }))
console.log(new TextEncoderStream(), inspect(new TextDecoderStream(), { depth: 0 }), inspect({ readable }, { depth: 0 }))
new ReadableStream({ start(controller) { console.log(controller) } })
new WritableStream({ start(controller) { console.log(controller, controller.signal.aborted) } })
for (const Class of [ReadableStream, WritableStream, TransformStream, ReadableStreamDefaultReader, ReadableStreamBYOBReader]) {
  console.log(Class.name, Class.length, Object.keys(Class.prototype).join())
}
console.log(require('stream/web').ReadableStream === ReadableStream, Object.keys(require('stream/web')).join())
for (const Class of [ReadableStreamDefaultController, ReadableStreamBYOBRequest, WritableStreamDefaultController]) {
  try {
    new Class()
  } catch (error) {
    console.log(error.code)
  }
}
