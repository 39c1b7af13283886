// ipcMain and webContents, after Electron. What a page asks of a channel comes to receive; what it is sent goes by the function that
// its ipcRenderer lent for the channel.

const EventEmitter = require('events')
const { validateFunction, validateString } = require('internal/validators')
const { MessageChannelMain, MessagePortMain, lend, borrow } = require('internal/ipc/port')
const { WebContents, contentsOf: contentsOfWindow, webContents } = require('internal/deskjs/contents')
const { run } = require('internal/deskjs/contents/page')

const documents = new Map() // number of the document -> the WebContents that it is in

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

function contentsOf({ document, window }) {
  let contents = documents.get(document)
  if (contents !== undefined) return contents
  contents = contentsOfWindow(window)
  documents.set(document, contents)
  WebContents.open(contents, document)
  return contents
}

const eventOf = (from, sender, more) => ({ sender, senderId: sender.id, senderFrame: sender.mainFrame, processId: sender.mainFrame.processId, frameId: sender.mainFrame.routingId, type: 'frame', ...more, reply: (channel, ...args) => sender.send(channel, ...args) })

// messageOf is what is left of an error where Electron's own text is expected.
const messageOf = (error) => (error instanceof Error ? `${error.name}: ${error.message}` : String(error))

// What webFrame of a preload script asks for; see bridge/client/webframe.js.
const frameChannel = 'deskjs:webFrame'
const frameWishes = {
  __proto__: null,
  executeJavaScript: (contents, code) => run(contents, code),
  getZoomFactor: (contents) => contents.getZoomFactor(),
  setZoomFactor(contents, factor) { contents.setZoomFactor(factor) },
  getZoomLevel: (contents) => contents.getZoomLevel(),
  setZoomLevel(contents, level) { contents.setZoomLevel(level) },
}

function frameAsked(contents, [what, value]) {
  if (frameWishes[what] === undefined) throw new TypeError(`webFrame can't ${what}`)
  return frameWishes[what](contents, value)
}

// receive takes what a document asks of a channel; from is { document, window, origin }.
function receive(from, channel, form, args) {
  const sender = contentsOf(from)
  if (channel === frameChannel) return frameAsked(sender, args)
  switch (form) {
    case 'invoke':
      return invoke(from, sender, channel, args)
    case 'send':
      emit(sender, channel, eventOf(from, sender, { ports: [] }), args)
      return undefined
    case 'sync':
      return answer(from, sender, channel, args)
    case 'post': {
      const [message, links] = args
      if (!Array.isArray(links) || !links.every((link) => typeof link === 'function')) throw new TypeError('A message has a list of ports.')
      emit(sender, channel, eventOf(from, sender, { ports: borrow(links) }), [message])
      return undefined
    }
    case 'listen':
      validateFunction(args[0], 'listener')
      WebContents.listen(sender, from.document, channel, args[0])
      return undefined
    case 'quiet':
      WebContents.quiet(sender, from.document, channel)
      return undefined
  }
  throw new TypeError(`A channel can't be asked to ${form}`)
}

function emit(sender, channel, event, args) {
  const heard = sender.ipc.emit(channel, event, ...args)
  return ipcMain.emit(channel, event, ...args) || heard
}

async function invoke(from, sender, channel, args) {
  const handler = IpcMain.take(sender.ipc, channel) ?? IpcMain.take(ipcMain, channel)
  try {
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`)
    return await handler(eventOf(from, sender), ...args)
  } catch (error) {
    // Electron's text, which apps take apart; the error itself goes along, with its code.
    const told = new Error(`Error invoking remote method '${channel}': ${messageOf(error)}`, { cause: error })
    if (error?.code !== undefined) told.code = error.code
    throw told
  }
}

// answer waits for event.returnValue of sendSync. The first that is set counts.
function answer(from, sender, channel, args) {
  return new Promise((resolve, reject) => {
    let value
    const event = eventOf(from, sender, { ports: [] })
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

function closed(document) {
  const contents = documents.get(document)
  if (contents === undefined) return
  documents.delete(document)
  WebContents.close(contents, document)
}

if (binding.bridge) binding.bridge.connect({ receive, closed })

module.exports = { IpcMain, ipcMain, MessageChannelMain, MessagePortMain, webContents }
