// What the dispatcher does in JavaScript, because promise jobs must be: see the note in engine/language.go.
(function (native, createPeer) {
  'use strict'
  const { apply } = Reflect
  const { isArray } = Array
  const { asyncIterator } = Symbol
  const { then } = Promise.prototype
  const { settle, follow } = native
  const ignore = () => {}

  // How many arguments a function takes; an array with holes may claim to have four thousand million.
  const maxArguments = 10_000

  function invoke(target, args, view, id) {
    let result
    try {
      if (!isArray(args) || args.length > maxArguments) throw new TypeError('The arguments of a call are an array of at most ' + maxArguments)
      result = apply(target, undefined, args)
    } catch (error) {
      return settle(view, id, 'error', error)
    }
    if (result !== null && typeof result === 'object' && typeof result.then === 'function') {
      if (!follow(view, id, result)) result.then(
        (value) => { settle(view, id, 'result', value) },
        (error) => { settle(view, id, 'error', error) })
    } else {
      settle(view, id, 'result', result)
    }
  }

  let channels // what the module "deskjs" does with channels, once it is used

  // channel asks ipcMain; see bridge/client/ipc.js for the other end.
  function channel(name, args, view, id, window, origin) {
    invoke((form, ...rest) => {
      const known = decodeURIComponent(name)
      if (channels === undefined) throw new Error(`No handler registered for '${known}'`)
      return channels.receive({ document: view, window, origin }, known, form, rest)
    }, args, view, id)
  }

  // closed tells of a page that is gone.
  function closed(view) {
    channels?.closed(view)
  }

  // bridge is what the module "deskjs" has of this.
  const bridge = {
    connect(receiver) { channels = receiver },
  }

  // discard ends a stream that nobody will read, because the page is gone.
  function discard(value) {
    if (value === null || typeof value !== 'object') return
    let done
    if (typeof value.cancel === 'function') done = value.cancel()
    else if (typeof value[asyncIterator] === 'function') done = value[asyncIterator]().return?.()
    if (typeof done?.then === 'function') done.then(ignore, ignore)
  }

  // connect makes this side's end for a document.
  function connect(view, first, references) {
    return createPeer({
      first,
      references,
      send(kind, id, rest) { native.send(view, kind, id, rest) },
      post(kind, id, before, value, root) { native.post(view, kind, id, before, value, root) },
      item(id, value) { return native.item(view, id, value) },
      fail(id, error) { settle(view, id, 'error', error) },
      pause() { return new Promise(native.later) },
      // failure adds where the backend called to the stack of an error of the page's, after the function's stand-in.
      async failure(error, site) {
        if (!(error instanceof Error)) return error
        const frames = native.stack(site).split('\n').slice(2)
        if (frames.length === 0) return error
        const stack = (error.stack || `${error.name}: ${error.message}`) + '\n    --- called from the backend ---\n' + frames.join('\n')
        Reflect.defineProperty(error, 'stack', { value: stack, writable: true, configurable: true })
        return error
      },
      context: native.context,
      enter(context, f) { context === undefined ? f() : native.enter(context, f) },
      leave(context) {
        if (context !== undefined) native.abort(context, new DOMException('The stream is not read any more.', 'AbortError'))
      },
      get AbortController() { return globalThis.AbortController },
      get AbortSignal() { return globalThis.AbortSignal },
      get ReadableStream() { return globalThis.ReadableStream },
    })
  }

  return { invoke, channel, closed, discard, connect, bridge }
})
