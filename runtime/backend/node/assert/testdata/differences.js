// deskjs only: the messages are those of Node 22
'use strict'
const assert = require('assert')
function t(fn) {
  try {
    fn()
    console.log('no throw')
  } catch (error) {
    console.log(error.message)
  }
}
t(() => assert.deepStrictEqual({a:1},{a:2},'own'))
t(() => assert.strictEqual('aaaaaaaaaaaaaaa','aaaaaaaaaaaaaaab','own'))
t(() => assert.notStrictEqual(1,1,'own'))
t(() => assert.deepEqual(1,2,'own'))
t(() => assert.strictEqual({},{}, 'own'))
t(() => assert.deepStrictEqual(Symbol(),Symbol()))
t(() => assert.deepStrictEqual({a:Symbol()},{a:Symbol()}))
t(() => assert.strictEqual(()=>1,()=>2))
t(() => assert.strictEqual([1],[1,2]))
t(() => assert.strictEqual([1],[1]))
t(() => assert.strictEqual(1,'1'))
t(() => assert.strictEqual('x'.repeat(100),'x'.repeat(99)))
t(() => assert.notStrictEqual({a:1},{b:1}));{const o={a:1}
t(() => assert.notStrictEqual(o,o))}
t(() => assert.notDeepStrictEqual(1,1))
t(() => assert.notDeepStrictEqual('abcdef','abcdef'))
t(() => assert.deepEqual('a'.repeat(600),'b'))
t(() => assert.equal('a'.repeat(600),'b'))
t(() => assert.deepStrictEqual([1,2,3,4,5,6,7,8,9],[1,2,3,9,5,6,7,8]))
t(() => assert.deepStrictEqual([],{}))
t(() => assert.deepStrictEqual({a:1,b:2,c:3,d:4,e:5,f:6,g:7,h:8,i:9},{a:1,b:2,c:3,d:4,e:5,f:6,g:7,h:8,i:10}))
t(() => assert.deepStrictEqual({a:1},undefined))
t(() => assert.strictEqual('ab\ncd\nef','ab\nxx\nef'.repeat(3)))
t(() => assert.deepStrictEqual(new Date(0),new Date(1)))
t(() => assert.strictEqual(undefined,null))
t(() => assert.strictEqual(new Error('x'),new Error('x')))
t(() => assert.deepStrictEqual(Array.from({length:100},(_, i)=>i),[]))
try{assert.strictEqual(1,2,new TypeError('mine'))}catch(e){console.log(e.name)}
t(() => assert.deepStrictEqual([1,2,[[1,2,3]],4,5],[1,2,[[1,2,'3']],4,5]))
