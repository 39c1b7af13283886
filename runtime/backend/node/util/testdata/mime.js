'use strict'
const { MIMEType, MIMEParams } = require('util')
const type = new MIMEType(' Text/HTML ; Charset="utf-8";q=1; q=2;empty=; quoted="a\\"b;c" ; open="x\\')
console.log(String(type), type.essence, type.type, type.subtype)
console.log([...type.params], type.params.get('charset'), type.params.get('none'), type.params.has('q'))
type.params.set('q', 'a b')
type.params.delete('open')
type.type = 'A'
type.subtype = 'B'
console.log(JSON.stringify({ type }), [...type.params.keys()], [...type.params.values()])
const params = new MIMEParams()
params.set('x', '')
console.log(`${params}`)
for (const bad of ['', 'text', '/x', 'a/', 'a b/c', 'a/b c']) {
  try { new MIMEType(bad) } catch (error) { console.log(error.code, error.message) }
}
for (const set of [() => params.set('', 1), () => params.set('a', '\n'), () => { type.type = '' }, () => { type.subtype = ';' }]) {
  try { set() } catch (error) { console.log(error.code, error.message) }
}
