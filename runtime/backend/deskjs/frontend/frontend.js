// What a page may ask of the desktop, by the names of package grant. Most is the module's own method; the rest is given a form that crosses.

const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors')
const deskjs = require('deskjs')

const themeProperties = ['shouldUseDarkColors', 'shouldUseHighContrastColors', 'prefersReducedTransparency', 'themeSource']

// The window whose page asks: it can ask for no other.
function current() {
  const window = deskjs.BrowserWindow.fromId(deskjs.getContext().window.id)
  if (window === null) throw new TypeError('Object has been destroyed')
  return window
}

function bytesOf(value, name) {
  if (value instanceof ArrayBuffer) return Buffer.from(value)
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength)
  throw new ERR_INVALID_ARG_TYPE(name, ['ArrayBuffer', 'Uint8Array'], value)
}

const own = {
  'clipboard.readImage'() {
    const image = deskjs.clipboard.readImage()
    return image.isEmpty() ? null : new Uint8Array(image.toPNG())
  },
  'clipboard.writeImage': (bytes) => deskjs.clipboard.writeImage(deskjs.nativeImage.createFromBuffer(bytesOf(bytes, 'image'))),

  'dialog.showOpenDialog': (options = {}) => deskjs.dialog.showOpenDialog(current(), options),
  'dialog.showSaveDialog': (options = {}) => deskjs.dialog.showSaveDialog(current(), options),
  'dialog.showMessageBox': (options) => deskjs.dialog.showMessageBox(current(), options),

  'nativeTheme.getState': () => Object.fromEntries(themeProperties.map((name) => [name, deskjs.nativeTheme[name]])),
  'nativeTheme.setThemeSource'(source) { deskjs.nativeTheme.themeSource = source },

  'Notification.isSupported': () => deskjs.Notification.isSupported(),
  'Notification.show': (options) => new Promise((resolve, reject) => {
    const notification = new deskjs.Notification(options)
    notification.once('show', () => resolve())
    notification.once('failed', (event, error) => reject(new Error(String(error))))
    notification.show()
  }),

  'powerMonitor.isOnBatteryPower': () => deskjs.powerMonitor.isOnBatteryPower(),
}

/** The function of a name of package grant, "clipboard.readText". */
function functionOf(name) {
  if (Object.hasOwn(own, name)) return async (...args) => own[name](...args)
  const [space, method] = name.split('.')
  return async (...args) => {
    const object = space === 'currentWindow' ? current() : deskjs[space]
    return object[method](...args)
  }
}

module.exports = { functionOf }
