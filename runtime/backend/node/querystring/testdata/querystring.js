const querystring = require('querystring')
for (const query of ['a=1&b=2&a=3', 'a+b=%C3%BC&&=x&y', '%zz=%', 'a=%ff%41', '__proto__=1&hasOwnProperty=2', '']) console.log(querystring.parse(query), query)
console.log(querystring.parse('a:1;b:2', ';', ':'), querystring.parse('a=1&b=2', null, null, { maxKeys: 1 }), querystring.parse('a=b%c+d', '&', '=', { decodeURIComponent: (s) => s.toUpperCase() }))
console.log(querystring.stringify({ a: [1, 'ü', true], b: '', c: null, d: 1n, e: NaN, f: {} }), querystring.stringify({ a: 'b' }, ';', ':'), querystring.stringify(5), querystring.stringify({ 'a b': "!'()*~" }))
console.log(querystring.escape('a b&ü'), querystring.unescape('a%20b%'), querystring.unescapeBuffer('a%20%zz'), querystring.decode === querystring.parse)
try { querystring.escape('\ud800') } catch (error) { console.log(error.name, error.code, error.message) }
