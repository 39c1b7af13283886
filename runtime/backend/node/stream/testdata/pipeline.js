// pipeline, finished and compose: values, errors, clean-up.
// needs a patch: async generators
const { pipeline, finished, compose, Readable, Writable, PassThrough, promises, addAbortSignal } = require('stream')
async function main() {
  const result = await promises.pipeline(
    Readable.from(['a', 'b']),
    async function* (source) { for await (const chunk of source) yield String(chunk).toUpperCase() },
    async function (source) {
      let all = ''
      for await (const chunk of source) all += chunk
      return all
    },
  )
  console.log(result)
  const source = new Readable({ read() {} })
  const sink = new PassThrough()
  const failed = promises.pipeline(source, sink).catch((error) => console.log(error.message, sink.destroyed))
  source.destroy(new Error('broken'))
  await failed
  await new Promise((resolve) => {
    pipeline(new Readable({ read() {} }), new PassThrough(), (error) => { console.log(error.code); resolve() }).destroy()
  })
  const controller = new AbortController()
  const aborted = promises.pipeline(new Readable({ read() {} }), new PassThrough(), { signal: controller.signal })
    .catch((error) => console.log(error.name, error.cause.message))
  controller.abort(new Error('why'))
  await aborted
  const composed = compose(new PassThrough(), async function* (s) { for await (const c of s) yield `<${c}>` })
  composed.end('x')
  console.log((await composed.toArray()).join())
  await promises.finished(Readable.from([1]).resume())
  finished(addAbortSignal(AbortSignal.abort(), new Writable()), (error) => console.log(error.code))
  try { pipeline(new PassThrough(), () => {}) } catch (error) { console.log(error.code) }
}
main()
