const { text, section, binary, body, i32 } = require('./assembler.cjs')
const bytes = binary(
  section(1, [0x60, 1, i32, 1, i32], [0x60, 0, 0]),
  section(2, [...text('js'), ...text('memory'), 2, 0, 1], [...text('js'), ...text('look'), 0, 1]),
  section(3, [0], [0]),
  section(7, [...text('grow'), 0, 1], [...text('load'), 0, 2], [...text('memory'), 2, 0]),
  section(10, body([0], 0x20, 0, 0x40, 0, 0x10, 0), body([0], 0x20, 0, 0x28, 2, 0)),
)
const memory = new WebAssembly.Memory({ initial: 1, maximum: 5 })
let before = memory.buffer
const seen = []
const { exports: wasm } = new WebAssembly.Instance(new WebAssembly.Module(bytes), {
  js: { memory, look: () => seen.push(before.byteLength, memory.buffer.byteLength) },
})
console.log(wasm.memory === memory, memory.buffer === before, before.byteLength)
new Uint32Array(memory.buffer)[2] = 77
console.log(wasm.load(8))
console.log(wasm.grow(2), seen, before.byteLength, wasm.load(8))
before = memory.buffer
console.log(memory.grow(1), before.byteLength, memory.buffer.byteLength, memory.buffer === memory.buffer)
before = memory.buffer
console.log(wasm.grow(5), memory.buffer === before, memory.buffer.byteLength)
console.log(memory.grow(0), before.byteLength)
const other = new WebAssembly.Instance(new WebAssembly.Module(bytes), { js: { memory: wasm.memory, look() {} } }).exports
new Uint32Array(memory.buffer)[3] = 5
console.log(other.load(12), other.memory === memory)
