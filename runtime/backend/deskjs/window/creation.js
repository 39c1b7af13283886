// What BrowserWindow's constructor asks of the host, from the options that it was given.

const { codes: { ERR_INVALID_ARG_VALUE, ERR_INVALID_ARG_TYPE } } = require('internal/errors')
const { validateNumber, validateObject, validateOneOf, validateString, validateStringArray } = require('internal/validators')
const places = require('internal/deskjs/places')

const flags = ['resizable', 'movable', 'minimizable', 'maximizable', 'closable', 'focusable', 'fullscreenable', 'show', 'frame', 'hasShadow',
  'hiddenInMissionControl', 'thickFrame', 'roundedCorners']
const offByDefault = ['center', 'alwaysOnTop', 'skipTaskbar', 'darkTheme', 'acceptFirstMouse', 'fullscreen', 'kiosk', 'simpleFullscreen', 'transparent', 'modal']
const sizes = ['minWidth', 'minHeight', 'maxWidth', 'maxHeight']
const texts = ['backgroundColor', 'type', 'vibrancy', 'visualEffectState', 'backgroundMaterial', 'titleBarStyle']

// Options that Electron heeds on a system, and the system's webview or windows here don't: who uses one hears of it, once.
const drawn = 'the page draws the buttons of a window without a title bar, and calls minimize(), maximize() and close()'
const unheard = {
  darwin: {
    disableAutoHideCursor: 'WebKit hides the pointer while somebody types, and asks nobody',
    enableLargerThanScreen: 'macOS keeps windows within the screen',
    zoomToPageWidth: 'a zoomed window fills the screen',
    titleBarOverlay: 'pages of WebKit can\'t ask where the window\'s buttons are',
  },
  win32: { titleBarOverlay: drawn },
  linux: { titleBarOverlay: drawn },
}
const warned = new Set()

/** A length of Electron's, which is whole. */
function integer(value, name) {
  validateNumber(value, name)
  if (!Number.isFinite(value)) throw new ERR_INVALID_ARG_VALUE(name, value, 'must be a finite number')
  return Math.round(value)
}

/** What is left of an object when what is undefined is left out. */
const given = (object) => Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined))

/** Where and how large: { x, y, width, height }, as far as it is known. */
function rectangle(value, name, all = true) {
  validateObject(value, name)
  const result = {}
  for (const key of ['x', 'y', 'width', 'height']) {
    if (value[key] !== undefined || all) result[key] = integer(value[key], `${name}.${key}`)
  }
  return result
}

function persistence(value) {
  if (value === undefined || value === false) return undefined
  if (value === true) return { bounds: true, displayMode: true }
  validateObject(value, 'options.windowStatePersistence')
  const { bounds = true, displayMode = true } = value
  return { bounds: Boolean(bounds), displayMode: Boolean(displayMode) }
}

/** The options of a window, checked, as the host takes them. */
function creation(options) {
  const result = {}
  const { title = require('deskjs').app.name, width = 800, height = 600, name, parent, webPreferences = {} } = options
  validateString(title, 'options.title')
  if (name !== undefined) validateString(name, 'options.name')
  Object.assign(result, { title, name, width: integer(width, 'options.width'), height: integer(height, 'options.height') })
  for (const key of flags) if (options[key] !== undefined) result[key] = Boolean(options[key])
  for (const key of offByDefault) if (options[key]) result[key] = true
  for (const key of sizes) if (options[key] !== undefined) result[key] = Math.max(0, integer(options[key], `options.${key}`))
  for (const key of texts) {
    if (options[key] === undefined || options[key] === null) continue
    validateString(options[key], `options.${key}`)
    result[key] = options[key]
  }
  if (result.titleBarStyle === 'default') delete result.titleBarStyle
  if (options.backgroundMaterial !== undefined) validateOneOf(options.backgroundMaterial, 'options.backgroundMaterial', ['auto', 'none', 'mica', 'acrylic', 'tabbed'])
  if (options.opacity !== undefined) {
    validateNumber(options.opacity, 'options.opacity')
    result.opacity = options.opacity
  }
  if (options.x !== undefined && options.y !== undefined) {
    result.x = integer(options.x, 'options.x')
    result.y = integer(options.y, 'options.y')
  } else {
    result.center = true
  }
  result.outerSize = !options.useContentSize
  result.windowStatePersistence = persistence(options.windowStatePersistence)
  if (result.windowStatePersistence !== undefined && !name) {
    process.emitWarning('A window\'s state is kept by its name: windowStatePersistence does nothing without the option name.', { code: 'DESKJS_WINDOW_NAME' })
    delete result.windowStatePersistence
  }
  if (parent !== undefined && parent !== null) {
    if (typeof parent.id !== 'number' || parent.isDestroyed?.() !== false) throw new ERR_INVALID_ARG_TYPE('options.parent', 'BrowserWindow', parent)
    result.parent = parent.id
  } else {
    delete result.modal // there is nothing to keep from being used
  }
  if (options.tabbingIdentifier !== undefined) {
    validateString(options.tabbingIdentifier, 'options.tabbingIdentifier')
    result.tabbingIdentifier = options.tabbingIdentifier
  }
  if (typeof options.accentColor === 'string') result.accentColor = options.accentColor
  for (const [key, why] of Object.entries(unheard[process.platform] ?? {})) {
    if (options[key] && !warned.has(key)) {
      warned.add(key)
      process.emitWarning(`The option ${key} of BrowserWindow does nothing: ${why}.`, { code: 'DESKJS_NOT_SUPPORTED' })
    }
  }
  if (options.trafficLightPosition) {
    const { x, y } = options.trafficLightPosition
    result.trafficLightPosition = { x: integer(x, 'options.trafficLightPosition.x'), y: integer(y, 'options.trafficLightPosition.y') }
  }
  return { ...given(result), ...page(webPreferences) }
}

/** What a page may use and which session it is in, of webPreferences. */
function page(webPreferences) {
  validateObject(webPreferences, 'options.webPreferences')
  const { additionalArguments } = webPreferences
  if (additionalArguments !== undefined) validateStringArray(additionalArguments, 'options.webPreferences.additionalArguments')
  return given({ arguments: additionalArguments, preload: places.preloadOf(webPreferences.preload), capabilities: webPreferences.capabilities,
    partition: webPreferences.session?.partition ?? webPreferences.partition })
}

module.exports = { creation, integer, page, rectangle }
