// Fakes of time and network in a page's own world. It is an expression whose value is a function.
(() => {
  const real = { Date, setTimeout, setInterval, clearTimeout, clearInterval, fetch: globalThis.fetch, now: performance.now }
  const say = (value) => document.dispatchEvent(new CustomEvent('deskjs:test', { detail: JSON.stringify({ number: 'event', text: JSON.stringify(value) }) }))

  let time
  let began = 0
  let ids = 1_000_000
  let queue = []

  function fakeClock(at) {
    if (time !== undefined) restoreClock()
    time = began = at
    globalThis.Date = class extends real.Date {
      constructor(...args) {
        if (args.length === 0) super(time)
        else super(...args)
      }
      static now() { return time }
    }
    performance.now = () => time - began
    const add = (repeat) => (callback, delay = 0, ...args) => {
      const id = ++ids
      queue.push({ id, callback, args, at: time + Math.max(Number(delay) || 0, repeat ? 1 : 0), every: repeat ? Math.max(Number(delay) || 0, 1) : undefined })
      return id
    }
    const remove = (id) => {
      queue = queue.filter((timer) => timer.id !== id)
      real.clearTimeout.call(globalThis, id)
    }
    globalThis.setTimeout = add(false)
    globalThis.setInterval = add(true)
    globalThis.clearTimeout = globalThis.clearInterval = remove
  }

  function restoreClock() {
    if (time === undefined) return
    time = undefined
    queue = []
    performance.now = real.now
    const { Date, setTimeout, setInterval, clearTimeout, clearInterval } = real
    Object.assign(globalThis, { Date, setTimeout, setInterval, clearTimeout, clearInterval })
  }

  function tick(by) {
    const end = time + by
    for (;;) {
      const next = queue.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at || a.id - b.id)[0]
      if (next === undefined) break
      time = next.at
      if (next.every === undefined) queue = queue.filter((timer) => timer !== next)
      else next.at += next.every
      if (typeof next.callback === 'function') next.callback(...next.args)
    }
    time = end
  }

  const waiting = new Map()
  let requests = 0

  async function fakeFetch(input, init) {
    const request = new Request(input, init)
    const id = ++requests
    const body = ['GET', 'HEAD'].includes(request.method) ? undefined : await request.clone().text()
    const answer = await new Promise((resolve) => {
      waiting.set(id, resolve)
      say({ request: { id, url: request.url, method: request.method, headers: Object.fromEntries(request.headers), body } })
    })
    if (answer.through) return real.fetch.call(globalThis, request)
    if (answer.abort) throw new TypeError(answer.reason ?? 'Load failed')
    const empty = [101, 204, 205, 304].includes(answer.status)
    const response = new Response(empty ? null : answer.body, { status: answer.status, headers: answer.headers })
    Object.defineProperty(response, 'url', { value: request.url })
    return response
  }

  return {
    use(change) {
      if (change.clock !== undefined) {
        if (change.clock.now === undefined) restoreClock()
        else fakeClock(change.clock.now)
      }
      if (change.tick !== undefined && time !== undefined) tick(change.tick.time)
      if (change.setTime !== undefined && time !== undefined) time = change.setTime.time
      if (change.routes !== undefined) globalThis.fetch = change.routes ? fakeFetch : real.fetch
    },
    respond(id, answer) {
      waiting.get(id)?.(answer)
      waiting.delete(id)
    },
  }
})
