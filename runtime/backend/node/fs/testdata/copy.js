// copyFile and cp, with and without a filter.
const fs = require('fs')
const path = require('path')
const print = (...values) => process.stdout.write(values.map(String).join(' ') + '\n')
const tmp = fs.mkdtempSync(path.join(fs.realpathSync(process.env.TMPDIR || '/tmp'), 'fs-test-'))
process.on('exit', () => fs.rmSync(tmp, { recursive: true, force: true }))
const at = (name) => path.join(tmp, name)
async function main() {
  fs.mkdirSync(at('from/in'), { recursive: true })
  fs.writeFileSync(at('from/a'), 'A', { mode: 0o640 })
  fs.writeFileSync(at('from/in/b'), 'B')
  fs.symlinkSync('a', at('from/l'))
  fs.copyFileSync(at('from/a'), at('copy'))
  print(fs.readFileSync(at('copy'), 'utf8'), (fs.statSync(at('copy')).mode & 0o777).toString(8))
  try { fs.copyFileSync(at('from/a'), at('copy'), fs.constants.COPYFILE_EXCL) } catch (error) { print(error.code) }
  fs.copyFileSync(at('copy'), at('copy'))
  print(fs.readFileSync(at('copy'), 'utf8'))
  fs.cpSync(at('from'), at('to'), { recursive: true, filter: (source) => !source.endsWith('b') })
  print(fs.readdirSync(at('to'), { recursive: true }).sort(), path.relative(tmp, fs.readlinkSync(at('to/l'))))
  await fs.promises.cp(at('from'), at('all/of/it'), { recursive: true, verbatimSymlinks: true, filter: async () => true })
  print(fs.readdirSync(at('all/of/it'), { recursive: true }).sort(), fs.readlinkSync(at('all/of/it/l')))
  for (const args of [['from', 'x'], ['from', 'from/in/x', { recursive: true }], ['from', 'copy', { recursive: true }], ['copy', 'from'],
    ['copy', 'from/a', { force: false, errorOnExist: true }], ['copy', 'copy']]) {
    await fs.promises.cp(at(args[0]), at(args[1]), args[2]).catch((error) => print(error.name, error.code, error.info.code, error.message.split(tmp).length > 1))
  }
  fs.cp(at('copy'), at('last'), (error) => print(error, fs.existsSync(at('last'))))
}
main()
