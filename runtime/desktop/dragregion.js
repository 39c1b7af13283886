// What a page without the system's title bar says to its window: `-webkit-app-region: drag` (or `app-region`) in its styles is where people
// drag the window, `no-drag` takes parts out of that, and a double click there maximises it. Chromium knows the property. Elsewhere the
// style sheets are read again, and a property of the page's own is put beside it: --deskjs-app-region, which is also understood as it is,
// as is the attribute data-app-region. Runs in the relay's world, before the page's own scripts.
(options) => {
  const property = '--deskjs-app-region'
  const post = (what) => { webkit.messageHandlers.deskjs.postMessage('frame\n' + what).catch(() => {}) }
  const native = CSS.supports('-webkit-app-region', 'drag') || CSS.supports('app-region', 'drag')
  const dragDistance = 4 // how far the pointer moves before a press is a drag
  const edge = 5

  // Style sheets that have been read, and those that are just being read.
  const read = new WeakMap()

  function readSheets() {
    if (native) return
    for (const sheet of document.styleSheets) readSheet(sheet)
  }

  async function readSheet(sheet) {
    const node = sheet.ownerNode
    const inline = node !== null && node.localName === 'style'
    const key = inline ? node.textContent : sheet.href
    if (read.get(sheet) === key || key === null) return
    read.set(sheet, key)
    try {
      const rules = sheet.cssRules // throws for those of other origins
      const text = inline ? key : await (await fetch(key)).text()
      if (/app-region/i.test(text)) {
        // WebKit shares a sheet's rules until one changes, and the first change of one within @media is lost to the copy.
        sheet.deleteRule(sheet.insertRule('deskjs {}', rules.length))
        mark(sheet.cssRules, regions(text))
      }
      for (const rule of rules) if (rule.styleSheet) readSheet(rule.styleSheet)
    } catch {} // it says nothing that can be known
  }

  // regions finds the selectors that have the property: [selector, value], in their order.
  function regions(text) {
    const found = []
    text = text.replace(/\/\*[^]*?\*\//g, ' ')
    for (const [, before, body] of text.matchAll(/([^{}]*)\{(?=([^{}]*))/g)) {
      const values = [...body.matchAll(/(?:^|[;\s])(?:-webkit-)?app-region\s*:\s*([a-z-]+)/gi)]
      if (values.length === 0) continue
      const selector = before.slice(before.lastIndexOf(';') + 1).trim()
      const style = document.implementation.createHTMLDocument('').head.appendChild(document.createElement('style'))
      style.textContent = selector + '{}'
      const rule = style.sheet?.cssRules[0]
      if (rule?.selectorText) found.push([rule.selectorText, values.at(-1)[1].toLowerCase()])
    }
    return new Map(found)
  }

  function mark(rules, known) {
    for (const rule of rules) {
      const value = rule.style && known.get(rule.selectorText)
      if (value) rule.style.setProperty(property, value)
      if (rule.cssRules) mark(rule.cssRules, known)
    }
  }

  const ofText = (text) => [...(text ?? '').matchAll(/(?:^|[;\s])(?:-webkit-)?app-region\s*:\s*([a-z-]+)/gi)].at(-1)?.[1]

  // regionOf is what the nearest element says that says anything.
  function regionOf(target) {
    for (let element = target; element instanceof Element; element = element.parentElement ?? element.getRootNode().host) {
      const style = getComputedStyle(element)
      const own = element.dataset?.appRegion ?? ofText(element.getAttribute('style')) ??
        (native ? style.getPropertyValue('app-region') || style.getPropertyValue('-webkit-app-region') : '')
      if (own === 'drag' || own === 'no-drag') return own
      const parent = element.parentElement
      const value = style.getPropertyValue(property).trim()
      if (value && (parent === null || getComputedStyle(parent).getPropertyValue(property).trim() !== value)) return value
    }
    return ''
  }

  const edgeAt = ({ clientX: x, clientY: y }) => {
    if (!options.edges || y >= edge) return ''
    return x < 3 * edge ? 'top-left' : x >= innerWidth - 3 * edge ? 'top-right' : 'top'
  }

  let pressed // where the button went down in a region
  const inRegion = (event) => event.isTrusted && regionOf(event.composedPath()[0] ?? event.target) === 'drag'
  const swallow = (event) => {
    event.preventDefault()
    event.stopImmediatePropagation()
  }

  addEventListener('mousedown', (event) => {
    pressed = undefined
    if (event.button !== 0) return
    const at = event.isTrusted ? edgeAt(event) : ''
    if (at) {
      swallow(event)
      return post('resize ' + at)
    }
    readSheets()
    if (!inRegion(event)) return
    swallow(event)
    if (event.detail === 2) post('zoom')
    else pressed = { x: event.screenX, y: event.screenY }
  }, true)
  addEventListener('mousemove', (event) => {
    if (pressed === undefined) return
    if (!(event.buttons & 1)) {
      pressed = undefined
    } else if (Math.hypot(event.screenX - pressed.x, event.screenY - pressed.y) >= dragDistance) {
      pressed = undefined
      post('move')
    }
  }, true)
  addEventListener('contextmenu', (event) => {
    if (!inRegion(event)) return
    swallow(event)
    post('menu')
  }, true)
  for (const name of ['pointerdown', 'pointerup', 'mouseup', 'click', 'dblclick', 'auxclick']) {
    addEventListener(name, (event) => {
      if (name === 'mouseup') pressed = undefined
      if (!inRegion(event)) return
      event.stopImmediatePropagation()
      if (!name.startsWith('pointer')) event.preventDefault() // without pointerdown there would be no mousedown
    }, true)
  }
  for (const name of ['DOMContentLoaded', 'load']) addEventListener(name, readSheets, true) // also of each link and style
}
