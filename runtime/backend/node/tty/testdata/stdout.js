// stdout and stderr as streams; they stay open.
const { Writable, pipeline, Readable } = require('stream')
const { stdout, stderr } = process
console.log(stdout instanceof Writable, stdout.fd, stderr.fd, stdout._isStdio, stdout.writable, stdout.writableLength, stdout.isTTY)
stdout.on('pipe', () => console.log('pipe')).on('unpipe', () => console.log('unpipe'))
Readable.from(['piped\n']).pipe(stdout)
stdout.write('', () => console.log('called back'))
const { write } = stdout
stdout.write = function (chunk, ...rest) { return write.call(this, `> ${chunk}`, ...rest) }
console.log('console follows')
stdout.write = write
setImmediate(() => {
  pipeline(Readable.from(['from a pipeline\n']), stdout, (error) => { process.exitCode = error === undefined ? 0 : 1 })
})
