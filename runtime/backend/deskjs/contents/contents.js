// webContents, after Electron: what a window shows, with what passes between it and the app by channels.

const { validateString } = require('internal/validators')
const { Page, connect } = require('internal/deskjs/contents/page')

// How much may be on its way to a page on one channel, which answers for each message that it has had.
const maxUnanswered = 10_000

const windows = new Map() // id of the window -> WebContents

// WebContents is what a window shows: one document after another, each with its preload script.
class WebContents extends Page {
  #listeners = new Map() // channel -> { document, deliver, unanswered, warned }
  #documents = new Set() // those that are open

  #ipc

  /** What only this window sends. */
  get ipc() {
    const { IpcMain } = require('internal/ipc')
    return this.#ipc ??= new IpcMain()
  }

  send(channel, ...args) { this.#deliver(channel, args, []) }

  postMessage(channel, message, transfer = []) { this.#deliver(channel, [message], transfer) }

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
    known.deliver(args, require('internal/ipc/port').lend(ports)).then(done, done)
  }

  static open(contents, document) { contents.#documents.add(document) }

  static listen(contents, document, channel, deliver) { contents.#listeners.set(channel, { document, deliver, unanswered: 0, warned: false }) }

  static quiet(contents, document, channel) {
    if (contents.#listeners.get(channel)?.document === document) contents.#listeners.delete(channel)
  }

  static close(contents, document) {
    contents.#documents.delete(document)
    for (const [channel, known] of contents.#listeners) if (known.document === document) contents.#listeners.delete(channel)
  }
}

/** The contents of the window with that id. */
function contentsOf(id) {
  let contents = windows.get(id)
  if (contents === undefined) windows.set(id, contents = new WebContents(id))
  return contents
}

connect((id) => windows.get(id), (id) => { windows.delete(id) })

const webContents = {
  getAllWebContents: () => [...windows.values()],
  getFocusedWebContents: () => require('deskjs').BrowserWindow.getFocusedWindow()?.webContents ?? null,
  fromId: (id) => windows.get(id),
}

module.exports = { WebContents, contentsOf, webContents }
