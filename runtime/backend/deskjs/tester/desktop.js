'use strict'

// What the system would do for an app under test: dialogs are answered, notifications and what is opened elsewhere are kept. No window is shown.

const path = require('path')

const quoted = (list) => list.map((each) => JSON.stringify(each)).join(', ')

// kinds are those of dialogs: what was shown, and which fake answers it.
const kinds = {
  open: [({ title }) => `a dialog to open files${title && ' ' + quoted([title])}`, () => "{ open: ['path/of/a/file'] }, or { open: [] } to cancel"],
  save: [({ title }) => `a dialog to save a file${title && ' ' + quoted([title])}`, () => "{ save: 'path/of/a/file' }, or { save: null } to cancel"],
  message: [({ message, buttons }) => `the message ${quoted([message])} with ${buttons.length === 0 ? 'one button' : 'the buttons ' + quoted(buttons)}`,
    ({ buttons }) => `{ message: ${JSON.stringify(buttons[0] ?? 0)} }`],
  error: [({ title, detail }) => `the error ${quoted([title])}: ${detail}`, () => '{ error: true }'],
  certificate: [() => 'a dialog to trust a certificate', () => '{ certificate: true }'],
}

// results make of a test's answer what the host would have; they throw what is wrong with it.
const results = {
  open(answer, { properties }) {
    const paths = answer === null ? [] : typeof answer === 'string' ? [answer] : answer
    if (!Array.isArray(paths) || !paths.every((each) => typeof each === 'string' && each !== '')) throw new Error('it takes a path, or an array of paths')
    if (paths.length > 1 && !properties.includes('multiSelections')) throw new Error('it takes one path, because the app did not ask for "multiSelections"')
    return paths.map((each) => path.resolve(each))
  },
  save(answer) {
    if (answer === null || answer === '') return []
    if (typeof answer !== 'string') throw new Error('it takes a path, or null')
    return [path.resolve(answer)]
  },
  message(answer, { buttons, cancelId, checkboxChecked }) {
    const { response = answer, checkboxChecked: checked = checkboxChecked } = answer ?? { response: cancelId }
    let index = response
    if (typeof response === 'string') {
      index = buttons.indexOf(response)
      // The letter of a label that is its key has a mark before it.
      if (index === -1) index = buttons.findIndex((label) => label.replace(/[_&](.)/g, '$1') === response)
    }
    if (answer !== null && (!Number.isInteger(index) || index < 0 || index >= Math.max(buttons.length, 1))) {
      throw new Error(`there is no such button; it takes ${buttons.length === 0 ? '0' : `${quoted(buttons)} or a number below ${buttons.length}`}`)
    }
    return { response: index, checkboxChecked: Boolean(checked) }
  },
  error: () => null,
  certificate: () => null,
}

// Notification is one that the app has shown.
class Notification {
  #event

  constructor({ key, toastXml, ...values }, event) {
    Object.assign(this, values)
    this.closed = false
    this.#event = (more) => {
      if (this.closed) throw new Error(`the notification ${quoted([this.title])} is closed`)
      return event({ key, ...more })
    }
  }

  async click() { await this.#event({ type: 'click' }) }

  async action(index) {
    if (!(index in this.actions)) throw new Error(`the notification ${quoted([this.title])} has no action ${index}; it has ${this.actions.length}`)
    await this.#event({ type: 'action', index })
  }

  async reply(text) {
    if (!this.hasReply) throw new Error(`the notification ${quoted([this.title])} has no field for a reply`)
    await this.#event({ type: 'reply', text: String(text) })
  }

  async close(reason = 'userCanceled') {
    const told = this.#event({ type: 'close', reason })
    this.closed = true
    await told
  }
}

class Desktop {
  #answers = {}
  #cancels = new Map() // key of a message that is shown -> what cancels it
  #shown = new Map() // key -> Notification
  #emit
  #refuse

  // emit(event, value) tells the backend as the host does; refuse(message) fails the test.
  constructor(emit, refuse) {
    this.#emit = emit
    this.#refuse = refuse
    this.dialogs = []
    this.notifications = []
    this.opened = []
  }

  // dialog takes answers: a kind whose answer is undefined has none again.
  dialog(answers) {
    if (answers === null || typeof answers !== 'object') throw new TypeError("fake.dialog takes an object such as { open: ['path/of/a/file'] }")
    for (const kind of Object.keys(answers)) if (!(kind in kinds)) throw new TypeError(`fake.dialog knows no dialog ${JSON.stringify(kind)}; there are ${Object.keys(kinds).join(', ')}`)
    Object.assign(this.#answers, answers)
  }

  // take does what the backend asks the host for, and gives { value } or { failure }.
  async take(method, value) {
    try {
      return { value: await this.#methods[method](value) ?? null }
    } catch (error) {
      return { failure: String(error?.message ?? error) }
    }
  }

  #methods = {
    'dialog.open': (value) => this.#answer('open', value),
    'dialog.save': (value) => this.#answer('save', value),
    // An error box is a message that can't have a window.
    'dialog.message': (value) => this.#answer(value.window === undefined ? 'error' : 'message', value),
    'dialog.certificate': (value) => this.#answer('certificate', value),
    'dialog.cancel': (key) => this.#cancels.get(key)?.(),
    'notification.supported': () => true,
    'notification.show': (value) => {
      const event = (what) => this.#emit('notification.event', what)
      const notification = new Notification(value, event)
      this.notifications.push(notification)
      this.#shown.set(value.key, notification)
      return event({ key: value.key, type: 'show' })
    },
    'notification.close': async (key) => {
      const notification = this.#shown.get(key)
      if (notification?.closed === false) await notification.close('applicationHidden')
    },
    'shell.openExternal': ({ url }) => { this.opened.push({ by: 'openExternal', url }) },
    'shell.openPath': ({ path }) => { this.opened.push({ by: 'openPath', path }) },
    'shell.showItemInFolder': ({ path }) => { this.opened.push({ by: 'showItemInFolder', path }) },
  }

  async #answer(kind, { key, window, ...options }) {
    this.dialogs.push({ kind, options })
    const [what, fake] = kinds[kind]
    const { [kind]: given } = this.#answers
    const cancelled = new Promise((resolve) => { this.#cancels.set(key, () => resolve(null)) })
    let answer = given
    try {
      if (typeof given === 'function') answer = await Promise.race([given(options), cancelled])
    } finally {
      this.#cancels.delete(key)
    }
    if (answer === undefined) {
      throw this.#refuse(`the app has shown ${what(options)}, and the test ${given === undefined ? 'has no answer' : 'gave a function that returned none'}: before, call app.fake.dialog(${fake(options)})`)
    }
    try {
      return results[kind](answer, options)
    } catch (error) {
      throw this.#refuse(`the app has shown ${what(options)}, which can't be answered by ${JSON.stringify(answer)}: ${error.message}`)
    }
  }
}

module.exports = { Desktop }
