// System errors have Node's code, errno, syscall, path, dest and message in every form.
const fs = require('fs')
const path = require('path')
const print = (...values) => process.stdout.write(values.map(String).join(' ') + '\n')
const tmp = fs.mkdtempSync(path.join(fs.realpathSync(process.env.TMPDIR || '/tmp'), 'fs-test-'))
process.on('exit', () => fs.rmSync(tmp, { recursive: true, force: true }))
const at = (name) => path.join(tmp, name)
// Of a failed mkdtemp, Node's async forms show the random name.
const plain = (text) => String(text).split(tmp).join('TMP').replace(/none\/x[A-Za-z0-9]{6}/, 'none/xXXXXXX')
function show(form, error) {
  print(form, plain(error.message), '|', error.code, typeof error.errno, error.errno < 0, error.syscall, plain(error.path), plain(error.dest))
}
fs.writeFileSync(at('file'), 'x')
fs.mkdirSync(at('folder'))
const none = at('none')
const calls = [
  ['access', none], ['chmod', none, 0o600], ['chown', none, 0, 0], ['copyFile', none, at('b')], ['copyFile', at('file'), at('none/b')],
  ['fstat', 987654], ['close', 987654], ['fsync', 987654], ['fchmod', 987654, 0], ['futimes', 987654, 1, 1], ['ftruncate', 987654, 1],
  ['lchown', none, 0, 0], ['link', none, at('b')], ['lstat', none], ['lutimes', none, 1, 1], ['mkdir', at('file')],
  ['mkdir', at('file/x'), { recursive: true }], ['mkdtemp', at('none/x')], ['open', none], ['open', at('file'), 'wx'], ['readdir', none],
  ['readdir', at('file')], ['readFile', at('folder')], ['readFile', none], ['readlink', at('file')], ['realpath', none],
  ['rename', none, at('b')], ['rm', none], ['rm', at('folder')], ['rmdir', none], ['rmdir', at('file')], ['stat', at('file/x')], ['statfs', none],
  ['symlink', 'x', at('file')], ['truncate', none], ['unlink', none], ['utimes', none, 1, 1], ['writeFile', at('none/x'), 'x'],
]
function next(i) {
  if (i === calls.length) return
  const [name, ...args] = calls[i]
  try { fs[name + 'Sync'](...args) } catch (error) { show(name + 'Sync', error) }
  fs[name](...args, (error) => {
    show(name, error)
    if (!fs.promises[name]) return next(i + 1)
    fs.promises[name](...args).catch((failure) => show(name + ' promise', failure)).then(() => next(i + 1))
  })
}
next(0)
