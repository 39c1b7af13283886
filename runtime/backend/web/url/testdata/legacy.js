const url = require('url')
for (const input of ['http://user:pa%20ss@Host.COM:8080/p/a/t/h?query=string#hash', '/path?x=1#y', '//host/path', 'mailto:a@b.c', 'javascript:alert(1)', 'HTTP://a/b c?d e', 'x:y@z/1', 'http://[::1]:80/',
  'file:///etc/passwd', '  http://a.com\\b  ', 'http://a.com:x', '', '?a=b', 'http://ex ample/']) {
  console.log(input, url.parse(input))
}
console.log(url.parse('/a?b=c&b=d', true).query, url.parse('//a/b', false, true).host)
for (const [from, to] of [['/one/two/three', 'four'], ['http://example.com/', '/one'], ['http://example.com/one', '../two/./x/..'], ['http://a/b', '//c/d'], ['http://a/b?c#d', '?e'], ['http://a/b', 'mailto:x@y'],
  ['mailto:a@b', 'c@d'], ['/a/b/', '../../../c'], ['http://u:p@a/b', 'http://c'], ['x:a/b', 'c'], ['', 'a'], ['http://a/b', '']]) {
  console.log(from, to, url.resolve(from, to))
}
console.log(url.format({ protocol: 'http', host: 'a.com', pathname: 'b#?', query: { c: [1, 2] }, hash: 'd' }), url.format({ hostname: '::1', port: 80, slashes: true }), url.format({ pathname: '/x', search: 'y#' }))
console.log(url.format(new URL('http://u:p@xn--tda.com/a?b#c'), { auth: false, unicode: true, fragment: false, search: false }))
for (const wrong of [() => url.parse(5), () => url.parse('http://a%'), () => url.parse('http://%@a'), () => url.format(5)]) {
  try { console.log(wrong().href) } catch (error) { console.log(error.name, error.code, error.message) }
}
