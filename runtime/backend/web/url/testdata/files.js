const { domainToASCII, domainToUnicode, fileURLToPath, pathToFileURL, urlToHttpOptions } = require('url')
console.log(fileURLToPath('file:///a%20b/%C3%BC'), fileURLToPath(new URL('file:///x')), pathToFileURL('/a b/#ü?%\\\n').href, pathToFileURL('/a/../b/').href)
console.log(fileURLToPath('file:///C:/a/b', { windows: true }), fileURLToPath('file://server/a', { windows: true }), pathToFileURL('C:\\a b', { windows: true }).href, pathToFileURL('\\\\server\\share\\x', { windows: true }).href)
console.log(domainToASCII('español.com'), domainToASCII('xn--iñvalid.com') === '', domainToUnicode('xn--espaol-zwa.com'), domainToASCII('中文.COM'))
console.log(urlToHttpOptions(new URL('https://a%20:b@測試.com:81/p?q#h')))
for (const wrong of [() => fileURLToPath('http://a'), () => fileURLToPath(5), () => fileURLToPath('file:///a%2Fb'), () => fileURLToPath('file://host/a'), () => pathToFileURL(5), () => fileURLToPath('file:///a', { windows: true })]) {
  try { wrong() } catch (error) { console.log(error.name, error.code, error.message) }
}
