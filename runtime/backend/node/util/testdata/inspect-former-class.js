// needs a patch: FormerClass
'use strict'
const { inspect } = require('util')
class Foo {}
class Bag extends Map {}
console.log(inspect(Object.setPrototypeOf(new Foo(), null)))
console.log(inspect(Object.setPrototypeOf(Object.assign(new Foo(), { a: 1 }), null)))
console.log(inspect(Object.setPrototypeOf({ b: 2 }, null)), inspect(Object.create(null)))
console.log(inspect({ x: { y: { z: Object.setPrototypeOf(new Foo(), null) } } }))
console.log(inspect(Object.setPrototypeOf(new Bag(), null)))
