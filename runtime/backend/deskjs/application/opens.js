// Addresses and files that the app was asked to open: 'open-url' and 'open-file', as on macOS. Elsewhere they come on the command line, of this
// process or of a second one.

const path = require('path')
const native = require('internal/deskjs/native')
const { DesktopEvent, ask } = require('internal/deskjs/event')
const { app } = require('deskjs')

const protocols = new Set()
const extensions = new Set()
const waiting = { 'open-url': [], 'open-file': [] } // what nobody has listened to yet

function tell(name, value) {
  if (app.listenerCount(name) > 0) ask(app, name, undefined, value)
  else waiting[name].push(value)
}

app.on('newListener', (name) => {
  if (!Object.hasOwn(waiting, name) || waiting[name].length === 0) return
  const values = waiting[name].splice(0)
  process.nextTick(() => { for (const value of values) ask(app, name, undefined, value) })
})

// Looks through a command line.
function opened(args, folder) {
  for (const arg of args) {
    const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(arg)?.[1].toLowerCase()
    if (scheme !== undefined && protocols.has(scheme)) {
      tell('open-url', arg)
    } else {
      const file = fileOf(arg, scheme, folder)
      if (file !== undefined) tell('open-file', file)
    }
  }
}

// The file that an argument is, if it is one that the app opens.
function fileOf(arg, scheme, folder) {
  if (arg.startsWith('-')) return undefined
  let file = arg
  if (scheme === 'file') {
    try {
      file = require('url').fileURLToPath(arg)
    } catch {
      return undefined
    }
  }
  const name = path.basename(file).toLowerCase()
  for (const extension of extensions) if (name.endsWith('.' + extension)) return path.resolve(folder, file)
  return undefined
}

module.exports = {
  opened,

  /** Takes what the app says that it opens, and what it was started with. */
  begin({ first, workingDirectory, protocols: schemes, fileAssociations, opened: early = [] }) {
    for (const scheme of schemes ?? []) protocols.add(scheme)
    for (const association of fileAssociations ?? []) for (const extension of association.extensions) extensions.add(extension.toLowerCase())
    native.on('app.open-url', (url) => tell('open-url', url))
    native.on('app.open-file', (file) => tell('open-file', file))
    native.on('app.activate', (hasVisibleWindows) => app.emit('activate', new DesktopEvent(), hasVisibleWindows))
    for (const { event, value } of early) tell(event.slice('app.'.length), value)
    if (first) opened(process.argv.slice(1), workingDirectory)
  },

  /** Adds a scheme that the app has made its own while it runs. */
  add(scheme) { protocols.add(scheme) },
}
