const { text, section, binary, body, i32 } = require('./assembler.cjs')
const bytes = binary(
  section(1, [0x60, 1, i32, 0]),
  section(2, [...text('m'), ...text('f'), 0, 0], [...text('m'), ...text('mem'), 2, 1, 1, 2], [...text('m'), ...text('tab'), 1, 0x70, 0, 1], [...text('m'), ...text('glob'), 3, i32, 1]),
  section(7, [...text('f'), 0, 0], [...text('mem'), 2, 0], [...text('tab'), 1, 0], [...text('glob'), 3, 0]),
  [0, 6, ...text('note'), 42],
)
const made = new WebAssembly.Module(bytes)
console.log(WebAssembly.Module.imports(made), WebAssembly.Module.exports(made), new Uint8Array(WebAssembly.Module.customSections(made, 'note')[0]), WebAssembly.Module.customSections(made, 'x'))
console.log(WebAssembly.validate(bytes), WebAssembly.validate(bytes.subarray(0, 12)), WebAssembly.validate(binary(section(1, [0x60, 0, 1, i32]), section(3, [0]), section(10, body([0])))))
console.log(WebAssembly, Object.keys(WebAssembly), String(made))
for (const wrong of [() => new WebAssembly.Module(), () => WebAssembly.Module(), () => new WebAssembly.Module(new Uint8Array(8)), () => new WebAssembly.Instance(made), () => new WebAssembly.Instance(made, { m: { f: 1 } }), () => new WebAssembly.Memory({ initial: 2, maximum: 1 }), () => new WebAssembly.Table({ element: 'x' })]) {
  try {
    wrong()
  } catch (error) {
    console.log(error instanceof Error, `${error.name}: ${error.message}`)
  }
}
const imports = { m: { f() {}, mem: new WebAssembly.Memory({ initial: 1, maximum: 2 }), tab: new WebAssembly.Table({ initial: 1, element: 'anyfunc' }), glob: new WebAssembly.Global({ value: 'i32', mutable: true }) } }
WebAssembly.instantiate(bytes, imports)
  .then(({ module, instance }) => {
    console.log(module instanceof WebAssembly.Module, instance instanceof WebAssembly.Instance, instance.exports.mem === imports.m.mem)
    return WebAssembly.instantiate(module, imports)
  })
  .then((instance) => {
    console.log(instance instanceof WebAssembly.Instance)
    return WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 9, 0, 0, 0]))
  })
  .catch((error) => {
    console.log(error instanceof WebAssembly.CompileError, error.message)
    return WebAssembly.instantiateStreaming(5)
  })
  .catch((error) => console.log(error.code, error.message))
