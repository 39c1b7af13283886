// The page's end of contextBridge. It runs in the page's own world before the page's scripts, in windows with a preload script.

import { joinWorlds } from './world.js'

const { defineProperty, hasOwn, freeze, getOwnPropertyNames } = Object

const preload = joinWorlds('deskjs:to-preload', 'deskjs:to-page', {
  __proto__: null,
  begun() {},
  expose(message, unpack) {
    const { key, api } = unpack(message)
    if (hasOwn(globalThis, key)) throw new Error('Cannot bind an API on top of an existing property on the window object')
    defineProperty(globalThis, key, { value: frozen(api), enumerable: true, writable: false, configurable: false })
  },
})

// The webview begins with either world.
preload.tell('begun')

// frozen freezes an object and those in it, functions too, so that no script of the page can put its own in their place.
function frozen(value) {
  if (value === null || typeof value !== 'object' && typeof value !== 'function' || ArrayBuffer.isView(value) || Object.isFrozen(value)) return value
  freeze(value)
  const names = getOwnPropertyNames(value)
  for (let i = 0; i < names.length; i++) frozen(value[names[i]])
  return value
}
