// deskjs only: Node 20 crashes
'use strict'
const vm = require('vm')
const attempts = [
  ['return a + b', ['a', 'b = 2']],
  ['return "}" + `}` + /}/.source // }', []],
  ['} }), console.log("ran"), (function () { return function () {', []],
  ['}, function () {', []],
  ['', ['a) {}, function (b']],
  ['return {}', ['{ a = "}" } = {}']],
]
for (const [code, parameters] of attempts) {
  try { console.log(vm.compileFunction(code, parameters)(1)) } catch (error) { console.log(error.name) }
}
