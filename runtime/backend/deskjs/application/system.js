// What the app can know of its machine: languages, processes, graphics.

const { validateBoolean, validateOneOf, validateString } = require('internal/validators')
const native = require('internal/deskjs/native')

function unsupported(what, why) {
  const error = new Error(`${what} is not supported: ${why}`)
  error.code = 'ERR_NOT_SUPPORTED'
  return error
}

// A plain script has no host to ask, and what Intl knows.
function languages() {
  if (native.there) return native.call('app.languages')
  const { locale } = new Intl.DateTimeFormat().resolvedOptions()
  return { preferred: [locale], region: locale }
}

module.exports = {
  getLocale: () => languages().preferred[0],

  getSystemLocale: () => languages().region,

  getPreferredSystemLanguages: () => languages().preferred,

  getLocaleCountryCode: () => /-([A-Z]{2})(?:-|$)/.exec(languages().region)?.[1] ?? '',

  getAppMetrics: () => native.call('app.metrics'),

  async getGPUInfo(infoType) {
    validateOneOf(infoType, 'infoType', ['basic', 'complete'])
    return native.ask('app.gpuInfo')
  },

  getGPUFeatureStatus() { throw unsupported('app.getGPUFeatureStatus', 'the system\'s webview does not tell which features the graphics card does') },

  isAccessibilitySupportEnabled: () => native.call('app.accessibility'),

  setAccessibilitySupportEnabled(enabled) {
    validateBoolean(enabled, 'enabled')
    throw unsupported('app.setAccessibilitySupportEnabled', 'the system\'s webview decides it: its accessibility is on where something asks for it')
  },

  configureHostResolver() { throw unsupported('app.configureHostResolver', 'pages look up names as the system does') },

  isEmojiPanelSupported: () => process.platform === 'win32' || process.platform === 'darwin',

  showEmojiPanel() { native.call('app.emojiPanel') },

  setAppUserModelId(id) {
    validateString(id, 'id')
    native.call('app.setModelID', id)
  },

  isUnityRunning: () => /(^|:)unity/i.test(process.env.XDG_CURRENT_DESKTOP ?? ''),
}
