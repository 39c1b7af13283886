// Unref'd timers and immediates do not keep the program alive.
setTimeout(() => console.log('never'), 1e6).unref()
setInterval(() => console.log('never'), 1e6).unref()
const timer = setTimeout(() => {
  console.log('ref again')
  const immediate = setImmediate(() => console.log('immediate'))
  console.log(immediate.hasRef())
}, 1)
console.log(timer.hasRef(), timer.unref().hasRef(), timer.ref().hasRef())
process.on('exit', () => console.log('exit'))
