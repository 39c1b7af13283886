'use strict'
const { inspect } = require('util')
let array = []
for (let i = 0; i < 2000; i++) array = [array]
const text = inspect(array, { depth: Infinity })
console.log(text.includes('[Array: Inspection interrupted prematurely. Maximum call stack size exceeded.]'))
let list = null
for (let i = 0; i < 2000; i++) list = { i, next: list }
console.log(inspect(list, { depth: Infinity }).includes('[Object: Inspection interrupted prematurely. Maximum call stack size exceeded.]'))
console.log(inspect(list))
