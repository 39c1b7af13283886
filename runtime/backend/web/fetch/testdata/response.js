// needs a patch: async generators, toWellFormed
// Response: its constructor, static methods, clones, and reading what it holds.
const attempt = async (run) => {
  try {
    console.log(await run())
  } catch (error) {
    console.log(error.name, error.message)
  }
}
(async () => {
  console.log(new Response('text', { status: 201, statusText: 'Made', headers: { a: 'b' } }))
  console.log(Response.error().type, Response.error().status, Response.redirect('http://a/é', 301).headers.get('location'))
  console.log(await Response.json({ a: [1] }, { status: 202 }).text(), Response.json(1).headers.get('content-type'))
  for (const status of [199, 600, 204, 'x', 65736]) await attempt(() => new Response('', { status }).status)
  await attempt(() => new Response(null, { status: 204 }).body)
  await attempt(() => new Response('', { statusText: 'a\nb' }))
  await attempt(() => Response.redirect('nowhere'))
  await attempt(() => Response.redirect('http://a/', 200))
  await attempt(() => Response.json(undefined))
  await attempt(() => Response.json())
  await attempt(() => new Response('{').json().catch((error) => error.name))
  await attempt(() => new Response('\ufefftext').text())
  await attempt(() => new Response(new Uint8Array([0xEF, 0xBB, 0xBF, 0x61, 0xFF])).text())
  await attempt(() => Response.prototype.text.call({}))
  await attempt(() => Response.prototype.clone.call({}))
  await attempt(async () => (await new Response('x', { headers: { 'content-type': 'Text/HTML; charset=a' } }).blob()).type)
  await attempt(() => new Response(new Uint16Array([65, 66]).subarray(1)).arrayBuffer())

  const response = new Response('body')
  const copy = response.clone()
  console.log(response.bodyUsed, await response.text(), response.bodyUsed, await copy.text())
  await attempt(() => response.clone())
  await attempt(() => response.json())
  await attempt(() => new Response(response.body))

  const stream = new ReadableStream({
    start(controller) {
      controller.enqueue('no bytes')
      controller.close()
    },
  })
  const streamed = new Response(stream)
  console.log(streamed.body === stream, streamed.headers.get('content-type'))
  await attempt(() => streamed.text())
  const chunks = []
  for await (const chunk of new Response(new Blob(['piece'])).body) chunks.push(Buffer.from(chunk).toString())
  console.log(chunks)
  const buffered = new Response(new Uint8Array([1, 2]).buffer)
  const reader = buffered.body.getReader()
  await attempt(() => buffered.text())
  console.log(await reader.read(), await reader.read(), buffered.bodyUsed)
  console.log(await new Response((async function * () { yield 'iter'; yield Buffer.from('ated') })()).text())
  await attempt(() => new Response(new ReadableStream({ pull(controller) { controller.error(new Error('broken')) } })).text())
})()
