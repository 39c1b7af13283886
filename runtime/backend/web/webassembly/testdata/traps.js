const { text, section, binary, body, i32, f64 } = require('./assembler.cjs')
const code = {
  unreachable: [0x00, 0x41, 0],
  divide: [0x41, 1, 0x41, 0, 0x6d],
  truncate: [0x44, 0, 0, 0, 0, 0, 0, 0xf8, 0x7f, 0xaa],
  memory: [0x41, 0x7f, 0x28, 2, 0],
  signature: [0x44, 0, 0, 0, 0, 0, 0, 0, 0, 0x41, 0, 0x11, 1, 0],
  index: [0x41, 9, 0x11, 0, 0],
  recursion: [0x10, 6],
}
const names = Object.keys(code)
const bytes = binary(
  section(1, [0x60, 0, 1, i32], [0x60, 1, f64, 1, i32]),
  section(3, ...names.map(() => [0])),
  section(4, [0x70, 0, 1]),
  section(5, [0, 1]),
  section(7, ...names.map((n, i) => [...text(n), 0, i])),
  section(9, [0, 0x41, 0, 0x0b, 1, 0]),
  section(10, ...names.map((n) => body([0], ...code[n]))),
)
const { exports: wasm } = new WebAssembly.Instance(new WebAssembly.Module(bytes))
for (const name of names) {
  try {
    wasm[name]()
  } catch (error) {
    console.log(name, error instanceof WebAssembly.RuntimeError, error instanceof RangeError, `${error.name}: ${error.message}`)
  }
}
