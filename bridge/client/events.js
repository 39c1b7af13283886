// The page's side of events.

const { console } = globalThis

// As many events, and characters of them, are on their way to a backend that hasn't taken them, and so many more wait here.
const maxAhead = 1024
const maxTextAhead = 1 << 20
const maxWaiting = 10_000

const maxName = 200

/**
 * Makes the page's side. `port` has write(value), which returns { text, parts }, post(id, name, written), which sends an event and returns a
 * promise if it travels later, nextId(), and listen(kind, id, name).
 */
export function createEvents(port) {
  const listeners = new Map() // name -> array of { listener, once }; replaced, never changed
  const asked = new Map() // id of a listen record -> name
  const ahead = [] // { id, size } of what isn't taken yet
  let size = 0 // of those
  let waiting = [] // { name, written }: there is no room for them
  let busy = false // one travels later: the others stay behind it
  let room // { promise, resolve } of nothing waiting
  let dropped = false

  function check(name) {
    if (typeof name !== 'string' || name === '' || name.length > maxName || name.includes(' ') || name.includes('\n')) {
      throw new TypeError('The name of an event is a word of at most ' + maxName + ' bytes.')
    }
  }

  function add(name, listener, once) {
    check(name)
    if (typeof listener !== 'function') throw new TypeError('The listener of ' + name + ' is not a function.')
    const entry = { listener, once }
    const before = listeners.get(name)
    listeners.set(name, before === undefined ? [entry] : [...before, entry])
    if (before === undefined) {
      const id = port.nextId()
      asked.set(id, name)
      port.listen('listen', id, name)
    }
    return () => remove(name, entry)
  }

  function remove(name, entry) {
    const before = listeners.get(name)
    if (before === undefined || !before.includes(entry)) return
    const rest = before.filter((other) => other !== entry)
    if (rest.length > 0) {
      listeners.set(name, rest)
      return
    }
    listeners.delete(name)
    for (const [id, other] of asked) if (other === name) asked.delete(id)
    port.listen('unlisten', 0, name)
  }

  // hear calls the listeners of an event. What one throws is its own.
  function hear(name, value) {
    for (const entry of listeners.get(name) || []) {
      if (entry.once) remove(name, entry)
      try {
        entry.listener.call(undefined, value)
      } catch (error) {
        Promise.reject(error)
      }
    }
  }

  const free = () => ahead.length === 0 || ahead.length < maxAhead && size < maxTextAhead

  function emit(name, value) {
    check(name)
    const written = port.write(value)
    if (!busy && waiting.length === 0 && free()) {
      send(name, written)
      return Promise.resolve()
    }
    if (waiting.length >= maxWaiting) {
      waiting.shift()
      if (!dropped) console.warn('The backend does not take events as fast as this page emits them, and too many wait: the oldest are dropped. ' +
        '`await emit(...)` emits as fast as the backend listens.')
      dropped = true
    }
    waiting.push({ name, written })
    if (room === undefined) {
      room = {}
      room.promise = new Promise((resolve) => { room.resolve = resolve })
    }
    return room.promise
  }

  function send(name, written) {
    const id = port.nextId()
    const length = written.text.length
    ahead.push({ id, size: length })
    size += length
    const later = port.post(id, name, written)
    if (later === undefined) return
    busy = true
    const after = () => {
      busy = false
      go()
    }
    later.then(after, (error) => {
      refused(id, error)
      after()
    })
  }

  // go sends what waits, as far as there is room.
  function go() {
    let sent = 0
    while (!busy && sent < waiting.length && free()) send(waiting[sent].name, waiting[sent++].written)
    if (sent > 0) waiting = waiting.slice(sent)
    if (waiting.length > 0 || room === undefined || busy) return
    const { resolve } = room
    room = undefined
    resolve()
  }

  // took takes the news that the backend has taken what was sent up to an id.
  function took(id) {
    let count = 0
    while (count < ahead.length && ahead[count].id <= id) size -= ahead[count++].size
    ahead.splice(0, count)
    go()
  }

  // refused takes the news that the host let an event, or a listener, not pass. It reports whether that was one.
  function refused(id, error) {
    const at = ahead.findIndex((event) => event.id === id)
    if (at < 0 && !asked.delete(id)) return false
    if (at >= 0) {
      size -= ahead[at].size
      ahead.splice(at, 1)
      go()
    }
    console.error(error)
    return true
  }

  // gone: what was on its way to a backend that is gone is lost.
  function gone() {
    ahead.length = size = 0
    go()
  }

  return { add, emit, hear, took, refused, gone, expectant: () => listeners.size > 0 || ahead.length > 0 }
}
