// Keys are equal by what they hold.
const { createSecretKey } = require('crypto')
const { isDeepStrictEqual } = require('util')
const assert = require('assert')
const key = (byte) => createSecretKey(Buffer.alloc(4, byte))
console.log(isDeepStrictEqual(key(1), key(1)), isDeepStrictEqual(key(1), key(2)), isDeepStrictEqual({ key: key(1) }, { key: key(2) }))
assert.throws(() => assert.deepEqual(key(1), key(2)), { code: 'ERR_ASSERTION' })
