// What the system's settings say, after Electron's systemPreferences. Most of it is of one system: the host of another says so.

const EventEmitter = require('events')
const native = require('internal/deskjs/native')
const { DesktopEvent } = require('internal/deskjs/event')
const { state } = require('internal/deskjs/theme')
const { validateBoolean, validateFunction, validateInteger, validateObject, validateOneOf, validateString } = require('internal/validators')

const types = ['string', 'boolean', 'integer', 'float', 'double', 'url', 'array', 'dictionary']
const media = ['microphone', 'camera', 'screen']

let lastSubscription = 0
const subscriptions = new Map() // id -> callback

let listening = false

function listen() {
  if (listening) return
  listening = true
  native.on('preferences.notification', ({ id, event, userInfo, object }) => subscriptions.get(id)?.(event, userInfo, object))
}

class SystemPreferences extends EventEmitter {
  constructor() {
    super()
    this.once('newListener', () => {
      let { accent } = state()
      native.on('theme.updated', (now) => {
        if (now.accent === accent) return
        accent = now.accent
        this.emit('accent-color-changed', new DesktopEvent(), accent)
      })
      native.on('preferences.color-changed', () => this.emit('color-changed', new DesktopEvent()))
      native.call('preferences.watch')
    })
  }

  getAccentColor() { return state().accent }

  getAnimationSettings() {
    const { reducedMotion, remote } = state()
    return {
      shouldRenderRichAnimation: !reducedMotion && !remote,
      scrollAnimationsEnabledBySystem: !reducedMotion,
      prefersReducedMotion: reducedMotion,
    }
  }

  getColor(color) {
    validateString(color, 'color')
    return native.call('preferences.getColor', color)
  }

  getSystemColor(color) {
    validateString(color, 'color')
    return native.call('preferences.getSystemColor', color)
  }

  getEffectiveAppearance() { return native.call('preferences.getEffectiveAppearance') }

  get effectiveAppearance() { return this.getEffectiveAppearance() }

  get accessibilityDisplayShouldReduceTransparency() { return state().reducedTransparency }

  getMediaAccessStatus(mediaType) {
    validateOneOf(mediaType, 'mediaType', media)
    return native.call('preferences.getMediaAccessStatus', mediaType)
  }

  async askForMediaAccess(mediaType) {
    validateOneOf(mediaType, 'mediaType', ['microphone', 'camera'])
    return native.ask('preferences.askForMediaAccess', mediaType)
  }

  canPromptTouchID() { return native.call('preferences.canPromptTouchID') }

  async promptTouchID(reason) {
    validateString(reason, 'reason')
    await native.ask('preferences.promptTouchID', reason)
  }

  isAeroGlassEnabled() { return native.call('preferences.isAeroGlassEnabled') }

  isTrustedAccessibilityClient(prompt) {
    validateBoolean(prompt, 'prompt')
    return native.call('preferences.isTrustedAccessibilityClient', prompt)
  }

  isSwipeTrackingFromScrollEventsEnabled() { return native.call('preferences.isSwipeTrackingFromScrollEventsEnabled') }

  registerDefaults(defaults) {
    validateObject(defaults, 'defaults')
    native.call('preferences.registerDefaults', defaults)
  }

  getUserDefault(key, type) {
    validateString(key, 'key')
    validateOneOf(type, 'type', types)
    return native.call('preferences.getUserDefault', { key, type })
  }

  setUserDefault(key, type, value) {
    validateString(key, 'key')
    validateOneOf(type, 'type', types)
    native.call('preferences.setUserDefault', { key, type, value })
  }

  removeUserDefault(key) {
    validateString(key, 'key')
    native.call('preferences.removeUserDefault', key)
  }
}

// Three centres of macOS's notifications have the same three methods.
for (const [center, name] of [['distributed', 'Notification'], ['local', 'LocalNotification'], ['workspace', 'WorkspaceNotification']]) {
  Object.assign(SystemPreferences.prototype, {
    [`post${name}`](event, userInfo, deliverImmediately = false) {
      validateString(event, 'event')
      validateObject(userInfo, 'userInfo')
      native.call('preferences.post', { center, event, userInfo, deliverImmediately })
    },

    [`subscribe${name}`](event, callback) {
      if (event !== null) validateString(event, 'event')
      validateFunction(callback, 'callback')
      const id = ++lastSubscription
      native.call('preferences.subscribe', { center, event: event ?? '', id })
      listen()
      subscriptions.set(id, callback)
      return id
    },

    [`unsubscribe${name}`](id) {
      validateInteger(id, 'id')
      subscriptions.delete(id)
      native.call('preferences.unsubscribe', id)
    },
  })
}

module.exports = { systemPreferences: new SystemPreferences() }
