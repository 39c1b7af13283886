// dialog, after Electron's.

const native = require('internal/deskjs/native')
const { encode } = require('internal/deskjs/nativeimage')
const {
  validateObject, validateString, validateBoolean, validateOneOf, validateArray, validateStringArray, validateInteger, validateAbortSignal,
} = require('internal/validators')
const { codes: { ERR_INVALID_ARG_VALUE } } = require('internal/errors')

let last = 0

// The window and the options of what was called with one or both. A window is known by its id: what is destroyed is so at the host's, too.
function parse(first, second) {
  const { BaseWindow } = require('internal/deskjs/window')
  if (first instanceof BaseWindow) {
    if (first.isDestroyed()) throw new TypeError('Object has been destroyed')
    return [first.id, second ?? undefined]
  }
  return [0, first ?? second ?? undefined]
}

function checkFilters(filters) {
  validateArray(filters, 'options.filters')
  return filters.map((filter, index) => {
    validateObject(filter, `options.filters[${index}]`)
    const { name = '', extensions } = filter
    validateString(name, `options.filters[${index}].name`)
    validateStringArray(extensions, `options.filters[${index}].extensions`)
    return { name: name === '' ? extensions.map((extension) => '*.' + extension).join(', ') : name, extensions }
  })
}

function fileOptions(first, second) {
  const [window, options = {}] = parse(first, second)
  validateObject(options, 'options')
  const checked = { window, key: ++last }
  for (const name of ['title', 'buttonLabel', 'defaultPath', 'message', 'nameFieldLabel']) {
    const { [name]: value = '' } = options
    validateString(value, 'options.' + name)
    checked[name] = value
  }
  const { showsTagField = true } = options
  validateBoolean(showsTagField, 'options.showsTagField')
  validateStringArray(options.properties ?? [], 'options.properties')
  return { ...checked, showsTagField, properties: options.properties ?? [], filters: checkFilters(options.filters ?? []) }
}

// The user has chosen these: the app may read and write them from now on.
function lend(paths) {
  for (const path of paths) binding.lend(path)
  return paths
}

const cancelWords = ['cancel', 'no']

function messageOptions(first, second) {
  const [window, options = {}] = parse(first, second)
  validateObject(options, 'options')
  let { type = 'none', buttons = [], defaultId = -1, cancelId, noLink = false, textWidth = 0, icon, signal, checkboxChecked = false } = options
  validateOneOf(type, 'options.type', ['none', 'info', 'error', 'question', 'warning'])
  validateStringArray(buttons, 'options.buttons')
  validateInteger(defaultId, 'options.defaultId')
  validateInteger(textWidth, 'options.textWidth')
  validateBoolean(noLink, 'options.noLink')
  if (signal !== undefined) validateAbortSignal(signal, 'options.signal')
  const words = {}
  for (const name of ['message', 'title', 'detail', 'checkboxLabel']) {
    const { [name]: value = '' } = options
    validateString(value, 'options.' + name)
    words[name] = value
  }
  checkboxChecked = Boolean(checkboxChecked)
  if (checkboxChecked && words.checkboxLabel === '') throw new ERR_INVALID_ARG_VALUE('options.checkboxLabel', words.checkboxLabel, 'must be there if checkboxChecked is')
  if (options.normalizeAccessKeys) buttons = buttons.map(accessKey)
  if (cancelId === undefined || cancelId === null) {
    cancelId = buttons.findIndex((button) => cancelWords.includes(button.toLowerCase()))
    if (cancelId === -1) cancelId = defaultId === 0 && buttons.length > 1 ? 1 : 0
  }
  validateInteger(cancelId, 'options.cancelId')
  const picture = encode(icon, 'options.icon', 2)
  return {
    values: { ...words, window, key: ++last, type, buttons, defaultId, cancelId, noLink, textWidth, checkboxChecked },
    bytes: picture.length === 0 ? undefined : picture, signal,
  }
}

// A label with '&' before its key, as the system writes that: '&&' is one '&'.
function accessKey(label) {
  if (process.platform === 'win32') return label
  const plain = process.platform === 'linux' ? label.replaceAll('_', '__') : label
  return plain.replace(/&(&?)/g, (_, second) => second === '&' ? '&' : process.platform === 'linux' ? '_' : '')
}

const dialog = {
  async showOpenDialog(first, second) {
    const filePaths = lend(await native.ask('dialog.open', fileOptions(first, second)))
    return { canceled: filePaths.length === 0, filePaths }
  },

  showOpenDialogSync(first, second) {
    const paths = lend(native.call('dialog.open', fileOptions(first, second)))
    return paths.length === 0 ? undefined : paths
  },

  async showSaveDialog(first, second) {
    const [filePath = ''] = lend(await native.ask('dialog.save', fileOptions(first, second)))
    return { canceled: filePath === '', filePath }
  },

  showSaveDialogSync(first, second) {
    const [path = ''] = lend(native.call('dialog.save', fileOptions(first, second)))
    return path
  },

  async showMessageBox(first, second) {
    const { values, bytes, signal } = messageOptions(first, second)
    if (signal === undefined) return native.ask('dialog.message', values, bytes)
    if (signal.aborted) return { response: values.cancelId, checkboxChecked: values.checkboxChecked }
    const close = () => native.post('dialog.cancel', values.key)
    signal.addEventListener('abort', close)
    try {
      return await native.ask('dialog.message', values, bytes)
    } finally {
      signal.removeEventListener('abort', close)
    }
  },

  showMessageBoxSync(first, second) {
    const { values, bytes } = messageOptions(first, second)
    return native.call('dialog.message', values, bytes).response
  },

  showErrorBox(title, content) {
    validateString(title, 'title')
    validateString(content, 'content')
    if (!native.there) {
      process.stderr.write(`${title}\n${content}\n`)
      return
    }
    native.call('dialog.message', { key: ++last, type: 'error', buttons: [], defaultId: 0, cancelId: 0, title, message: title, detail: content })
  },

  async showCertificateTrustDialog(first, second) {
    const [window, options] = parse(first, second)
    validateObject(options, 'options')
    const { certificate, message = '' } = options
    validateObject(certificate, 'options.certificate')
    validateString(message, 'options.message')
    validateString(certificate.data, 'options.certificate.data')
    const der = binding.der(certificate.data)
    if (der === undefined) throw new ERR_INVALID_ARG_VALUE('options.certificate.data', certificate.data, 'must be a certificate in the form of PEM')
    await native.ask('dialog.certificate', { window, message }, new Uint8Array(der))
  },
}

module.exports = { dialog }
