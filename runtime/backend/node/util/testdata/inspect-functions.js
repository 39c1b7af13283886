'use strict'
const { inspect } = require("util")
function show(value, options) { console.log(inspect(value, options)) }
class Foo {}
show(() => {})
show(Object.assign(() => {}, { a: 1 }))
show(class A {})
show(class B extends Foo {})
show(class extends null {})
show(Object.assign(class A {}, { x: 1 }))
show(async () => {})
show(function * g() {})
show((function * () {})())
show({ method() {}, [Symbol('s')]() {} })
show(Object.setPrototypeOf(function f() {}, null))
