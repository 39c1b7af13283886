// Loops end by themselves however often they rest.
const { text, section, binary, body, i32, i64 } = require('./assembler.cjs')
const bytes = binary(
  section(1, [0x60, 1, i32, 1, i64]),
  section(3, [0]),
  section(7, [...text('sum'), 0, 0]),
  section(10, body([2, 1, i64, 1, i32], 0x02, 0x40, 0x03, 0x40, 0x20, 2, 0x20, 0, 0x4e, 0x0d, 1, 0x20, 1, 0x20, 2, 0xac, 0x7c, 0x21, 1, 0x20, 2, 0x41, 1, 0x6a, 0x21, 2, 0x0c, 0, 0x0b, 0x0b, 0x20, 1)),
)
const { exports: wasm } = new WebAssembly.Instance(new WebAssembly.Module(bytes))
console.log(wasm.sum(10), wasm.sum(1000000), Object.keys(wasm))
