// process.exit runs the listeners and nothing else, not even finally.
process.on('exit', (code) => console.log('exit', code, process.exitCode))
process.on('beforeExit', () => console.log('never'))
process.nextTick(() => console.log('never'))
Promise.resolve().then(() => console.log('never'))
setImmediate(() => console.log('never'))
try {
  console.log('main')
  process.exit(0)
} catch {
  console.log('never')
} finally {
  console.log('never')
}
