// Lines of a stream: every ending, across chunks; events, iteration, question.
// needs a patch: for await
const readline = require('readline')
const { PassThrough, Readable } = require('stream')
function lines(chunks, options) {
  return new Promise((resolve) => {
    const got = []
    const rl = readline.createInterface({ input: Readable.from(chunks, { objectMode: false }), ...options })
    rl.on('line', (line) => got.push(line)).on('close', () => resolve(JSON.stringify(got)))
  })
}
async function main() {
  console.log(await lines(['a\nb\r\nc\rd\n\ne']))
  console.log(await lines(['a\r', '\nb', 'c', '\r', 'd\n']))
  console.log(await lines(['one\ntwo\n']), await lines(['']), await lines(['\n']))
  console.log(await lines([Buffer.from([0xe2, 0x82]), Buffer.from([0xac, 10])]))
  const rl = readline.createInterface({ input: Readable.from(['x\n', 'y\nz']) })
  for await (const line of rl) console.log('line', line)
  console.log(rl.closed, rl.terminal)
  const input = new PassThrough()
  const output = new PassThrough()
  const asked = readline.createInterface({ input, output })
  asked.question('name? ', (answer) => {
    console.log(answer, JSON.stringify(String(output.read())))
    asked.setPrompt('$ ')
    asked.prompt()
    console.log(asked.getPrompt(), JSON.stringify(String(output.read())))
    asked.on('pause', () => console.log('pause')).on('resume', () => console.log('resume')).on('close', () => console.log('close'))
    asked.pause()
    asked.resume()
    asked.close()
    try { asked.question('x', () => {}) } catch (error) { console.log(error.code, error.message) }
  })
  input.write('me\n')
  await new Promise((resolve) => asked.on('close', resolve))
  const promises = require('readline/promises')
  const other = promises.createInterface({ input: Readable.from(['42\n']), output })
  console.log(await other.question('how many? '), readline.promises === promises)
  const controller = new AbortController()
  const third = promises.createInterface({ input: new PassThrough(), output })
  third.question('?', { signal: controller.signal }).catch((error) => { console.log(error.name); third.close() })
  controller.abort()
}
main()
