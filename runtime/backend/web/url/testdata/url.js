const url = new URL('../a?x=1&y=2#h', 'https://user:pass@Exämple.com:8080/b/c/d')
console.log(url)
for (const [name, value] of [['protocol', 'http'], ['username', 'ü'], ['password', ''], ['host', 'h:80'], ['port', '99999'], ['port', '81'], ['hostname', '[::1]'], ['pathname', 'p q/../r'],
  ['search', 'k=v'], ['hash', 'x y'], ['search', ''], ['hash', ''], ['href', 'data:a b'], ['host', 'x'], ['pathname', 'x'], ['origin', 'x']]) {
  url[name] = value
  console.log(name, value, url.href)
}
console.log(String(url), JSON.stringify({ url }), URL.canParse('a:'), URL.canParse('a'), URL.canParse('a', 'http://b'), Object.prototype.toString.call(url))
for (const wrong of [() => new URL('a'), () => new URL('http://[', 'b'), () => new URL(), () => { url.href = 'x' }, () => URL('http://a')]) {
  try { wrong() } catch (error) { console.log(error.name, error.code, error.input, error.base) }
}
console.log(Object.keys(URL.prototype).join(), new URL(new URL('http://a/b'), 'c:d').href, new URL('blob:http://a/b').origin, new URL('file:///a').origin)
