'use strict'

// Locators: how an element is found, as steps that the agent in the page follows each time.

const { parse, numberOf, codeOf, modifierBits } = require('internal/deskjs/test/keys')

function wanted(value, what) {
  if (value instanceof RegExp) return { source: value.source, flags: value.flags.replace(/[gy]/g, '') }
  if (typeof value === 'string') return value
  throw new TypeError(`${what} is a text or a regular expression, not ${value === null ? 'null' : typeof value}`)
}

const shown = (value) => (typeof value === 'object' ? `/${value.source}/${value.flags}` : JSON.stringify(value))

// finders make a step each; they are methods of locators and of windows.
const finders = {
  locator(selector) {
    if (typeof selector !== 'string') throw new TypeError('locator takes a CSS selector')
    return { by: 'css', value: selector, said: `locator(${JSON.stringify(selector)})` }
  },
  getByRole(role, options = {}) {
    if (typeof role !== 'string') throw new TypeError('getByRole takes a role such as "button"')
    const known = ['name', 'exact', 'level', 'checked', 'disabled', 'expanded', 'pressed', 'selected', 'hidden']
    for (const key of Object.keys(options)) if (!known.includes(key)) throw new TypeError(`getByRole has no option ${JSON.stringify(key)}; there are ${known.join(', ')}`)
    const step = { by: 'role', role, ...options }
    if (options.name !== undefined) step.name = wanted(options.name, 'name')
    const more = Object.keys(options).map((key) => `${key}: ${key === 'name' ? shown(step.name) : options[key]}`)
    return { ...step, said: `getByRole(${JSON.stringify(role)}${more.length === 0 ? '' : `, { ${more.join(', ')} }`})` }
  },
  getByText: (text, { exact = false } = {}) => ({ by: 'text', value: wanted(text, 'the text'), exact, said: `getByText(${shown(wanted(text, 'the text'))})` }),
  getByLabel: (text, { exact = false } = {}) => ({ by: 'label', value: wanted(text, 'the label'), exact, said: `getByLabel(${shown(wanted(text, 'the label'))})` }),
  getByPlaceholder: (text, { exact = false } = {}) => ({ by: 'placeholder', value: wanted(text, 'the text'), exact, said: `getByPlaceholder(${shown(wanted(text, 'the text'))})` }),
  getByTitle: (text, { exact = false } = {}) => ({ by: 'title', value: wanted(text, 'the title'), exact, said: `getByTitle(${shown(wanted(text, 'the title'))})` }),
  getByAltText: (text, { exact = false } = {}) => ({ by: 'alt', value: wanted(text, 'the text'), exact, said: `getByAltText(${shown(wanted(text, 'the text'))})` }),
  getByTestId: (id) => ({ by: 'testid', attribute: 'data-testid', value: wanted(id, 'the id'), said: `getByTestId(${shown(wanted(id, 'the id'))})` }),
}

const bits = (names) => names.reduce((sum, name) => sum | modifierBits[name], 0)
const flags = (names) => ({ shiftKey: names.includes('Shift'), ctrlKey: names.includes('Control'), altKey: names.includes('Alt'), metaKey: names.includes('Meta') })
const buttons = { left: 1, middle: 2, right: 3 }

class Locator {
  constructor(window, steps) {
    this.window = window
    this.steps = steps
  }

  toString() { return this.steps.map(({ said }) => said).join('.') || 'page' }

