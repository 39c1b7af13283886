const { text, section, binary, body, i32, i64, f32, f64, externref } = require('./assembler.cjs')
const types = [i32, i64, f32, f64, externref]
const names = ['i32', 'i64', 'f32', 'f64', 'externref']
const bytes = binary(
  section(1, ...types.map((t) => [0x60, 1, t, 1, t]), [0x60, 2, i32, i64, 2, i64, i32]),
  section(3, ...types.map((t, i) => [i]), [5]),
  section(7, ...names.map((n, i) => [...text(n), 0, i]), [...text('swap'), 0, 5]),
  section(10, ...types.map(() => body([0], 0x20, 0)), body([0], 0x20, 1, 0x20, 0)),
)
const { exports: wasm } = new WebAssembly.Instance(new WebAssembly.Module(bytes))
const show = (f) => {
  try {
    console.log(f())
  } catch (error) {
    console.log(`${error.name}: ${error.message}`)
  }
}
for (const v of [1, -1, 2 ** 32 + 5, -(2 ** 40) - 3, 1e20, NaN, -0, '7', null, undefined, true, { valueOf: () => 9 }]) console.log(wasm.i32(v), Object.is(wasm.f64(v), Number(v)), wasm.f32(v))
for (const v of [1n, -1n, 2n ** 64n + 3n, -(2n ** 63n), '12', true]) console.log(wasm.i64(v))
show(() => wasm.i64(1))
show(() => wasm.i64())
show(() => wasm.i32(1n))
show(() => wasm.i32(Symbol('s')))
show(() => wasm.i32({ valueOf() { throw new Error('mine') } }))
const object = {}
console.log(wasm.externref(object) === object, wasm.externref(undefined), wasm.externref(null), wasm.externref('a'), Object.is(wasm.externref(-0), -0), wasm.externref(5n))
console.log(wasm.swap(1, 2n), wasm.i32.name, wasm.i32.length, wasm.swap.length, String(wasm.i32))
console.log(Object.isFrozen(wasm), Object.getPrototypeOf(wasm), Object.keys(wasm))
show(() => new wasm.i32(1))
// needs a patch: messages that name what is no constructor
