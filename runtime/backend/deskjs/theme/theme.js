// How things should look, after Electron's nativeTheme. The host knows; each property asks it.

const EventEmitter = require('events')
const native = require('internal/deskjs/native')
const { validateOneOf } = require('internal/validators')

const state = () => native.call('theme.state')

class NativeTheme extends EventEmitter {
  constructor() {
    super()
    this.once('newListener', () => native.on('theme.updated', () => this.emit('updated')))
  }

  get themeSource() { return state().source }

  set themeSource(source) {
    validateOneOf(source, 'themeSource', ['system', 'light', 'dark'])
    native.call('theme.source', source)
  }

  get shouldUseDarkColors() { return state().dark }
  get shouldUseHighContrastColors() { return state().highContrast }
  get shouldUseDarkColorsForSystemIntegratedUI() { return state().darkSystem }
  get shouldUseInvertedColorScheme() { return state().inverted }
  get inForcedColorsMode() { return state().forcedColors }
  get prefersReducedTransparency() { return state().reducedTransparency }
  get shouldDifferentiateWithoutColor() { return state().withoutColor }
}

module.exports = { nativeTheme: new NativeTheme(), state }
