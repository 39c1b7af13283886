// Wrong arguments: null bytes, flags, modes, descriptors, types and options.
const fs = require('fs')
const attempts = [
  () => fs.openSync('a\0b'), () => fs.statSync(Buffer.from('a\0b')), () => fs.openSync('x', 'zz'), () => fs.openSync('x', 'w', 'zz'),
  () => fs.openSync(5), () => fs.closeSync(-1), () => fs.closeSync('1'), () => fs.readFileSync('x', 'nope'), () => fs.readSync(0, []),
  () => fs.readSync(0, Buffer.alloc(1), 2, 1, 0), () => fs.readSync(0, Buffer.alloc(1), 0, 1, 1.5), () => fs.readFile('x'),
  () => fs.writeFileSync('x', {}), () => fs.mkdirSync('x', { recursive: 1 }), () => fs.chownSync('x', -2, 0), () => fs.utimesSync('x', {}, 1),
  () => fs.symlinkSync('x', 'y', 'z'), () => fs.rmSync('x', { retryDelay: -1 }), () => fs.watch('x', 1),
  () => fs.cpSync('x', 'y', { dereference: true, verbatimSymlinks: true }),
]
for (const attempt of attempts) {
  try {
    console.log(attempt())
  } catch (error) {
    console.log(error.name, error.code, error.message)
  }
}
