// Electron's ipcRenderer, over the same calls as everything else: a channel is a function "ipc:CHANNEL" of the backend, and what is
// asked of it is the first argument.

import { call, callNow } from 'deskjs:bridge'
import { lendPort, borrowPort } from './port.js'

const { MessageChannel } = globalThis

const listeners = new Map() // channel -> [{ listener, once }]
const functions = new Map() // channel -> the function of the backend
const listening = new Set() // channels that the backend knows a listener of

// channelName writes a channel as the name of a function, which has no white space.
function channelName(channel) {
  if (typeof channel !== 'string' || channel === '') throw new TypeError('A channel is a string that is not empty.')
  return 'ipc:' + channel.replace(/[\s%]/gu, encodeURIComponent)
}

function functionOf(channel) {
  let known = functions.get(channel)
  if (known === undefined) functions.set(channel, known = call(channelName(channel)))
  return known
}

function failed(error) {
  console.error(error)
}

// listen lends the backend a function for what it sends on a channel.
function listen(channel) {
  if (listening.has(channel)) return
  listening.add(channel)
  functionOf(channel)('listen', (args, links) => deliver(channel, args, links)).catch((error) => {
    listening.delete(channel)
    failed(error)
  })
}

function deliver(channel, args, links) {
  const ports = links.map((link) => borrowPort(link, MessageChannel))
  emit(channel, [{ sender: ipcRenderer, senderId: 0, ports }, ...args])
}

function emit(channel, args) {
  const known = listeners.get(channel)
  if (known === undefined) return false
  for (const entry of [...known]) {
    if (entry.once) remove(channel, entry)
    try {
      Reflect.apply(entry.listener, ipcRenderer, args)
    } catch (error) {
      // As of any other event: the others hear it too.
      reportError(error)
    }
  }
  return true
}

function add(channel, listener, { once, first }) {
  if (typeof listener !== 'function') throw new TypeError('A listener is a function.')
  listen(channel)
  const known = listeners.get(channel)
  const entry = { listener, once }
  if (known === undefined) listeners.set(channel, [entry])
  else if (first) known.unshift(entry)
  else known.push(entry)
  return ipcRenderer
}

function remove(channel, entry) {
  const known = listeners.get(channel)
  const index = known === undefined ? -1 : known.indexOf(entry)
  if (index < 0) return
  known.splice(index, 1)
  if (known.length === 0) quiet(channel)
}

// quiet tells the backend that nobody listens any more.
function quiet(channel) {
  listeners.delete(channel)
  if (listening.delete(channel)) functionOf(channel)('quiet').catch(failed)
}

/** Electron's ipcRenderer. */
export const ipcRenderer = {
  invoke: (channel, ...args) => functionOf(channel)('invoke', ...args),

  send(channel, ...args) {
    functionOf(channel)('send', ...args).catch(failed)
  },

  sendSync: (channel, ...args) => callNow(channelName(channel), ['sync', ...args]),

  postMessage(channel, message, transfer = []) {
    functionOf(channel)('post', message, [...transfer].map((port) => lendPort(port, MessageChannel))).catch(failed)
  },

  on: (channel, listener) => add(channel, listener, { once: false, first: false }),
  addListener: (channel, listener) => add(channel, listener, { once: false, first: false }),
  once: (channel, listener) => add(channel, listener, { once: true, first: false }),
  prependListener: (channel, listener) => add(channel, listener, { once: false, first: true }),
  prependOnceListener: (channel, listener) => add(channel, listener, { once: true, first: true }),

  off(channel, listener) {
    const known = listeners.get(channel) ?? []
    for (let i = known.length - 1; i >= 0; i--) {
      if (known[i].listener !== listener) continue
      remove(channel, known[i])
      break
    }
    return ipcRenderer
  },

  removeListener: (channel, listener) => ipcRenderer.off(channel, listener),

  removeAllListeners(channel) {
    const channels = channel === undefined ? [...listeners.keys()] : [channel]
    for (const name of channels) if (listeners.has(name)) quiet(name)
    return ipcRenderer
  },

  emit: (channel, ...args) => emit(channel, args),
  listenerCount: (channel) => listeners.get(channel)?.length ?? 0,
  listeners: (channel) => (listeners.get(channel) ?? []).map(({ listener }) => listener),
  eventNames: () => [...listeners.keys()],
}
