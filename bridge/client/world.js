// Two script worlds of one page: the page's own, and the isolated one of the preload script. They share the document and no
// object. What passes between them are events whose detail the webview clones, dispatched and answered at once, so
// that a function of the other world returns like any other. The same code runs in both.

// What is used is taken before any script of the page runs; see relay.js.
const { document: sharedDocument, CustomEvent: WorldEvent, EventTarget: Targets, MutationObserver: Observer } = globalThis
const { File: OwnFile, FormData: OwnForm, FormDataEvent: FormEvent } = globalThis
const dispatchHere = Targets.prototype.dispatchEvent.bind(sharedDocument)
const listenHere = Targets.prototype.addEventListener.bind(sharedDocument)
const { isArray: isList } = Array
const { getPrototypeOf, keys: ownKeys, defineProperty: defineOwn, hasOwn: isOwn } = Object
const plainPrototype = Object.prototype
const OwnPromise = Promise
const chain = Promise.prototype.then
const apply = Reflect.apply

const answerSuffix = ':answer'
const fileSuffix = ':file'

// As deep as Electron's contextBridge goes.
const deepest = 1000

/**
 * Joins this world to another one. `outgoing` and `incoming` name the events; the other world has them the other way round.
 * `handlers` has a function for each further kind of message, which gets what was sent, unpacked, and returns the answer.
 */
