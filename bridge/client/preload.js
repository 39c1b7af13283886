// The module "electron" as a preload script has it: contextBridge and webUtils here, ipcRenderer from ipc.js.

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

const { File: GivenFile, __deskjs: ownRelay } = globalThis

/** Electron's webUtils. */
export const webUtils = Object.freeze({
  getPathForFile(file) {
    if (!(file instanceof GivenFile)) throw Object.assign(new TypeError('getPathForFile takes a File.'), { code: 'ERR_INVALID_ARG_TYPE' })
    if (ownRelay?.files === undefined) throw Object.assign(new Error('The paths of files are not known here: webUtils.getPathForFile works on Linux only, as yet.'), { code: 'ERR_NOT_SUPPORTED' })
    return ownRelay.files.pathOf(file)
  },
})
