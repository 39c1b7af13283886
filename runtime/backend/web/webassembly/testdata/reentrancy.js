const { text, section, binary, body, i32 } = require('./assembler.cjs')
// down(n) calls the import with n, and adds one to what comes back.
const bytes = binary(
  section(1, [0x60, 1, i32, 1, i32]),
  section(2, [...text('js'), ...text('turn'), 0, 0]),
  section(3, [0]),
  section(7, [...text('down'), 0, 1], [...text('turn'), 0, 0]),
  section(10, body([0], 0x20, 0, 0x10, 0, 0x41, 1, 0x6a)),
)
const mine = new Error('mine')
const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), {
  js: {
    turn(n) {
      if (n === 0) return 0
      if (n === -1) throw mine
      if (n === -2) throw undefined
      if (n > 100000) return instance.exports.down(n)
      return instance.exports.down(n - 1)
    },
  },
})
const { down, turn } = instance.exports
console.log(down(0), down(1), down(50))
for (const n of [-1, -2]) {
  try {
    down(n)
  } catch (error) {
    console.log(error === mine, String(error))
  }
}
console.log(down(3), turn(0), turn === instance.exports.turn)
try {
  down(100001)
} catch (error) {
  console.log(`${error.name}: ${error.message}`)
}
console.log(down(4))
// needs a patch: the stack's limit as a RangeError
