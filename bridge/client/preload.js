// The module "electron" as a preload script has it: contextBridge here, ipcRenderer from ipc.js.

import { joinWorlds } from './world.js'

let waiting = null // what was exposed before the page's end was there
const page = joinWorlds('deskjs:to-page', 'deskjs:to-preload', {
  __proto__: null,
  begun() {
    const exposed = waiting ?? []
    waiting = null
    for (let i = 0; i < exposed.length; i++) {
      try {
        page.send('expose', exposed[i])
      } catch (error) {
        console.error(error)
      }
    }
  },
})

if (!page.tell('begun')) waiting = []

/** Electron's contextBridge. */
export const contextBridge = Object.freeze({
  exposeInMainWorld(key, api) {
    if (typeof key !== 'string') throw new TypeError('The key of an API is a string, and this is ' + typeof key + '.')
    if (waiting === null) page.send('expose', { key, api })
    else waiting.push({ key, api })
  },
})
