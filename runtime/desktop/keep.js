// Carries what a person has done in a page over to its next load, when an update is applied: where it is scrolled to, what is typed and chosen
// in its fields, which element has the keyboard. It runs in the relay's world. As there, what is used of the document is taken from
// prototypes: an element with the name "value" or "id" takes the place of a property.
(options) => {
  'use strict'
  const maxElements = 20000, maxEntries = 2000, maxText = 1 << 18, maxAll = 1 << 20, patience = 5000
  const { querySelector, querySelectorAll } = Document.prototype
  const { getAttribute } = Element.prototype
  const getter = (prototype, name) => { const { get } = Object.getOwnPropertyDescriptor(prototype, name); return (element) => get.call(element) }
  const setter = (prototype, name) => { const { set } = Object.getOwnPropertyDescriptor(prototype, name); return (element, value) => set.call(element, value) }
  const parentOf = getter(Node.prototype, 'parentElement')
  const before = getter(Element.prototype, 'previousElementSibling')
  const tagOf = getter(Element.prototype, 'localName')
  const top = getter(Element.prototype, 'scrollTop'), left = getter(Element.prototype, 'scrollLeft')
  const setTop = setter(Element.prototype, 'scrollTop'), setLeft = setter(Element.prototype, 'scrollLeft')
  const prototypes = { input: HTMLInputElement.prototype, textarea: HTMLTextAreaElement.prototype, select: HTMLSelectElement.prototype }
  const listen = EventTarget.prototype.addEventListener, unlisten = EventTarget.prototype.removeEventListener, dispatch = EventTarget.prototype.dispatchEvent

  // A selector that leads to the element, from the nearest one with an id.
  function address(element) {
    const steps = []
    for (let at = element; at !== null && at instanceof Element; at = parentOf(at)) {
      const id = getAttribute.call(at, 'id')
      if (id && querySelectorAll.call(document, '#' + CSS.escape(id)).length === 1) return ['#' + CSS.escape(id), ...steps].join('>')
      let place = 1
      for (let sibling = before(at); sibling !== null; sibling = before(sibling)) if (tagOf(sibling) === tagOf(at)) place++
      steps.unshift(`${CSS.escape(tagOf(at))}:nth-of-type(${place})`)
    }
    return steps.join('>')
  }

  const typed = /^(|text|search|url|tel|email|number|range|color|date|time|month|week|datetime-local)$/
  const secret = /(^|\s)(cc-\S*|one-time-code|current-password|new-password)(\s|$)/i

  // What a field holds, undefined for what is not kept: passwords, files, numbers of cards.
  function valueOf(element) {
    const tag = tagOf(element)
    if (secret.test(getAttribute.call(element, 'autocomplete') ?? '')) return undefined
    if (tag === 'select') return { chosen: Array.from(getter(prototypes.select, 'selectedOptions')(element), (option) => getter(HTMLOptionElement.prototype, 'value')(option)) }
    if (tag === 'textarea') return { text: getter(prototypes.textarea, 'value')(element) }
    const type = getter(prototypes.input, 'type')(element)
    if (type === 'checkbox' || type === 'radio') return { checked: getter(prototypes.input, 'checked')(element) }
    return typed.test(type) ? { text: getter(prototypes.input, 'value')(element) } : undefined
  }

  function capture() {
    const entries = []
    let size = 0
    const add = (entry) => {
      size += JSON.stringify(entry).length
      if (size <= maxAll && entries.length < maxEntries) entries.push(entry)
    }
    for (const element of Array.from(querySelectorAll.call(document, '*')).slice(0, maxElements)) {
      if (top(element) !== 0 || left(element) !== 0) add({ at: address(element), top: top(element), left: left(element) })
    }
    for (const element of querySelectorAll.call(document, 'input,textarea,select')) {
      const value = valueOf(element)
      if (value !== undefined && !(value.text?.length > maxText)) add({ at: address(element), ...value })
    }
    const focused = getter(Document.prototype, 'activeElement')(document)
    if (focused instanceof Element && tagOf(focused) !== 'body') {
      const entry = { at: address(focused), focus: true }
      const prototype = prototypes[tagOf(focused)]
      if (prototype !== undefined && tagOf(focused) !== 'select') {
        entry.from = getter(prototype, 'selectionStart')(focused)
        entry.to = getter(prototype, 'selectionEnd')(focused)
      }
      add(entry)
    }
    // The webview scrolls by itself too, where it thinks that the page was, and later than this.
    const scrolls = history.scrollRestoration
    history.scrollRestoration = 'manual'
    webkit.messageHandlers.deskjs.postMessage(options.message + JSON.stringify({ url: location.href, scrolls, entries })).catch(() => {})
  }

  const changed = (element) => {
    dispatch.call(element, new InputEvent('input', { bubbles: true }))
    dispatch.call(element, new Event('change', { bubbles: true }))
  }

  // Brings one entry back, and returns whether that is done with.
  function bring(entry) {
    let element
    try {
      element = querySelector.call(document, entry.at)
    } catch {
      return true
    }
    if (element === null) return false
    const tag = tagOf(element)
    if (entry.top !== undefined) {
      setTop(element, entry.top)
      setLeft(element, entry.left)
      return Math.abs(top(element) - entry.top) < 2 && Math.abs(left(element) - entry.left) < 2 // it may still be too short
    }
    if (entry.focus) {
      if (entry.from !== undefined && entry.from !== null && prototypes[tag] !== undefined) {
        try {
          prototypes[tag].setSelectionRange.call(element, entry.from, entry.to)
        } catch {} // of another type than it was
      }
      HTMLElement.prototype.focus.call(element, { preventScroll: true })
      return true
    }
    const now = prototypes[tag] === undefined ? undefined : valueOf(element)
    if (now === undefined) return true
    if (entry.text !== undefined && now.text !== undefined && now.text !== entry.text) {
      setter(prototypes[tag], 'value')(element, entry.text)
      changed(element)
    } else if (entry.checked !== undefined && now.checked !== undefined && now.checked !== entry.checked) {
      setter(prototypes.input, 'checked')(element, entry.checked)
      changed(element)
    } else if (entry.chosen !== undefined && now.chosen !== undefined && JSON.stringify(now.chosen) !== JSON.stringify(entry.chosen)) {
      for (const option of querySelectorAll.call(document, entry.at + ' option')) {
        setter(HTMLOptionElement.prototype, 'selected')(option, entry.chosen.includes(getter(HTMLOptionElement.prototype, 'value')(option)))
      }
      changed(element)
    }
    return true
  }

  function restore({ url, scrolls, entries }) {
    if (scrolls === 'auto') listen.call(globalThis, 'load', () => setTimeout(() => { history.scrollRestoration = 'auto' }, 100))
    if (url !== location.href) return
    const scrolled = entries.filter((entry) => entry.top !== undefined)
    let waiting = false, stopped = false
    const scroll = () => {
      if (!stopped) for (const entry of scrolled) bring(entry)
    }
    const attempt = () => {
      waiting = false
      if (stopped) return
      const before = entries.length
      entries = entries.filter((entry) => entry.top !== undefined || !bring(entry))
      entries = entries.filter((entry) => entry.top === undefined || !bring(entry))
      // Fields change sizes, and the one that gets the keyboard is scrolled to, some frames later.
      if (entries.length < before) for (const wait of [50, 150, 300]) setTimeout(scroll, wait)
    }
    const soon = () => {
      if (!waiting && !stopped && entries.length > 0) {
        waiting = true
        setTimeout(attempt, 20)
      }
    }
    const observer = new MutationObserver(soon)
    // Whoever does something now wants no more moved.
    const interrupts = (event) => { if (event.isTrusted) stop() }
    const kinds = ['keydown', 'pointerdown', 'wheel', 'touchstart']
    const stop = () => {
      stopped = true
      observer.disconnect()
      for (const kind of kinds) unlisten.call(document, kind, interrupts, true)
    }
    for (const kind of kinds) listen.call(document, kind, interrupts, true)
    observer.observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ['style', 'class', 'hidden'] })
    listen.call(globalThis, 'load', () => {
      attempt()
      scroll() // what has come since may have moved it
      setTimeout(stop, patience)
    })
    if (getter(Document.prototype, 'readyState')(document) === 'loading') listen.call(document, 'DOMContentLoaded', attempt)
    else attempt()
  }

  if (options.restore === undefined) capture()
  else restore(options.restore)
}
