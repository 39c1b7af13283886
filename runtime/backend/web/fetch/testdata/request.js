// Request: its constructor, what it takes over from another, and what it refuses.
const attempt = async (run) => {
  try {
    console.log(await run())
  } catch (error) {
    console.log(error.name, error.message)
  }
}
(async () => {
  const request = new Request('http://a/b?c#d', { method: 'post', body: 'text', headers: { x: 'y' }, cache: 'no-store', keepalive: true })
  console.log(request)
  console.log(await request.clone().text(), [...request.headers])
  const second = new Request(request, { headers: { z: '1' } })
  console.log(request.bodyUsed, second.method, await second.text(), [...second.headers], second.url)
  await attempt(() => new Request(request))
  for (const method of ['get', 'PATCH', 'Foo', 'a b', 'CONNECT', 'trace', '']) await attempt(() => new Request('http://a', { method }).method)
  await attempt(() => new Request('/relative'))
  await attempt(() => new Request('http://user:pass@a/'))
  await attempt(() => new Request('http://a', { body: 'x' }))
  await attempt(() => new Request('http://a', { method: 'POST', body: new ReadableStream() }))
  for (const init of [{ mode: 'navigate' }, { mode: 'x' }, { cache: 'only-if-cached' }, { redirect: 'x' }, { window: 1 }, { signal: 1 }, { signal: {} },
    { referrer: 'x' }, { referrerPolicy: 'x' }, { duplex: 'full' }, { credentials: 'x' }, { mode: 'no-cors', method: 'PUT' }]) {
    await attempt(() => new Request('http://a', init).url)
  }
  await attempt(() => new Request('http://a', 1))
  await attempt(() => new Request())
  console.log(new Request('http://a', { referrer: 'http://b/c', referrerPolicy: 'origin' }).referrer, new Request('http://a', { referrer: '' }).referrer)
  const controller = new AbortController()
  const followed = new Request('http://a', { signal: controller.signal })
  const copy = followed.clone()
  console.log(followed.signal === controller.signal, followed.signal.aborted)
  controller.abort(new Error('reason'))
  console.log(followed.signal.aborted, followed.signal.reason.message, copy.signal.aborted)
  console.log(new Request('http://a', { signal: null }).signal.aborted, new Request('http://a').duplex, new Request(new URL('http://a/u')).url)
})()
