// Folders: mkdir, readdir, opendir, mkdtemp, rm and rmdir.
const fs = require('fs')
const path = require('path')
const print = (...values) => process.stdout.write(values.map(String).join(' ') + '\n')
const tmp = fs.mkdtempSync(path.join(fs.realpathSync(process.env.TMPDIR || '/tmp'), 'fs-test-'))
process.on('exit', () => fs.rmSync(tmp, { recursive: true, force: true }))
const at = (name) => path.join(tmp, name)
async function main() {
  print(path.relative(tmp, fs.mkdirSync(at('a/b/c'), { recursive: true })), fs.mkdirSync(at('a/b'), { recursive: true }))
  print(path.relative(tmp, await fs.promises.mkdir(at('a/x/y'), { recursive: true })))
  for (const name of ['a/2', 'a/b/1', 'z']) fs.writeFileSync(at(name), '')
  fs.symlinkSync('z', at('link'))
  print(fs.readdirSync(tmp), fs.readdirSync(tmp, 'buffer')[0] instanceof Buffer, fs.readdirSync(tmp, 'hex'))
  print(fs.readdirSync(tmp, { recursive: true }).sort())
  for (const entry of fs.readdirSync(tmp, { withFileTypes: true })) {
    print(entry.name, entry.isFile(), entry.isDirectory(), entry.isSymbolicLink(), entry.isFIFO(), entry.parentPath === tmp)
  }
  print((await fs.promises.readdir(tmp, { withFileTypes: true, recursive: true })).map((e) => path.relative(tmp, e.parentPath) + ':' + e.name).sort())
  const dir = fs.opendirSync(tmp)
  const names = []
  for (let entry = dir.readSync(); entry !== null; entry = dir.readSync()) names.push(entry.name)
  names.push((await dir.read()) === null)
  dir.closeSync()
  print(names.sort(), path.basename(dir.path).startsWith('fs-test-'))
  try { dir.readSync() } catch (error) { print(error.code, error.message) }
  const iterator = (await fs.promises.opendir(at('a/b')))[Symbol.asyncIterator]()
  const seen = []
  for (let step = await iterator.next(); !step.done; step = await iterator.next()) seen.push(step.value.name)
  print(seen.sort())
  print(path.basename(await fs.promises.mkdtemp(at('made-'))).length)
  fs.rmSync(at('a'), { recursive: true })
  fs.rmSync(at('a'), { force: true })
  await fs.promises.rm(at('link'))
  fs.mkdirSync(at('empty'))
  fs.rmdirSync(at('empty'))
  print(fs.readdirSync(tmp).filter((name) => !name.startsWith('made-')))
}
main()
