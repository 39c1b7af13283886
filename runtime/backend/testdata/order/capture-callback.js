// The capture callback stands in for 'uncaughtException'.
process.on('uncaughtException', () => console.log('never'))
process.setUncaughtExceptionCaptureCallback((error) => console.log('captured', error.message))
console.log(process.hasUncaughtExceptionCaptureCallback())
try {
  process.setUncaughtExceptionCaptureCallback(() => {})
} catch (error) {
  console.log(error.code)
}
process.on('exit', () => console.log('exit'))
setTimeout(() => {
  process.setUncaughtExceptionCaptureCallback(null)
  console.log(process.hasUncaughtExceptionCaptureCallback())
}, 5)
throw new Error('main')
