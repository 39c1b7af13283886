// createReadStream and createWriteStream: ranges, events, errors, FileHandles.
// needs a patch: for await
const fs = require('fs')
const path = require('path')
const os = require('os')
const { finished } = require('stream/promises')
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'streams-'))
const file = path.join(folder, 'a.txt')
const attempt = (fn) => { try { fn() } catch (error) { console.log(error.code, error.message) } }
const text = async (stream) => {
  let all = ''
  for await (const chunk of stream) all += chunk
  return all
}
async function main() {
  const writer = fs.createWriteStream(file)
  for (const event of ['open', 'ready', 'finish', 'close']) writer.on(event, (fd) => console.log('write', event, typeof fd))
  console.log(writer.pending, writer.path === file, writer.flags, writer.mode, writer.writableHighWaterMark > 0, writer.autoClose)
  writer.write('0123')
  writer.write(Buffer.from('4567'))
  writer.end('89')
  await finished(writer)
  console.log(writer.bytesWritten, writer.pending, fs.readFileSync(file, 'utf8'))

  const reader = fs.createReadStream(file, { start: 2, end: 7, highWaterMark: 4, encoding: 'utf8' })
  for (const event of ['open', 'ready', 'data', 'end', 'close']) reader.on(event, (value) => console.log('read', event, event === 'data' ? value : ''))
  await finished(reader)
  console.log(reader.bytesRead, reader.readableHighWaterMark, fs.createReadStream(file).destroy().readableHighWaterMark)

  await finished(fs.createWriteStream(file, { flags: 'r+', start: 5 }).end('five'))
  console.log(await text(fs.createReadStream(file, 'utf8')))
  await finished(fs.createWriteStream(file, { flags: 'a', flush: true }).end('!'))
  console.log(await text(fs.createReadStream(file)))

  const fd = fs.openSync(file)
  const kept = fs.createReadStream(null, { fd, autoClose: false, start: 9 })
  console.log(await text(kept), fs.fstatSync(fd).size)
  fs.closeSync(fd)

  const handle = await fs.promises.open(file, 'r+')
  console.log(await text(handle.createReadStream({ autoClose: false, start: 0, encoding: 'latin1' })))
  const closed = new Promise((resolve) => handle.on('close', resolve))
  const written = handle.createWriteStream({ start: 0 })
  written.end('AB')
  await finished(written)
  await closed
  console.log(handle.fd, fs.readFileSync(file, 'utf8'))

  await finished(fs.createReadStream(path.join(folder, 'none'))).catch((error) => console.log(error.code, error.syscall))
  const controller = new AbortController()
  const aborted = fs.createReadStream(file, { signal: controller.signal })
  controller.abort()
  await finished(aborted).catch((error) => console.log(error.name))
  attempt(() => fs.createReadStream(1))
  attempt(() => fs.createReadStream(file, { start: 'a' }))
  attempt(() => fs.createReadStream(file, { start: 3, end: 2 }))
  attempt(() => fs.createReadStream(file, { fs: {} }))
  attempt(() => fs.createWriteStream(file, { flush: 1 }))
  attempt(() => fs.createReadStream(file, { fd: 'x' }))
  const calls = []
  const own = {
    open(...args) { calls.push('open'); fs.open(...args) },
    read(...args) { calls.push('read'); fs.read(...args) },
    close(...args) { calls.push('close'); fs.close(...args) },
  }
  await finished(fs.createReadStream(file, { fs: own }).resume())
  console.log(calls.join())
  fs.rmSync(folder, { recursive: true })
}
main()
