// Says which names of Electron's are there: of main's own module by asking it, of preload scripts' by asking theirs. main is given sections,
// the names of internal modules, and the source of the module of preload scripts.

// What a lowercase export has instances of.
const classOf = { webContents: 'WebContents', session: 'Session', nativeImage: 'NativeImage', webFrameMain: 'WebFrameMain' }

function attempt(make) {
  try {
    return make()
  } catch {
    return undefined
  }
}

// preloadModule runs the preload scripts' module, far from any page.
function preloadModule(source) {
  const names = ['ipcRenderer', 'contextBridge', 'webFrame', 'webUtils', 'crashReporter', 'nativeImage', 'clipboard', 'shell']
  const body = source.replace(/^import .*$/gmu, '').replace(/^export /gmu, '')
  const document = new EventTarget()
  class MutationObserver {
    observe() {}
  }
  const world = { document, CustomEvent, EventTarget, MutationObserver, MessageChannel, navigator: {}, location: {} }
  Object.assign(globalThis, world)
  globalThis.window = globalThis
  globalThis.__deskjs = { process: {}, preload() {}, key: '' }
  const call = () => async () => {}
  const result = names.map((name) => `get ${name}() { return typeof ${name} === 'undefined' ? undefined : ${name} }`)
  return new Function('call', 'callNow', 'stream', 'emit', 'on', `${body}\nreturn { ${result.join(', ')} }`)(call, () => {}, call, () => {}, () => {})
}

exports.main = (text) => {
  const { sections, modules, preload } = JSON.parse(text)
  const electron = require('electron')
  const renderer = attempt(() => preloadModule(preload)) ?? {}
  const classes = new Map()
  for (const name of modules) {
    const exported = attempt(() => require(name)) ?? {}
    for (const value of Object.values(Object.getOwnPropertyDescriptors(exported)).map((property) => property.value ?? attempt(() => property.get()))) {
      if (typeof value === 'function' && value.prototype !== undefined && value.name !== '') classes.set(value.name, value)
    }
  }
  require('internal/deskjs/electron/process') // as it is in an app that was written for Electron
  // What has no name of its own.
  const objects = { CommandLine: electron.app.commandLine, Dock: require('internal/deskjs/application/desktop').dock }
  const found = {}
  for (const { name, members } of sections) {
    const value = name === 'process' ? process : objects[name] ?? attempt(() => electron[name]) ?? renderer[name]
    const made = typeof value === 'function' ? value : classes.get(classOf[name] ?? name)
    const places = [value, made?.prototype, made].filter((place) => place !== undefined && place !== null)
    found[name] = {
      there: places.length > 0,
      members: members.filter((member) => {
        const key = member.replace(/^static /u, '').replace(/\(\)$/u, '')
        return places.some((place) => key in place)
      }),
    }
  }
  console.log(JSON.stringify(found))
}
