// read, write and their vectors take every overload, and positions of every kind.
const fs = require('fs')
const path = require('path')
const print = (...values) => process.stdout.write(values.map(String).join(' ') + '\n')
const tmp = fs.mkdtempSync(path.join(fs.realpathSync(process.env.TMPDIR || '/tmp'), 'fs-test-'))
process.on('exit', () => fs.rmSync(tmp, { recursive: true, force: true }))
const at = (name) => path.join(tmp, name)
const fd = fs.openSync(at('f'), 'w+')
print(fs.writeSync(fd, 'héllo'), fs.writeSync(fd, Buffer.from('abcdef'), 1, 3), fs.writeSync(fd, 'XY', 0), fs.writeSync(fd, '4142', null, 'hex'))
print(fs.writeSync(fd, new Uint16Array([0x4343]), { offset: 0 }), fs.writevSync(fd, [Buffer.from('1'), new Uint8Array(0), Buffer.from('23')]))
print(fs.readFileSync(at('f'), 'latin1'))
const buffer = Buffer.alloc(6)
print(fs.readSync(fd, buffer, 0, 6, 0), buffer, fs.readSync(fd, buffer, { position: 2n, length: 2 }), buffer, fs.readSync(fd, buffer))
print(fs.readvSync(fd, [buffer.subarray(0, 2), buffer.subarray(2)], 1), buffer)
fs.read(fd, buffer, 0, 3, 4, (error, n, same) => {
  print(error, n, same === buffer, buffer)
  fs.read(fd, { buffer, position: 0, length: 1 }, (error, n) => {
    print(error, n)
    fs.read(fd, (error, n, made) => {
      print(error, n, made.length)
      fs.write(fd, 'end', (error, n, text) => {
        print(error, n, text)
        fs.writev(fd, [Buffer.from('.')], null, (error, n, list) => {
          print(error, n, list.length)
          fs.ftruncateSync(fd, 3)
          fs.closeSync(fd)
          print(fs.readFileSync(at('f')).length)
        })
      })
    })
  })
})
