// deskjs only: Node has util.diff since 22.15
'use strict'
const { diff } = require('util')
console.log(JSON.stringify(diff('12345678', '12!!5!7!')))
console.log(JSON.stringify(diff(['a', 'b', 'c'], ['a', 'c', 'd'])))
console.log(diff('same', 'same'), JSON.stringify(diff('', 'a')), JSON.stringify(diff([], ['x', 'y'])))
for (const bad of [[1, 'a'], ['a', 1], [[1], ['a']]]) {
  try { diff(...bad) } catch (error) { console.log(error.code, error.message) }
}
