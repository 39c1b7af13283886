// watch tells of changes in a folder and in those made in it; watchFile polls.
const fs = require('fs')
const path = require('path')
const print = (...values) => process.stdout.write(values.map(String).join(' ') + '\n')
const tmp = fs.mkdtempSync(path.join(fs.realpathSync(process.env.TMPDIR || '/tmp'), 'fs-test-'))
process.on('exit', () => fs.rmSync(tmp, { recursive: true, force: true }))
const at = (name) => path.join(tmp, name)
fs.mkdirSync(at('root'))
fs.writeFileSync(at('polled'), '1')
const watcher = fs.watch(at('root'), { recursive: true })
const wanted = new Set(['new', path.join('new', 'deep')])
watcher.on('change', (event, name) => {
  if (!wanted.delete(name)) return
  print(event, name)
  if (name === 'new') fs.writeFileSync(at('root/new/deep'), '')
  if (wanted.size === 0) watcher.close()
})
watcher.on('close', () => {
  print('close')
  const poll = fs.watchFile(at('absent'), { interval: 5 }, (current, previous) => {
    if (current.mtimeMs === 0) {
      print('nothing there', previous.size)
      fs.writeFileSync(at('absent'), 'here')
      return
    }
    if (current.size !== 4) return
    print(current.size, previous.size)
    fs.unwatchFile(at('absent'))
  })
  poll.on('stop', () => print('stop'))
})
try { fs.watch(at('none')) } catch (error) { print(error.code, error.syscall, error.filename === at('none')) }
fs.watch(tmp, { persistent: false })
setTimeout(() => fs.mkdirSync(at('root/new')), 50)
