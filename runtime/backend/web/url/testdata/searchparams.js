const url = new URL('http://h/?a=1&b=2&a=3')
const params = url.searchParams
console.log(params, params.size, params.get('a'), params.getAll('a'), params.get('c'), params.has('a', '3'), params.has('a', '4'))
params.append('c d', 'ü&=+~')
console.log(url.href)
params.set('a', 'x')
params.delete('b')
params.sort()
console.log(url.search, url.href)
url.search = '?q=%zz+%F0%9F%98%80'
console.log(params.get('q'), params.toString(), [...params.keys()], [...params.values()], params.entries())
params.delete('q')
console.log(url.href, params === url.searchParams)
console.log(new URLSearchParams('?a&b=&=c&&').toString(), new URLSearchParams({ x: 1, y: [2, 3] }).toString(), new URLSearchParams(new Map([['m', 'n']])).toString(), new URLSearchParams(params).size)
params.append('a', '1')
params.forEach(function (value, name, all) { console.log(name, value, all === params, this.t) }, { t: 5 })
for (const wrong of [() => new URLSearchParams([['a']]), () => new URLSearchParams([5]), () => params.append('a'), () => params.get(), () => URLSearchParams.prototype.get.call({}, 'a'), () => params.forEach(5)]) {
  try { wrong() } catch (error) { console.log(error.name, error.code, error.message) }
}
