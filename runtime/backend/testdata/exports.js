// Lists what programs can name: the exports of each builtin, the members of each class among them, and the globals, a line each:
// "module name" or "module name member", the global scope being the module "".
const builtins = process.argv.slice(2)

const own = (value) => Object.getOwnPropertyNames(value).concat(Object.getOwnPropertySymbols(value).filter((symbol) => /^Symbol\(Symbol\./.test(String(symbol)))
  .filter((symbol) => symbol !== Symbol.toStringTag && symbol !== Symbol.hasInstance && symbol !== Symbol.species).map((symbol) => `[${String(symbol).slice(7, -1)}]`))
const isFunctionsOwn = (name) => name === 'length' || name === 'name' || name === 'prototype' || name === 'arguments' || name === 'caller'
const names = (value) => own(value).filter((name) => !name.startsWith('_') && !(typeof value === 'function' && isFunctionsOwn(name)))

function describe(module, name, value) {
  console.log(`${module} ${name}`)
  if (value === globalThis.WebAssembly) for (const member of names(value)) console.log(`${module} ${name} ${member}`)
  const prototype = typeof value === 'function' && Object.getOwnPropertyDescriptor(value, 'prototype')?.value
  if (!prototype) return
  const members = names(prototype).filter((member) => member !== 'constructor')
  if (!members.length) return
  for (const member of members.concat(names(value))) console.log(`${module} ${name} ${member}`)
}

for (const module of builtins) {
  const exported = process.getBuiltinModule(module)
  for (const name of names(exported)) describe(module, name, exported[name])
}
for (const name of names(globalThis)) describe('', name, globalThis[name])
