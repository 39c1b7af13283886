// What exec returns, and what it does to lastIndex.
const show = value => console.log(JSON.stringify(value, (_, v) => v === undefined ? 'undefined' : v))
const keys = match => match && [Object.keys(match), match.index, match.input, match.groups && Object.keys(match.groups), [...match]]
show(keys(/(a)|(b)/.exec('xb')))
show(keys(/(?<year>\d+)-(?<month>\d+)?/.exec('in 2024-')))
console.log(Object.getPrototypeOf(/(?<a>b)/.exec('b').groups))
const indices = /(?<first>a)(z)?/d.exec('xa').indices
show([Object.keys(indices), indices, indices.groups])
const global = /a/g
show([global.exec('aXa').index, global.lastIndex, global.exec('aXa').index, global.lastIndex, global.exec('aXa'), global.lastIndex])
const sticky = /a/y
show([sticky.test('ba'), sticky.lastIndex]); sticky.lastIndex = 1; show([sticky.test('ba'), sticky.lastIndex, sticky.test('ba'), sticky.lastIndex])
const far = /a/g; far.lastIndex = 10; show([far.exec('aaa'), far.lastIndex])
const plain = /a/; plain.lastIndex = 7; show([plain.test('a'), plain.lastIndex])
const odd = /\udf06/u; odd.lastIndex = 1; show([odd.exec('\ud834\udf06'), /^[^x]$/u.exec('\ud834\udf06').index])
const middle = /./gu; middle.lastIndex = 1; show([middle.exec('\ud834\udf06').index, middle.lastIndex])
try { Object.freeze(/a/g).exec('b') } catch (error) { console.log(error.name, error.message) }
show([/a/dgimsuy.flags, /a/v.flags, String(/a\/b/gi), new RegExp('/\n[/]\\/').source, new RegExp('').source, RegExp.prototype.toString()])
class Counted extends RegExp { exec (s) { Counted.calls = (Counted.calls || 0) + 1; return super.exec(s) } }
show(['a1b2'.replace(new Counted('\\d', 'g'), '#'), Counted.calls, new Counted('b').test('abc'), 'a-b'.split(new Counted('-')), Counted.calls])
