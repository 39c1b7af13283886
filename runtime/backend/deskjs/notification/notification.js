// Notification, after Electron's.

const EventEmitter = require('events')
const { randomUUID } = require('crypto')
const native = require('internal/deskjs/native')
const { DesktopEvent } = require('internal/deskjs/event')
const { encode, imageOf } = require('internal/deskjs/nativeimage')
const { validateObject, validateString, validateBoolean, validateOneOf, validateArray } = require('internal/validators')

const shown = new Map() // key -> Notification, as long as the system has it
let last = 0
let listening = false

const text = (value, name) => validateString(value, name)
const oneOf = (...values) => (value, name) => validateOneOf(value, name, values)

function actions(value, name) {
  validateArray(value, name)
  for (const [index, action] of value.entries()) {
    validateObject(action, `${name}[${index}]`)
    validateOneOf(action.type, `${name}[${index}].type`, ['button', 'selection'])
    if (action.text !== undefined) validateString(action.text, `${name}[${index}].text`)
  }
}

// Each property's check and what it is without an option.
const properties = {
  title: [text, ''],
  subtitle: [text, ''],
  body: [text, ''],
  silent: [validateBoolean, false],
  hasReply: [validateBoolean, false],
  replyPlaceholder: [text, ''],
  sound: [text, ''],
  urgency: [oneOf('', 'normal', 'critical', 'low'), ''],
  timeoutType: [oneOf('default', 'never'), 'default'],
  closeButtonText: [text, ''],
  toastXml: [text, ''],
  actions: [actions, []],
}

function listen() {
  if (listening) return
  listening = true
  native.on('notification.event', ({ key, type, index, text, reason }) => {
    const notification = shown.get(key)
    if (notification === undefined) return
    if (type === 'close' || type === 'failed') shown.delete(key)
    switch (type) {
      case 'close': return notification.emit('close', new DesktopEvent(reason === undefined ? {} : { reason }))
      case 'reply': return notification.emit('reply', new DesktopEvent({ reply: text ?? '' }), text ?? '')
      case 'action': return notification.emit('action', new DesktopEvent({ actionIndex: index, selectionIndex: -1 }), index, -1)
      case 'failed': return notification.emit('failed', new DesktopEvent(), text)
      case 'click': return notification.emit('click', new DesktopEvent())
      case 'show': return notification.emit('show', new DesktopEvent())
    }
  })
}

class Notification extends EventEmitter {
  #key = 0 // of what is shown; each time it is another
  #values = {}
  #icon
  #id = ''
  #groupId = ''

  constructor(options = {}) {
    super()
    validateObject(options, 'options')
    const { id = '', groupId = '' } = options
    validateString(id, 'options.id')
    validateString(groupId, 'options.groupId')
    this.#id = id === '' ? randomUUID() : id
    this.#groupId = groupId
    for (const [name, [check, otherwise]] of Object.entries(properties)) {
      const value = options[name] ?? otherwise
      check(value, 'options.' + name)
      this.#values[name] = value
    }
    this.#icon = imageOf(options.icon, 'options.icon')
  }

  static {
    for (const [name, [check]] of Object.entries(properties)) {
      Object.defineProperty(this.prototype, name, {
        get() { return this.#values[name] },
        set(value) {
          check(value, name)
          this.#values[name] = value
        },
        enumerable: true, configurable: true,
      })
    }
  }

  get id() { return this.#id }
  get groupId() { return this.#groupId }

  static isSupported() { return native.there && native.call('notification.supported') }

  show() {
    listen()
    this.close()
    this.#key = ++last
    shown.set(this.#key, this)
    if (process.platform === 'win32' && this.toastXml !== '') {
      process.nextTick(() => this.emit('failed', new DesktopEvent(), 'toastXml is not supported: notifications are balloons of the notification area'))
      return
    }
    const icon = encode(this.#icon, 'icon', 2)
    native.post('notification.show', { ...this.#values, key: this.#key, id: this.id, groupId: this.groupId }, icon.length === 0 ? undefined : icon)
  }

  close() {
    if (shown.has(this.#key)) native.post('notification.close', this.#key)
  }
}

module.exports = { Notification }
