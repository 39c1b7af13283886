// A dispatcher of the package undici is asked in the network's place.
class Dispatcher {
  dispatch(options, handler) {
    console.log(options.method, options.origin, options.path, options.headers['user-agent'], options.headers.x)
    if (options.path === '/error') {
      process.nextTick(() => handler.onError(new Error('from the dispatcher')))
      return true
    }
    handler.onConnect((error) => console.log('aborted', error.name))
    const location = options.path === '/redirect' ? [Buffer.from('Location'), Buffer.from('/next')] : []
    handler.onHeaders(location.length > 0 ? 302 : 200, [Buffer.from('X-Test'), Buffer.from('1'), ...location], () => {}, 'Fine')
    handler.onData(Buffer.from('one '))
    handler.onData(Buffer.from('two'))
    handler.onComplete([])
    return true
  }
}
(async () => {
  const dispatcher = new Dispatcher()
  const response = await fetch('http://a.test/path?q', { dispatcher, headers: { x: 'y' } })
  console.log(response.status, response.statusText, response.headers.get('x-test'), await response.text())
  const redirected = await fetch(new Request('http://a.test/redirect', { dispatcher }))
  console.log(redirected.url, redirected.redirected, await redirected.text())
  await fetch('http://a.test/error', { dispatcher }).catch((error) => console.log(error.message, error.cause.message))
})()
