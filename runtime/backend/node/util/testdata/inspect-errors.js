'use strict'
const { inspect } = require("util")
function show(value, options) { console.log(inspect(value, options)) }
const bare = (error) => { error.stack = error.stack.split('\n').filter((line) => !/^\s+at /.test(line)).join('\n'); return error }
show(bare(new Error('x')))
show(bare(new TypeError('two\nlines')))
show(bare(Object.assign(new Error('x'), { code: 'E', list: [1] })))
class FooError extends TypeError {}
show(bare(new FooError('x')))
class Foo extends Error {}
show(bare(new Foo('x')))
show(bare(new Error('outer', { cause: bare(new Error('inner')) })))
show({ nested: bare(new RangeError('n')) })
show(bare(new AggregateError([bare(new Error('1'))], 'all')))
const named = bare(new Error('m'))
named.name = 'Custom'
show(named)
show(/^Error: q\n {4}at .*inspect-errors\.js:\d+:\d+/.test(inspect(new Error('q'))))
