// Fields that are called as modifiers are, beside elements with those modifiers.
class Named {
  get = 1; set = (a) => a; async = 3; static = 4; static get = 5; static async = 6
  get
  accessor() { return 7 }
  async
  method() { return 8 }
  set
  *generator() { yield 9 }
  static static = 10
  'string' = 11
}
const named = new Named()
console.log(Object.keys(named), Object.keys(Named), named.accessor, named.method(), [...named.generator()])

// Comparisons group to the left, whichever they are.
console.log(3 > 2 > 1, 1 < 2 < 3, 3 < 2 < 1, 5 - 3 > 1 > 0, 1 instanceof Object in { false: 1 }, 'a' in { a: 1 } in { true: 1 })
class Branded {
  #brand = 1
  static has(object) { return #brand in object && (#brand in object in { true: 1 }) }
}
console.log(Branded.has(new Branded()), Branded.has({}))
for (var i = 0, found = ('a' in { a: 1 }); i < 1; i++) console.log(found)

// The last code point there is.
console.log('\u{10FFFF}'.length, '·\u{10000}-\u{10FFFF}'.length, '\u{10FFFF}}'.length, `\u{10FFFF}`.codePointAt(0))

// Globals of Node's that are enumerable.
const enumerable = (name) => Object.getOwnPropertyDescriptor(globalThis, name).enumerable
console.log(['queueMicrotask', 'structuredClone', 'setTimeout', 'global', 'Promise', 'Buffer', 'process'].map(enumerable))
