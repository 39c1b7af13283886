// watch tells of what happens in a folder and closes; watchFile polls.
const fs = require('fs')
const path = require('path')
const print = (...values) => process.stdout.write(values.map(String).join(' ') + '\n')
const tmp = fs.mkdtempSync(path.join(fs.realpathSync(process.env.TMPDIR || '/tmp'), 'fs-test-'))
process.on('exit', () => fs.rmSync(tmp, { recursive: true, force: true }))
const at = (name) => path.join(tmp, name)
fs.mkdirSync(at('root'))
const watcher = fs.watch(at('root'))
watcher.once('change', (event, name) => {
  print(event, name)
  watcher.close()
})
watcher.on('close', () => {
  print('close')
  let seen = false
  const poll = fs.watchFile(at('absent'), { interval: 5 }, (current, previous) => {
    if (current.mtimeMs === 0 && !seen) {
      seen = true
      print('nothing there', previous.size)
      fs.writeFileSync(at('absent'), 'here')
      return
    }
    if (current.size !== 4) return
    print('there')
    fs.unwatchFile(at('absent'))
  })
  poll.on('stop', () => print('stop'))
})
try { fs.watch(at('none')) } catch (error) { print(error.code, error.syscall, error.filename === at('none')) }
fs.watch(tmp, { persistent: false })
fs.mkdirSync(at('root/new'))
