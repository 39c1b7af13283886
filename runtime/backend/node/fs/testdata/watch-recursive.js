// deskjs only: Node finds the folders inside by walking, and misses what happens until it has
// A recursive watcher follows into folders that are made while it watches.
const fs = require('fs')
const path = require('path')
const print = (...values) => process.stdout.write(values.map(String).join(' ') + '\n')
const tmp = fs.mkdtempSync(path.join(fs.realpathSync(process.env.TMPDIR || '/tmp'), 'fs-test-'))
process.on('exit', () => fs.rmSync(tmp, { recursive: true, force: true }))
const at = (name) => path.join(tmp, name)
fs.mkdirSync(at('root'))
const watcher = fs.watch(at('root'), { recursive: true })
const wanted = new Set(['new', path.join('new', 'deep')])
watcher.on('change', (event, name) => {
  if (!wanted.delete(name)) return
  print(event, name)
  if (name === 'new') fs.writeFileSync(at('root/new/deep'), '')
  if (wanted.size === 0) watcher.close()
})
watcher.on('close', () => print('close'))
fs.mkdirSync(at('root/new'))
