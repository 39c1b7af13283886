// The methods of strings that take a regexp.
const show = value => console.log(JSON.stringify(value, (_, v) => v === undefined ? 'undefined' : v))
show(['aXbX'.match(/x/gi), 'abc'.match(/z/g), 'abc'.match(/(b)(c)?/).index, ''.match(/(?:)/g), '😀😀'.match(/(?:)/gu).length, '😀'.match(/(?:)/g).length])
show([...'a1b22'.matchAll(/[a-z](\d+)/g)].map(m => [m[0], m[1], m.index]))
show(['2024-01-02'.replace(/(\d+)-(\d+)-(\d+)/, '$3/$2/$1 $$ $& $` $\' $0 $4 $10 $01'), 'ab'.replace(/(?<x>a)(?<y>z)?/, '[$<x>|$<y>|$<n>|$<x]'), 'ab'.replace(/a/, '$<x>')])
show(['abc'.replace(/b/g, (...args) => JSON.stringify(args)), 'xay'.replace(/(?<n>a)(q)?/, (...args) => typeof args.at(-1) + args.length + args[2])])
show(['aaa'.replace(/a*?/g, '-'), 'abc'.replace(/(?:)/g, '-'), '😀'.replace(/(?:)/gu, '-'), 'éa'.replace(/a/g, 'ü$&'), 'aba'.replace(/a/y, '!'), 'aab'.replace(/a/gy, '!')])
show(['a,b;c'.split(/[,;]/), 'a1b2c'.split(/(\d)/), 'abc'.split(/(?:)/), ''.split(/x/), ''.split(/(?:)/), 'a,b,c'.split(/,/, 2), 'a,b'.split(/,/, 0), 'A<B>bold</B>x'.split(/<(\/)?([^<>]+)>/)])
show(['ab'.split(/a*?/), 'ab'.split(/a*/), '😀x'.split(/(?:)/u), 'test'.split(/(?:)/, -1), 'a b  c'.split(/ /), 'abab'.split(/(?=b)/), 'x'.split(/$/), 'a\nb'.split(/^/m)])
show(['xaby'.search(/ab/), 'xaby'.search(/z/), 'aXbX'.replaceAll(/X/g, '-')])
for (const call of [() => 'a'.matchAll(/a/), () => 'a'.replaceAll(/a/, ''), () => RegExp.prototype.exec.call({}, 'a'), () => RegExp.prototype.test.call(1), () => new RegExp(/a/, 'gg'), () => new RegExp('a', 'uv')]) {
  try { show(call()) } catch (error) { console.log(error.name) }
}
'first second'.replace(/(\w+) (\w+)/, '');
show([RegExp.$1, RegExp.$2, RegExp.$3, RegExp.lastMatch, RegExp['$&'], RegExp.lastParen, RegExp.leftContext, RegExp.rightContext, RegExp.input]);
/b/.exec('abc'); /zzz/.exec('no')
show([RegExp['$`'], RegExp["$'"], RegExp.$1, RegExp.$_])
const compiled = /a/g; compiled.lastIndex = 3; show([compiled.compile('b', 'i') === compiled, compiled.flags, compiled.source, compiled.lastIndex])
const inner = 'a-b'.replace(/[a-z]/g, c => c.replace(/./, d => d + '1'.replace(/1/g, 'x')))
show([inner, 'σς'.match(/Σ/gi), 'ſ'.match(/s/iu), 'ß'.match(/ẞ/iu), 'K'.match(/k/iu), '\u212a'.match(/k/i)])
show(['\u180E'.replace(/\S+/g, 'x') === 'x', 'éab'.replace(/é/, '') === 'ab', 'é'.match(/./g)[0] === 'é', 'aéb'.split(/é/)[1] === 'b', new Set(['x', 'éx'.replace(/é/g, '')]).size])