export function joinWorlds(outgoing, incoming, handlers) {
  const lent = new Map() // number -> the function or promise that the other world has a proxy of
  const numbers = new WeakMap() // the same, the other way round
  const promises = new Map() // number -> { promise, resolve, reject } of the other world's promises
  const proxies = new Map() // number -> WeakRef of the proxy of the other world's function
  const files = new Map() // number -> a File that the next message has
  let lastNumber = 0
  let answer

  const collected = new FinalizationRegistry((number) => {
    if (proxies.get(number)?.deref() !== undefined) return // the same function came again
    proxies.delete(number)
    post({ kind: 'release', number })
  })

  // post sends a message and returns its answer; there is none if nobody listens.
  function post(message) {
    const outer = answer
    answer = undefined
    try {
      dispatchHere(new WorldEvent(outgoing, { detail: message }))
      return answer
    } finally {
      answer = outer
    }
  }

  function lend(value) {
    let number = numbers.get(value)
    if (number === undefined) {
      number = ++lastNumber
      numbers.set(value, number)
    }
    lent.set(number, value)
    return number
  }

  // settle tells the other world what has become of a promise that it has.
  function settle(number, promise) {
    const tell = (ok) => (value) => {
      lent.delete(number)
      numbers.delete(promise)
      let packed
      try {
        packed = pack(value)
      } catch (error) {
        ok = false
        packed = pack(error)
      }
      if (post({ kind: 'settled', number, ok, ...packed })?.failed === 'clone') post({ kind: 'settled', number, ok: false, ...pack(notCloned()) })
    }
    apply(chain, promise, [tell(true), tell(false)])
  }

  // pack copies a value for the other world. Functions and promises stay here, files go by themselves: `places` says where in the copy they belong.
  function pack(value) {
    const places = []
    const copies = new Map()
    const copy = (value, path) => {
      if (typeof value === 'function') {
        places.push({ path, kind: 'function', number: lend(value) })
        return null
      }
      if (typeof value === 'symbol') throw notCloned()
      if (value === null || typeof value !== 'object') return value
      if (OwnFile !== undefined && value instanceof OwnFile) {
        // A clone would be another file, of which nobody knows where it is. A form has the file itself.
        const form = new OwnForm()
        form.append(String(++lastNumber), value)
        dispatchHere(new FormEvent(outgoing + fileSuffix, { formData: form }))
        places.push({ path, kind: 'file', number: lastNumber })
        return null
      }
      if (value instanceof OwnPromise) {
        const known = numbers.has(value)
        const number = lend(value)
        if (!known) settle(number, value)
        places.push({ path, kind: 'promise', number })
        return null
      }
      if (path.length > deepest) throw new TypeError('A value is nested more than ' + deepest + ' deep and can\'t be sent over the contextBridge.')
      const seen = copies.get(value)
      if (seen !== undefined) return seen
      const list = isList(value)
      if (!list && !isRecord(value)) return value
      const made = list ? [] : {}
      copies.set(value, made)
      if (list) made.length = value.length
      const names = ownKeys(value)
      for (let i = 0; i < names.length; i++) put(made, names[i], copy(value[names[i]], [...path, names[i]]))
      return made
    }
    return { value: copy(value, []), places }
  }

  // unpack puts proxies where functions and promises belong. What came is this world's own; a page can also send what pack never made, and
  // name a place that all objects of this world share.
  function unpack({ value, places }) {
    for (let i = 0; i < places.length; i++) {
      const { path, kind, number } = places[i]
      const proxy = kind === 'function' ? functionOf(number) : kind === 'file' ? fileOf(number) : promiseOf(number)
      if (path.length === 0) return proxy
      let holder = value
      for (let k = 0; k < path.length - 1; k++) {
        if (!isOwn(holder, path[k])) throw notCloned()
        holder = holder[path[k]]
      }
      put(holder, path[path.length - 1], proxy)
    }
    return value
  }

  function fileOf(number) {
    const file = files.get(number)
    files.delete(number)
    return file
  }

  function functionOf(number) {
    const known = proxies.get(number)?.deref()
    if (known !== undefined) return known
    const proxy = (...args) => {
      const packed = pack(args)
      return result(post({ kind: 'call', number, ...packed }))
    }
    proxies.set(number, new WeakRef(proxy))
    collected.register(proxy, number)
    return proxy
  }

  function promiseOf(number) {
    let waiting = promises.get(number)
    if (waiting === undefined) {
      waiting = {}
      waiting.promise = new OwnPromise((resolve, reject) => { Object.assign(waiting, { resolve, reject }) })
      promises.set(number, waiting)
    }
    return waiting.promise
  }

  // result is what the other world answered: a value, or an error to throw.
  function result(answer) {
    if (answer === undefined) throw new Error('The other side of the contextBridge is gone.')
    if (answer === null || answer.failed === 'clone') throw notCloned()
    const value = unpack(answer)
    if (answer.failed) throw value
    return value
  }

  const own = {
    __proto__: null,
    ...handlers,
    call({ number, value, places }) {
      const target = lent.get(number)
      if (typeof target !== 'function') throw new Error('This function of the contextBridge is gone.')
      return apply(target, undefined, unpack({ value, places }))
    },
    settled({ number, ok, value, places }) {
      const waiting = promises.get(number)
      promises.delete(number)
      if (waiting !== undefined) waiting[ok ? 'resolve' : 'reject'](unpack({ value, places }))
    },
    release({ number }) {
      const value = lent.get(number)
      if (typeof value !== 'function') return
      lent.delete(number)
      numbers.delete(value)
    },
  }

  const onMessage = (event) => {
    const message = event.detail
    let reply
    try {
      if (message === null) reply = { failed: 'clone', value: null, places: [] } // the webview could not clone it
      else {
        const handle = own[message.kind]
        if (handle === undefined) return
        reply = pack(handle(message, unpack))
      }
    } catch (error) {
      reply = { failed: 'error', ...pack(sendable(error)) }
    }
    dispatchHere(new WorldEvent(outgoing + answerSuffix, { detail: reply }))
  }
  // Null is an answer that the webview could not clone.
  const onAnswer = (event) => { answer = event.detail }
  const onFile = (event) => event.formData.forEach((file, number) => files.set(Number(number), file))
  // document.open takes all listeners away.
  const listen = () => {
    listenHere(incoming, onMessage)
    listenHere(incoming + answerSuffix, onAnswer)
    listenHere(incoming + fileSuffix, onFile)
  }
  listen()
  new Observer(listen).observe(sharedDocument, { childList: true })

  return {
    /** Sends a message to one of the other world's handlers and returns what that returned, or throws what it threw. */
    send: (kind, value) => result(post({ kind, ...pack(value) })),
    /** Sends a message without a value, and says whether the other world has begun and has a handler of it. */
    tell: (kind) => post({ kind, value: null, places: [] }) !== undefined,
  }
}

// isRecord tells objects that are copied property by property from those that the webview clones.
function isRecord(value) {
  const prototype = getPrototypeOf(value)
  if (prototype === null || prototype === plainPrototype) return true
  // An instance of a class of the page's own has no form of its own either: its properties are all that can be copied.
  return apply(plainPrototype.toString, value, []) === '[object Object]'
}

function put(object, key, value) {
  defineOwn(object, key, { value, writable: true, enumerable: true, configurable: true })
}

function notCloned() {
  return new DOMException('An object could not be cloned.', 'DataCloneError')
}

// sendable returns an error that can be cloned: a thrown function or symbol can't.
function sendable(error) {
  return typeof error === 'function' || typeof error === 'symbol' ? new Error(String(error)) : error
}
