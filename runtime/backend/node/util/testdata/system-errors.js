// deskjs only: Node has util.getSystemErrorMessage since 22.12
'use strict'
const { getSystemErrorMessage, getSystemErrorName, getSystemErrorMap, toUSVString } = require('util')
console.log(getSystemErrorMessage(-2), getSystemErrorName(-2), getSystemErrorMap().get(-2), getSystemErrorMessage(-9999))
console.log(JSON.stringify(toUSVString('a\ud800b')))
for (const bad of [0, 1.5, 'x']) {
  try { getSystemErrorMessage(bad) } catch (error) { console.log(error.code, error.message) }
}
