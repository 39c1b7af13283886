// crashReporter, after Electron: reports stay on the machine, as JSON.

const { validateObject, validateString } = require('internal/validators')
const native = require('internal/deskjs/native')

const parameters = new Map()
let started = false

function noUpload(what) {
  const error = new Error(`${what} is not supported: crash reports stay on the machine, in app.getPath('crashDumps'). crashReporter.getReports() returns them, for the app to send`)
  error.code = 'ERR_NOT_SUPPORTED'
  return error
}

function strings(object, name) {
  if (object === undefined) return {}
  validateObject(object, name)
  for (const [key, value] of Object.entries(object)) validateString(value, `${name}.${key}`)
  return object
}

const crashReporter = {
  start(options = {}) {
    validateObject(options, 'options')
    const { productName, companyName, submitURL, uploadToServer = false, extra, globalExtra } = options
    for (const [key, value] of Object.entries({ productName, companyName, submitURL })) if (value !== undefined) validateString(value, `options.${key}`)
    if (uploadToServer) throw noUpload('crashReporter.start with uploadToServer')
    const all = { ...strings(globalExtra, 'options.globalExtra'), ...strings(extra, 'options.extra') }
    for (const [key, value] of Object.entries(all)) parameters.set(key, value)
    const folder = binding.mayWrite(require('deskjs').app.getPath('crashDumps'))
    native.call('crash.start', { folder, productName, companyName, extra: Object.fromEntries(parameters) })
    started = true
  },

  getReports: () => native.call('crash.reports').map((report) => ({ ...report, date: new Date(report.date) })),

  getLastCrashReport() {
    const [last] = crashReporter.getReports()
    return last === undefined ? null : { date: last.date, id: last.id }
  },

  getUploadedReports: () => [],

  getUploadToServer: () => false,

  setUploadToServer(upload) { if (upload) throw noUpload('crashReporter.setUploadToServer') },

  getCrashesDirectory: () => require('deskjs').app.getPath('crashDumps'),

  addExtraParameter(key, value) {
    validateString(key, 'key')
    validateString(value, 'value')
    parameters.set(key, value)
    if (started) native.call('crash.parameter', { key, value })
  },

  removeExtraParameter(key) {
    validateString(key, 'key')
    parameters.delete(key)
    if (started) native.call('crash.parameter', { key })
  },

  getParameters: () => Object.fromEntries(parameters),
}

module.exports = { crashReporter }
