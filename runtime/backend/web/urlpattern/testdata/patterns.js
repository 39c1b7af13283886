// deskjs only: node has URLPattern from version 23.8 on
// needs a patch: the flag v of regular expressions
// Patterns as dictionaries and strings: their components, what they match, their groups, and what is no pattern.
const show = (pattern) => ['protocol', 'username', 'password', 'hostname', 'port', 'pathname', 'search', 'hash'].map((name) => pattern[name]).join(' | ')
const make = (...args) => {
  try {
    const pattern = new URLPattern(...args)
    console.log(JSON.stringify(args), '=>', show(pattern), pattern.hasRegExpGroups)
    return pattern
  } catch (error) {
    console.log(JSON.stringify(args), error.name, error.code, error.message)
  }
}
const exec = (pattern, ...args) => {
  const result = pattern.exec(...args)
  console.log(' ', JSON.stringify(args), pattern.test(...args), result && JSON.stringify({ host: result.hostname.groups, path: result.pathname.groups, search: result.search.groups }))
}

const books = make({ pathname: '/books/:id(\\d+)/:page?' })
exec(books, 'https://example.com/books/12')
exec(books, 'https://example.com/books/12/3?q#h')
exec(books, 'https://example.com/books/x')
exec(books, { pathname: '/books/1/2' })
exec(books, '/books/7', 'http://a.b/')
exec(books, 'no URL')
const hosts = make('https://:sub.example.com:8080/a/*\\?q=:q#*')
exec(hosts, 'https://api.example.com:8080/a/b?q=1#x')
exec(hosts, 'https://a.b.example.com:8080/?q=1')
exec(make('/files/:path+', 'https://a.b/c'), 'https://a.b/files/x/y/z')
exec(make('https://a.b/{old-}?:name.html'), 'https://a.b/old-page.html')
exec(make('https://a.b/Case', { ignoreCase: true }), 'https://a.b/cASE')
exec(make('data\\:text/:kind,*'), 'data:text/plain,hello')
exec(make({ hostname: '[\\:\\:*]', protocol: 'http{s}?' }), 'http://[::1]/')
exec(make('https://a.b/caf\u00e9/:\u00fcber'), 'https://a.b/caf%C3%A9/x')
exec(make({ search: 'a=*', baseURL: 'https://a.b/p/x?y' }), 'https://a.b/p/x?a=2')
exec(make({ pathname: 'rel/:x', baseURL: 'https://a.b/p/x' }), 'https://a.b/p/rel/1')
make()
make('https://a.b:443/')
make('relative')
make('https://a.b/:a/:a')
make('https://a.b/(')
make('https://a.b/([)')
make({ hostname: 'a b' })
make({ port: '99999' })
make({}, 'https://a.b')
console.log(`${new URLPattern()}`, new URLPattern({ pathname: '/x' }))
for (const run of [() => URLPattern(), () => URLPattern.prototype.test.call({}), () => books.exec({}, 'https://a.b')]) {
  try {
    run()
  } catch (error) {
    console.log(error.name, error.message)
  }
}
