// ipcMain and webContents, after Electron. What a page asks of a channel comes to receive; what it is sent goes by the function that
// its ipcRenderer lent for the channel.

const EventEmitter = require('events')
const { validateFunction, validateString } = require('internal/validators')
const { MessageChannelMain, MessagePortMain, lend, borrow } = require('internal/ipc/port')

// How much may be on its way to a page on one channel, which answers for each message that it has had.
const maxUnanswered = 10_000

const pages = new Map() // number of the document -> WebContents

class IpcMain extends EventEmitter {
  #handlers = new Map()

  handle(channel, listener) { this.#add(channel, listener, false) }

  handleOnce(channel, listener) { this.#add(channel, listener, true) }

  removeHandler(channel) { this.#handlers.delete(channel) }

  #add(channel, listener, once) {
    validateString(channel, 'channel')
    validateFunction(listener, 'listener')
    if (this.#handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    this.#handlers.set(channel, { listener, once })
  }

  // take returns the handler of a channel, which is used up if it is for once.
  static take(main, channel) {
    const known = main.#handlers.get(channel)
    if (known === undefined) return undefined
    if (known.once) main.#handlers.delete(channel)
    return known.listener
  }
}

const ipcMain = new IpcMain()

// WebContents is a page, or the preload script of a window, until its document is gone.
class WebContents extends EventEmitter {
  #listeners = new Map() // channel -> { deliver, unanswered, warned }
  #gone = false

  constructor(id) {
    super()
    this.id = id
    this.ipc = new IpcMain()
  }

  send(channel, ...args) { this.#deliver(channel, args, []) }

  postMessage(channel, message, transfer = []) { this.#deliver(channel, [message], transfer) }

  isDestroyed() { return this.#gone }

  #deliver(channel, args, ports) {
    validateString(channel, 'channel')
    const known = this.#listeners.get(channel)
    if (known === undefined) return // nobody listens
    if (known.unanswered >= maxUnanswered) {
      if (!known.warned) process.emitWarning(`A page does not keep up with the channel '${channel}': messages to it are dropped.`, 'IpcWarning')
      known.warned = true
      return
    }
    known.unanswered++
    const done = () => { known.unanswered-- }
    known.deliver(args, lend(ports)).then(done, done)
  }

  static listen(contents, channel, deliver) { contents.#listeners.set(channel, { deliver, unanswered: 0, warned: false }) }

  static quiet(contents, channel) { contents.#listeners.delete(channel) }

  static close(contents) {
    contents.#gone = true
    contents.#listeners.clear()
    contents.emit('destroyed')
  }
}

function contentsOf(view) {
  let contents = pages.get(view)
  if (contents === undefined) pages.set(view, contents = new WebContents(view))
  return contents
}

const eventOf = (sender, more) => ({ sender, senderId: sender.id, frameId: 1, processId: 1, type: 'frame', ...more, reply: (channel, ...args) => sender.send(channel, ...args) })

// messageOf is what is left of an error where Electron's own text is expected.
const messageOf = (error) => (error instanceof Error ? `${error.name}: ${error.message}` : String(error))

function receive(view, channel, form, args) {
  const sender = contentsOf(view)
  switch (form) {
    case 'invoke':
      return invoke(sender, channel, args)
    case 'send':
      emit(sender, channel, eventOf(sender, { ports: [] }), args)
      return undefined
    case 'sync':
      return answer(sender, channel, args)
    case 'post': {
      const [message, links] = args
      if (!Array.isArray(links) || !links.every((link) => typeof link === 'function')) throw new TypeError('A message has a list of ports.')
      emit(sender, channel, eventOf(sender, { ports: borrow(links) }), [message])
      return undefined
    }
    case 'listen':
      validateFunction(args[0], 'listener')
      WebContents.listen(sender, channel, args[0])
      return undefined
    case 'quiet':
      WebContents.quiet(sender, channel)
      return undefined
  }
  throw new TypeError(`A channel can't be asked to ${form}`)
}

function emit(sender, channel, event, args) {
  const heard = sender.ipc.emit(channel, event, ...args)
  return ipcMain.emit(channel, event, ...args) || heard
}

async function invoke(sender, channel, args) {
  const handler = IpcMain.take(sender.ipc, channel) ?? IpcMain.take(ipcMain, channel)
  try {
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`)
    return await handler(eventOf(sender), ...args)
  } catch (error) {
    // Electron's text, which apps take apart; the error itself goes along, with its code.
    const told = new Error(`Error invoking remote method '${channel}': ${messageOf(error)}`, { cause: error })
    if (error?.code !== undefined) told.code = error.code
    throw told
  }
}

// answer waits for event.returnValue of sendSync. The first that is set counts.
function answer(sender, channel, args) {
  return new Promise((resolve, reject) => {
    let value
    const event = eventOf(sender, { ports: [] })
    Object.defineProperty(event, 'returnValue', {
      enumerable: true, configurable: true,
      get: () => value,
      set(given) {
        value = given
        resolve(given)
      },
    })
    try {
      if (emit(sender, channel, event, args)) return
      process.emitWarning(`A page called sendSync() on the channel '${channel}', which has no listeners.`, 'IpcWarning')
      resolve(undefined)
    } catch (error) {
      reject(error)
      throw error
    }
  })
}

function closed(view) {
  const contents = pages.get(view)
  if (contents === undefined) return
  pages.delete(view)
  WebContents.close(contents)
}

if (binding.bridge) binding.bridge.connect({ receive, closed })

const webContents = {
  /** The pages that have used a channel. */
  getAllWebContents: () => [...pages.values()],
  fromId: (id) => pages.get(id),
}

module.exports = { ipcMain, MessageChannelMain, MessagePortMain, webContents }