  #then(step) { return new Locator(this.window, [...this.steps, step]) }
  static add(locator, step) { return locator.#then(step) }

  nth(index) { return this.#then({ by: 'nth', index, said: `nth(${index})` }) }
  first() { return this.#then({ by: 'nth', index: 0, said: 'first()' }) }
  last() { return this.#then({ by: 'nth', index: -1, said: 'last()' }) }
  or(other) { return this.#then({ by: 'or', steps: other.steps, said: `or(${other})` }) }

  filter({ hasText, hasNotText, has, visible } = {}) {
    const step = { by: 'filter', said: 'filter()' }
    if (hasText !== undefined) step.text = wanted(hasText, 'hasText')
    if (hasNotText !== undefined) step.notText = wanted(hasNotText, 'hasNotText')
    if (has !== undefined) step.has = has.steps
    if (visible !== undefined) step.visible = visible
    if (step.text !== undefined) step.said = `filter({ hasText: ${shown(step.text)} })`
    return this.#then(step)
  }

  #run(name, options, does, timeout) { return this.window.run(name, { steps: this.steps, ...options }, { what: `${this}.${does}()`, timeout }) }

  async #pointer(does, { button = 'left', count = 1, modifiers = [], position, force = false, timeout } = {}) {
    if (buttons[button] === undefined) throw new TypeError(`there is no button ${JSON.stringify(button)}; there are left, middle and right`)
    const kind = does === 'hover' ? 'hover' : 'click'
    const { at } = await this.#run('ready', { position, needs: force ? [] : kind === 'hover' ? ['shown', 'still', 'open'] : undefined }, does, timeout)
    const { window } = this
    const more = { ...at, modifiers: bits(modifiers) }
    if (await window.input({ type: 'move', ...more })) {
      if (kind === 'hover') return
      const number = buttons[button]
      const before = await this.#seen('mouseup')
      for (let i = 0; i < count; i++) {
        await window.input({ type: 'down', button: number, ...more })
        await window.input({ type: 'up', button: number, held: 1 << (number - 1), ...more })
      }
      await this.#arrived('mouseup', before + count)
      return
    }
    await window.run('pointer', { at, kind, count, button: buttons[button] - 1, modifiers: flags(modifiers) })
  }

  async #seen(type) { return (await this.window.run('seen', {})).value[type] }

  // #arrived waits until the page has had its input; a page that is left, or a window that is closed by it, never tells.
  async #arrived(type, count) { await this.window.run('arrived', { type, count }, { timeout: 1000, each: 200 }).catch(() => {}) }

  click(options) { return this.#pointer('click', options) }
  dblclick(options) { return this.#pointer('dblclick', { ...options, count: 2 }) }
  hover(options) { return this.#pointer('hover', options) }

  async check(options) { if (!(await this.isChecked())) await this.click(options) }
  async uncheck(options) { if (await this.isChecked()) await this.click(options) }

  async focus({ timeout } = {}) { await this.#run('focus', {}, 'focus', timeout) }

  // type presses the keys of a text, behind what is there.
  async type(text, { timeout } = {}) {
    await this.#run('ready', { needs: ['shown', 'enabled', 'editable'] }, 'type', timeout)
    await this.#run('caret', {}, 'type', timeout)
    await this.characters(text)
  }

  async characters(text) {
    const before = await this.#seen('keyup')
    let count = 0
    for (const character of String(text)) {
      await this.#key([], character === '\n' ? 'Enter' : character === '\t' ? 'Tab' : character)
      count++
    }
    await this.#arrived('keyup', before + count)
  }

  async press(combination, { timeout } = {}) {
    parse(combination) // before anything happens
    await this.#run('focus', {}, 'press', timeout)
    await this.keys(combination)
  }

  async keys(combination) {
    const { modifiers, key } = parse(combination)
    const before = await this.#seen('keyup')
    await this.#key(modifiers, key)
    await this.#arrived('keyup', before + 1 + modifiers.length)
  }

  async #key(modifiers, key) {
    const { window } = this
    const held = []
    for (const modifier of modifiers) {
      if (!(await window.input({ type: 'keydown', key: numberOf(modifier), modifiers: bits(held) }))) break
      held.push(modifier)
    }
    const real = held.length === modifiers.length && await window.input({ type: 'keydown', key: numberOf(key), modifiers: bits(modifiers) })
    if (real) await window.input({ type: 'keyup', key: numberOf(key), modifiers: bits(modifiers) })
    else await window.run('key', { key, code: codeOf(key), text: [...key].length === 1 ? key : undefined, modifiers: flags(modifiers) })
    while (held.length > 0) {
      const modifier = held.pop()
      await window.input({ type: 'keyup', key: numberOf(modifier), modifiers: bits([...held, modifier]) })
    }
  }

  // fill replaces what is written in a field, at once.
  async fill(value, { timeout } = {}) { await this.#run('fill', { value: String(value) }, 'fill', timeout) }
  async clear(options) { await this.fill('', options) }

  async selectOption(values, { timeout } = {}) {
    return (await this.#run('select', { values: (Array.isArray(values) ? values : [values]).map(String) }, 'selectOption', timeout)).value
  }

  // setInputFiles gives files to an <input type=file>: paths, or { name, type, content }.
  async setInputFiles(files, { timeout } = {}) {
    const list = (Array.isArray(files) ? files : [files]).map((file) => {
      if (typeof file === 'string') return { name: require('path').basename(file), type: '', bytes: require('fs').readFileSync(file).toString('base64') }
      const { name, type = '', content = '' } = file
      return { name, type, bytes: Buffer.from(content).toString('base64') }
    })
    await this.#run('upload', { files: list }, 'setInputFiles', timeout)
  }

  // dragTo drags this element onto another: with the pointer, or by HTML's drag events if it is draggable.
  async dragTo(target, { timeout } = {}) {
    const { window } = this
    const from = await this.#run('ready', { needs: ['shown', 'still', 'open'] }, 'dragTo', timeout)
    if (from.draggable) {
      await this.#run('drop', { target: target.steps }, 'dragTo', timeout)
      return
    }
    const to = await target.#run('ready', { needs: ['shown', 'still'] }, 'dragTo', timeout)
    if (!(await window.input({ type: 'move', ...from.at }))) {
      await window.run('drag', { from: from.at, to: to.at })
      return
    }
    const before = await this.#seen('mouseup')
    await window.input({ type: 'down', button: 1, ...from.at })
    const parts = 5
    for (let i = 1; i <= parts; i++) {
      await window.input({ type: 'move', held: 1, x: from.at.x + (to.at.x - from.at.x) * i / parts, y: from.at.y + (to.at.y - from.at.y) * i / parts })
    }
    await window.input({ type: 'up', button: 1, held: 1, ...to.at })
    await this.#arrived('mouseup', before + 1)
  }

  async scrollIntoView({ timeout } = {}) { await this.#run('ready', { needs: ['still'] }, 'scrollIntoView', timeout) }

  // waitFor waits for a state: 'visible', 'hidden', 'attached' or 'detached'.
  async waitFor({ state = 'visible', timeout = require('internal/deskjs/test/app').patience } = {}) {
    const { now, wait, TestError } = require('internal/deskjs/test/app')
    const tests = { visible: (s) => s.count > 0 && s.shown, hidden: (s) => s.count === 0 || !s.shown, attached: (s) => s.count > 0, detached: (s) => s.count === 0 }
    if (tests[state] === undefined) throw new TypeError(`there is no state ${JSON.stringify(state)}; there are ${Object.keys(tests).join(', ')}`)
    const limit = now() + timeout
    for (;;) {
      const found = await this.state()
      if (tests[state](found)) return
      if (now() > limit) throw new TestError(`${this}.waitFor(): not ${state} within ${timeout} ms; there ${found.count === 1 ? 'is 1' : 'are ' + found.count}`)
      await wait(30)
    }
  }

  // state is what the page says of the first that is found.
  async state(names = []) { return (await this.window.run('state', { steps: this.steps, names })).value }

  async #one(does, timeout) {
    await this.waitFor({ state: 'attached', timeout })
    void does
    return this.state()
  }

  async count() { return (await this.window.run('count', { steps: this.steps })).value }
  async allTextContents() { return (await this.window.run('texts', { steps: this.steps })).value }
  async all() { return Array.from({ length: await this.count() }, (_, i) => this.nth(i)) }
  async textContent() { return (await this.#one('textContent')).text }
  async innerHTML() { return (await this.#one('innerHTML')).html }
  async inputValue() { return (await this.#one('inputValue')).value }
  async getAttribute(name) { return (await this.#one('getAttribute')).attributes[name] ?? null }
  async boundingBox() { return (await this.#one('boundingBox')).box }
  async isVisible() { return (await this.state()).shown === true }
  async isHidden() { return !(await this.isVisible()) }
  async isEnabled() { return (await this.#one('isEnabled')).enabled }
  async isDisabled() { return !(await this.isEnabled()) }
  async isChecked() { return (await this.#one('isChecked')).checked }
}

for (const [name, make] of Object.entries(finders)) {
  Object.defineProperty(Locator.prototype, name, { configurable: true, writable: true, value(...args) { return Locator.add(this, make(...args)) } })
}

module.exports = { Locator, finders }
