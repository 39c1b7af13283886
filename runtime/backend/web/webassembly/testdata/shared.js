// Tables and globals that instances and JavaScript share.
const { text, section, binary, body, i32, funcref, externref } = require('./assembler.cjs')
const definer = binary(
  section(1, [0x60, 1, i32, 1, i32]),
  section(2, [...text('js'), ...text('twice'), 0, 0]),
  section(3, [0], [0]),
  section(4, [funcref, 0, 4], [externref, 0, 2]),
  section(6, [i32, 1, 0x41, 5, 0x0b], [i32, 0, 0x41, 6, 0x0b]),
  section(7, [...text('table'), 1, 0], [...text('values'), 1, 1], [...text('state'), 3, 0], [...text('fixed'), 3, 1], [...text('increment'), 0, 1]),
  section(9, [0, 0x41, 0, 0x0b, 3, 0, 1, 2]),
  section(10, body([0], 0x20, 0, 0x41, 1, 0x6a), body([0], 0x20, 0, 0x41, 10, 0x6c)),
)
const user = binary(
  section(1, [0x60, 2, i32, i32, 1, i32], [0x60, 1, i32, 1, i32]),
  section(2, [...text('a'), ...text('table'), 1, funcref, 0, 1], [...text('a'), ...text('state'), 3, i32, 1], [...text('a'), ...text('fixed'), 3, i32, 0], [...text('a'), ...text('increment'), 0, 1], [...text('b'), ...text('number'), 3, i32, 0]),
  section(3, [0], [1]),
  section(7, [...text('call'), 0, 1], [...text('add'), 0, 2], [...text('table'), 1, 0], [...text('increment'), 0, 0], [...text('state'), 3, 0]),
  section(10, body([0], 0x20, 0, 0x20, 1, 0x11, 1, 0), body([0], 0x23, 0, 0x20, 0, 0x6a, 0x24, 0, 0x23, 0, 0x23, 1, 0x6a, 0x23, 2, 0x6a)),
)
const a = new WebAssembly.Instance(new WebAssembly.Module(definer), { js: { twice: (n) => n * 2 } }).exports
const b = new WebAssembly.Instance(new WebAssembly.Module(user), { a, b: { number: 1000 } }).exports
console.log(b.table === a.table, b.increment === a.increment, b.state === a.state)
console.log(b.call(21, 0), b.call(21, 1), b.call(21, 2))
console.log(a.table.get(1) === a.increment, a.table.get(0)(4), a.table.get(2)(4), a.table.get(2) === a.table.get(2), a.table.get(3))
a.table.set(3, a.table.get(2))
console.log(b.call(7, 3), a.table.get(3) === a.table.get(2), a.table.length, a.table.grow(2, a.increment), a.table.get(5)(1))
console.log(b.add(3), a.state.value, (a.state.value = 50), b.add(0))
const key = { a: 1 }
a.values.set(0, key)
a.values.set(1)
console.log(a.values.get(0) === key, a.values.get(1), a.values.grow(1), a.values.get(2))
const table = new WebAssembly.Table({ element: 'anyfunc', initial: 3 })
table.set(0, a.increment)
const c = new WebAssembly.Instance(new WebAssembly.Module(user), { a: { ...a, table, state: new WebAssembly.Global({ value: 'i32', mutable: true }, 1) }, b: { number: 0 } }).exports
console.log(c.call(1, 0), c.add(1), c.table === table, table.get(0) === a.increment)
try {
  c.call(1, 1)
} catch (error) {
  console.log(error instanceof WebAssembly.RuntimeError)
}
