// What a test asks of a page, in the relay's world: finds elements as a person would, and says where they are. It is an
// expression whose value is a function; app.js sends it along with what is to be done.
(() => {
  const post = (head, value) => webkit.messageHandlers.deskjs.postMessage('deskjs-test\n' + head + '\n' + JSON.stringify(value))
  const tidy = (text) => (text ?? '').replace(/\s+/g, ' ').trim()

  // What the page's own world answers, and what its fakes ask.
  document.addEventListener('deskjs:test', (event) => {
    const { number, text } = JSON.parse(event.detail)
    webkit.messageHandlers.deskjs.postMessage('deskjs-test\n' + number + '\n' + text)
  })

  // Input through the toolkit arrives beside the host's messages: what has come is counted.
  const seen = { keyup: 0, mouseup: 0, mousemove: 0 }
  for (const type of Object.keys(seen)) addEventListener(type, () => { seen[type]++ }, { capture: true, passive: true })

  // matches compares text with what a test has written: a text in any case, a whole one, or an expression.
  function matches(actual, wanted, exact) {
    actual = tidy(actual)
    if (wanted === undefined) return true
    if (typeof wanted === 'object') return new RegExp(wanted.source, wanted.flags).test(actual)
    wanted = tidy(wanted)
    return exact ? actual === wanted : actual.toLowerCase().includes(wanted.toLowerCase())
  }

  // all are the elements below roots, those in open shadow trees too.
  function all(root, selector = '*') {
    const list = []
    const walk = (at) => {
      for (const element of at.querySelectorAll('*')) {
        if (selector === '*' || element.matches(selector)) list.push(element)
        if (element.shadowRoot) walk(element.shadowRoot)
      }
    }
    if (root.shadowRoot) walk(root.shadowRoot)
    walk(root)
    return list
  }

  const inputRoles = { button: 'button', submit: 'button', reset: 'button', image: 'button', checkbox: 'checkbox', radio: 'radio', range: 'slider', number: 'spinbutton', search: 'searchbox' }
  const tagRoles = {
    a: (e) => (e.hasAttribute('href') ? 'link' : ''), area: (e) => (e.hasAttribute('href') ? 'link' : ''), article: 'article', aside: 'complementary', button: 'button',
    datalist: 'listbox', details: 'group', dialog: 'dialog', fieldset: 'group', figure: 'figure', form: 'form', footer: 'contentinfo', h1: 'heading', h2: 'heading', h3: 'heading',
    h4: 'heading', h5: 'heading', h6: 'heading', header: 'banner', hr: 'separator', html: 'document', img: (e) => (e.getAttribute('alt') === '' ? 'presentation' : 'img'),
    input: (e) => inputRoles[e.type] ?? (['hidden', 'file', 'color'].includes(e.type) ? '' : e.hasAttribute('list') ? 'combobox' : 'textbox'),
    li: 'listitem', main: 'main', math: 'math', menu: 'list', meter: 'meter', nav: 'navigation', ol: 'list', optgroup: 'group', option: 'option', output: 'status', p: 'paragraph',
    progress: 'progressbar', search: 'search', section: (e) => (e.hasAttribute('aria-label') || e.hasAttribute('aria-labelledby') ? 'region' : ''),
    select: (e) => (e.multiple || e.size > 1 ? 'listbox' : 'combobox'), summary: 'button', svg: 'img', table: 'table', tbody: 'rowgroup', td: 'cell', textarea: 'textbox', tfoot: 'rowgroup',
    th: (e) => (e.scope === 'row' ? 'rowheader' : 'columnheader'), thead: 'rowgroup', tr: 'row', ul: 'list',
  }

  function roleOf(element) {
    const given = tidy(element.getAttribute('role')).split(' ')[0]
    if (given) return given
    const role = tagRoles[element.localName]
    return typeof role === 'function' ? role(element) : role ?? ''
  }

  const namedByContent = new Set(['button', 'cell', 'checkbox', 'columnheader', 'gridcell', 'heading', 'link', 'menuitem', 'menuitemcheckbox', 'menuitemradio', 'option', 'radio', 'row', 'rowheader', 'switch', 'tab', 'tooltip', 'treeitem', 'listitem', 'paragraph'])

  // nameOf is an element's accessible name, by the common part of the specification's rules.
  function nameOf(element) {
    const ids = element.getAttribute('aria-labelledby')
    if (ids) {
      const name = ids.split(/\s+/).map((id) => textOf(element.getRootNode().getElementById?.(id))).join(' ')
      if (tidy(name)) return tidy(name)
    }
    const given = tidy(element.getAttribute('aria-label'))
    if (given) return given
    if (element.labels?.length) return tidy([...element.labels].map(labelText).join(' '))
    if (element.localName === 'input' && ['submit', 'reset', 'button'].includes(element.type)) return element.value || (element.type === 'button' ? '' : element.type === 'submit' ? 'Submit' : 'Reset')
    if (element.hasAttribute('alt')) return tidy(element.alt)
    if (element.localName === 'fieldset') return textOf(element.querySelector(':scope > legend'))
    if (element.localName === 'table') return textOf(element.querySelector(':scope > caption'))
    if (element.localName === 'svg') return textOf(element.querySelector(':scope > title'))
    if (namedByContent.has(roleOf(element))) {
      const text = contentName(element)
      if (text) return text
    }
    return tidy(element.getAttribute('title') || element.getAttribute('placeholder'))
  }

  function contentName(element) {
    let text = ''
    for (const node of element.childNodes) {
      if (node.nodeType === 3) text += node.data
      else if (node.nodeType === 1 && node.getAttribute('aria-hidden') !== 'true' && getComputedStyle(node).display !== 'none') {
        const block = getComputedStyle(node).display !== 'inline'
        const name = node.getAttribute('aria-label') || node.getAttribute('alt') || contentName(node)
        text += block ? ' ' + name + ' ' : name
      }
    }
    return tidy(text)
  }

  function labelText(label) {
    const copy = label.cloneNode(true)
    copy.querySelectorAll('input, select, textarea, button').forEach((control) => control.remove())
    return copy.textContent
  }

  function textOf(element) { return tidy(element?.innerText ?? element?.textContent) }

  function isShown(element) {
    if (!element.isConnected) return false
    const style = getComputedStyle(element)
    if (style.visibility !== 'visible' || style.display === 'none') return false
    if (style.display === 'contents') return [...element.children].some(isShown) || element.textContent.trim() !== ''
    const { width, height } = element.getBoundingClientRect()
    return width > 0 && height > 0
  }

  function isHiddenToAll(element) {
    for (let at = element; at; at = at.parentElement) if (at.getAttribute('aria-hidden') === 'true') return true
    return !isShown(element) && !['option', 'area'].includes(element.localName)
  }

  const stated = { checked: (e) => e.checked ?? e.getAttribute('aria-checked') === 'true', disabled: isDisabled, expanded: (e) => (e.getAttribute('aria-expanded') ?? String(e.open ?? '')) === 'true',
    pressed: (e) => e.getAttribute('aria-pressed') === 'true', selected: (e) => e.selected ?? e.getAttribute('aria-selected') === 'true' }

  function isDisabled(element) {
    return element.matches(':disabled') || element.closest('[aria-disabled="true"]') !== null || element.closest('[inert]') !== null
  }

  function take(found, step) {
    switch (step.by) {
      case 'nth': {
        const one = found.at(step.index)
        return one === undefined ? [] : [one]
      }
      case 'filter':
        return found.filter((element) => (step.text === undefined || matches(element.innerText ?? element.textContent, step.text)) &&
          (step.notText === undefined || !matches(element.innerText ?? element.textContent, step.notText)) &&
          (step.has === undefined || find(step.has, element).length > 0) && (step.visible === undefined || isShown(element) === step.visible))
      case 'or': return [...new Set([...found, ...find(step.steps)])]
    }
    const list = found.flatMap((root) => below(root, step))
    const unique = [...new Set(list)]
    // Elements come in the order of the document, whatever they lie in.
    return unique.sort((a, b) => (a.compareDocumentPosition(b) & 4 ? -1 : 1))
  }

  function below(root, step) {
    switch (step.by) {
      case 'css': return all(root, step.value)
      case 'testid': return all(root, `[${step.attribute}]`).filter((e) => matches(e.getAttribute(step.attribute), step.value, true))
      case 'placeholder': return all(root, '[placeholder]').filter((e) => matches(e.getAttribute('placeholder'), step.value, step.exact))
      case 'title': return all(root, '[title]').filter((e) => matches(e.title, step.value, step.exact))
      case 'alt': return all(root, '[alt]').filter((e) => matches(e.getAttribute('alt'), step.value, step.exact))
      case 'label': return all(root, 'input, select, textarea, button, meter, output, progress, [aria-label], [aria-labelledby], [contenteditable]').filter((e) => {
        const label = e.labels?.length ? [...e.labels].map(labelText).join(' ') : ''
        return (label !== '' && matches(label, step.value, step.exact)) || ((e.hasAttribute('aria-label') || e.hasAttribute('aria-labelledby')) && matches(nameOf(e), step.value, step.exact))
      })
      case 'role': return all(root).filter((e) => roleOf(e) === step.role && (step.hidden || !isHiddenToAll(e)) && matches(nameOf(e), step.name, step.exact) &&
        (step.level === undefined || Number(e.getAttribute('aria-level') ?? e.localName.slice(1)) === step.level) &&
        Object.keys(stated).every((key) => step[key] === undefined || stated[key](e) === step[key]))
      case 'text': {
        const has = (e) => !['script', 'style', 'noscript', 'head', 'title'].includes(e.localName) && matches(
          e.localName === 'input' && ['submit', 'button', 'reset'].includes(e.type) ? e.value : e.textContent, step.value, step.exact)
        // The innermost ones: what is around them has the text too.
        return all(root).filter((e) => has(e) && ![...e.children].some(has))
      }
    }
    throw new Error('there is no way to find by ' + step.by)
  }

  function find(steps, root = document) {
    let found = [root]
    for (const step of steps) found = take(found, step)
    return found
  }

  const describe = (element) => {
    const attributes = ['id', 'class', 'name', 'type', 'href', 'data-testid'].filter((name) => element.hasAttribute(name)).map((name) => ` ${name}="${element.getAttribute(name)}"`).join('')
    const text = tidy(element.textContent)
    return `<${element.localName}${attributes}>` + (text === '' ? '' : text.length > 60 ? text.slice(0, 60) + '…' : text)
  }

  // one is the element that steps lead to: { element }, or why it can't be acted on yet.
  function one(steps) {
    const found = find(steps)
    if (found.length === 0) return { wait: 'there is none' }
    if (found.length > 1) return { wait: `there are ${found.length}, and it is not clear which is meant:\n` + found.slice(0, 8).map((e) => '  ' + describe(e)).join('\n') }
    return { element: found[0] }
  }

  const frame = () => new Promise((resolve) => {
    const limit = setTimeout(resolve, 60) // a window that nobody sees paints nothing
    requestAnimationFrame(() => { clearTimeout(limit); resolve() })
  })

  function hitAt(x, y) {
    let hit = document.elementFromPoint(x, y)
    while (hit?.shadowRoot) {
      const inner = hit.shadowRoot.elementFromPoint(x, y)
      if (inner === null || inner === hit) break
      hit = inner
    }
    return hit
  }

  const within = (outer, inner) => {
    for (let at = inner; at; at = at.parentNode ?? at.host) if (at === outer) return true
    return false
  }

  // animates says that an animation or a transition with an end runs on the element or around it. What has just begun stands still for a frame.
  function animates(element) {
    for (let at = element; at; at = at.parentNode ?? at.host) {
      if (at instanceof Element && at.getAnimations().some(ends)) return true
    }
    return false
  }

  const ends = (animation) => animation.playState === 'running' && animation.effect !== null && animation.effect.getComputedTiming().endTime !== Infinity

  // ready brings an element into view and says where a pointer would meet it, or what is in the way.
  async function ready({ steps, needs = ['shown', 'enabled', 'still', 'open'], position }) {
    const { element, wait } = one(steps)
    if (element === undefined) return { wait }
    if (needs.includes('shown') && !isShown(element)) return { wait: describe(element) + ' is not visible' }
    if (needs.includes('enabled') && isDisabled(element)) return { wait: describe(element) + ' is disabled' }
    if (needs.includes('editable') && (element.readOnly || !(element.isContentEditable || 'value' in element))) return { wait: describe(element) + ' can not be edited' }
    if (needs.includes('still')) {
      element.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' })
      const before = element.getBoundingClientRect()
      await frame()
      const after = element.getBoundingClientRect()
      if (!element.isConnected || before.x !== after.x || before.y !== after.y || before.width !== after.width || animates(element)) return { wait: describe(element) + ' is moving' }
    }
    const { x, y, width, height } = element.getBoundingClientRect()
    const at = { x: x + (position?.x ?? width / 2), y: y + (position?.y ?? height / 2) }
    if (needs.includes('open')) {
      const hit = hitAt(at.x, at.y)
      const label = element.labels && [...element.labels].some((other) => within(other, hit))
      if (hit === null || (!within(element, hit) && !label)) return { wait: hit === null ? describe(element) + ' is outside of the window' : describe(element) + ' is behind ' + describe(hit) }
    }
    return { at, box: { x, y, width, height }, draggable: element.draggable === true && !['input', 'textarea'].includes(element.localName), tag: element.localName }
  }

  const mouse = (element, type, at, more = {}) => element.dispatchEvent(new (type.startsWith('pointer') ? PointerEvent : MouseEvent)(type,
    { bubbles: true, cancelable: true, composed: true, view: window, clientX: at.x, clientY: at.y, pointerId: 1, pointerType: 'mouse', isPrimary: true, ...more }))

  let hovered // by this hand

  // drag moves that hand with its button down.
  function drag({ from, to }) {
    const fire = (types, at, buttons) => types.forEach((type) => mouse(hitAt(at.x, at.y) ?? document.body, type, at, { buttons }))
    fire(['pointermove', 'mousemove'], from, 0)
    fire(['pointerdown', 'mousedown'], from, 1)
    const parts = 5
    for (let i = 1; i <= parts; i++) fire(['pointermove', 'mousemove'], { x: from.x + (to.x - from.x) * i / parts, y: from.y + (to.y - from.y) * i / parts }, 1)
    fire(['pointerup', 'mouseup'], to, 0)
  }

  // The hand of systems whose toolkit takes no events: all that a person's would cause, except that isTrusted is false.
  function pointer({ at, button = 0, count = 1, modifiers = {}, kind }) {
    const element = hitAt(at.x, at.y)
    if (element === null) return
    const more = { button, ...modifiers }
    for (let over = element; over && !(hovered && over.contains(hovered)); over = over.parentElement) {
      for (const type of ['pointerenter', 'mouseenter']) mouse(over, type, at, { bubbles: false, ...modifiers })
    }
    hovered = element
    for (const type of ['pointerover', 'mouseover', 'pointermove', 'mousemove']) mouse(element, type, at, modifiers)
    if (kind === 'hover') return
    for (let i = 1; i <= count; i++) {
      const down = mouse(element, 'pointerdown', at, { ...more, buttons: 1, detail: i }) & mouse(element, 'mousedown', at, { ...more, buttons: 1, detail: i })
      if (down) {
        const target = element.closest('a[href], button, input, select, textarea, [tabindex], [contenteditable]')
        if (target) target.focus()
        else document.activeElement?.blur?.()
      }
      mouse(element, 'pointerup', at, { ...more, detail: i })
      mouse(element, 'mouseup', at, { ...more, detail: i })
      if (button === 0) mouse(element, 'click', at, { ...more, detail: i })
      else mouse(element, button === 2 ? 'contextmenu' : 'auxclick', at, more)
    }
    if (count === 2) mouse(element, 'dblclick', at, { ...more, detail: 2 })
  }

  function key({ key, code, text, modifiers = {} }) {
    const target = document.activeElement ?? document.body
    const event = (type) => target.dispatchEvent(new KeyboardEvent(type, { bubbles: true, cancelable: true, composed: true, key, code, ...modifiers }))
    const command = modifiers.ctrlKey || modifiers.metaKey || modifiers.altKey
    if (event('keydown')) {
      if (text !== undefined && !command && event('keypress')) document.execCommand('insertText', false, text)
      else if (command && key.toLowerCase() === 'a' && !modifiers.altKey) document.execCommand('selectAll')
      else if (key === 'Backspace') document.execCommand('delete')
      else if (key === 'Delete') document.execCommand('forwardDelete')
      else if (key === 'Enter' && event('keypress')) enter(target)
      else if (key === 'Tab') tab(modifiers.shiftKey ? -1 : 1)
      else if (key === 'Escape') {
        const open = [...document.querySelectorAll('dialog[open]')].at(-1)
        if (open && open.dispatchEvent(new Event('cancel', { cancelable: true }))) open.close()
      }
    }
    event('keyup')
    if (key === ' ' && target.matches('button, summary, input[type=checkbox], input[type=radio]')) target.click()
  }

  function enter(target) {
    if (target.matches('button, a[href], summary')) target.click()
    else if (target.localName === 'textarea') document.execCommand('insertLineBreak')
    else if (target.isContentEditable) document.execCommand('insertParagraph')
    else if (target.form) {
      const submit = target.form.querySelector('button:not([type]), [type=submit]')
      if (submit) submit.click()
      else target.form.requestSubmit()
    }
  }

  function tab(step) {
    const list = [...document.querySelectorAll('a[href], button, input, select, textarea, [tabindex], [contenteditable]')].filter((e) => e.tabIndex >= 0 && isShown(e) && !isDisabled(e))
    const at = list.indexOf(document.activeElement)
    list[(at + step + list.length) % list.length]?.focus()
  }

  const changed = (element) => {
    element.dispatchEvent(new Event('input', { bubbles: true, composed: true }))
    element.dispatchEvent(new Event('change', { bubbles: true }))
  }

  const setter = (element, value) => Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element), 'value').set.call(element, value)

  // Each operation takes an object and returns what is sent back; { wait } is why it should be tried again.
  const operations = {
    ping: () => ({}),
    seen: () => ({ value: seen }),
    arrived: ({ type, count }) => (seen[type] >= count ? {} : { wait: 'the input has not arrived' }),
    ready,
    pointer(o) { pointer(o); return {} },
    drag(o) { drag(o); return {} },
    key(o) { key(o); return {} },
    async focus({ steps }) {
      const { element, wait } = one(steps)
      if (element === undefined) return { wait }
      if (!isShown(element)) return { wait: describe(element) + ' is not visible' }
      element.focus()
      return {}
    },
    // focused waits until the keyboard is the element's.
    caret({ steps }) {
      const { element, wait } = one(steps)
      if (element === undefined) return { wait }
      if (element !== element.getRootNode().activeElement) element.focus()
      if (typeof element.setSelectionRange === 'function' && ['text', 'search', 'url', 'tel', 'password', 'textarea'].includes(element.type)) element.setSelectionRange(element.value.length, element.value.length)
      return {}
    },
    fill({ steps, value }) {
      const { element, wait } = one(steps)
      if (element === undefined) return { wait }
      if (!isShown(element)) return { wait: describe(element) + ' is not visible' }
      if (isDisabled(element) || element.readOnly) return { wait: describe(element) + ' can not be edited' }
      element.focus()
      if (['date', 'time', 'datetime-local', 'month', 'week', 'color', 'range'].includes(element.type)) {
        setter(element, value)
        if (element.value !== value) return { fail: `${describe(element)} does not take ${JSON.stringify(value)}` }
        changed(element)
        return {}
      }
      if (element.isContentEditable) getSelection().selectAllChildren(element)
      else if (typeof element.select === 'function') element.select()
      else return { fail: describe(element) + ' is no field to write into' }
      if (value === '') document.execCommand('delete')
      else document.execCommand('insertText', false, value)
      element.dispatchEvent(new Event('change', { bubbles: true }))
      return {}
    },
    select({ steps, values }) {
      const { element, wait } = one(steps)
      if (element === undefined) return { wait }
      if (element.localName !== 'select') return { fail: describe(element) + ' is no <select>' }
      if (isDisabled(element)) return { wait: describe(element) + ' is disabled' }
      const chosen = values.map((wanted) => [...element.options].find((o) => o.value === wanted) ?? [...element.options].find((o) => tidy(o.label) === tidy(wanted)))
      const missing = chosen.indexOf(undefined)
      if (missing >= 0) return { wait: `${describe(element)} has no option ${JSON.stringify(values[missing])}; there are ${[...element.options].map((o) => JSON.stringify(tidy(o.label))).join(', ')}` }
      element.focus()
      for (const option of element.options) option.selected = chosen.includes(option)
      changed(element)
      return { value: chosen.map((option) => option.value) }
    },
    upload({ steps, files }) {
      const { element, wait } = one(steps)
      if (element === undefined) return { wait }
      if (element.type !== 'file') return { fail: describe(element) + ' is no <input type=file>' }
      const data = new DataTransfer()
      for (const { name, type, bytes } of files) data.items.add(new File([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))], name, { type }))
      element.files = data.files
      changed(element)
      return {}
    },
    // drop is HTML's own dragging, which needs no pointer.
    async drop({ steps, target }) {
      const from = one(steps)
      const to = one(target)
      if (from.element === undefined) return { wait: from.wait }
      if (to.element === undefined) return { wait: to.wait }
      const dataTransfer = new DataTransfer()
      const fire = (element, type) => {
        const { x, y, width, height } = element.getBoundingClientRect()
        return element.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, composed: true, dataTransfer, clientX: x + width / 2, clientY: y + height / 2 }))
      }
      if (fire(from.element, 'dragstart')) {
        await frame()
        fire(to.element, 'dragenter')
        if (!fire(to.element, 'dragover')) fire(to.element, 'drop')
      }
      fire(from.element, 'dragend')
      return {}
    },
    count: ({ steps }) => ({ value: find(steps).length }),
    texts: ({ steps }) => ({ value: find(steps).map((e) => e.innerText ?? e.textContent) }),
    // state is all that expect and the locator's questions look at.
    state({ steps, names = [] }) {
      const found = find(steps)
      const [element] = found
      if (element === undefined) return { value: { count: 0 } }
      const attributes = Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value]))
      const style = getComputedStyle(element)
      const { x, y, width, height } = element.getBoundingClientRect()
      return { value: {
        count: found.length, text: element.innerText ?? element.textContent, html: element.innerHTML, value: element.multiple ? [...element.selectedOptions].map((o) => o.value) : element.value,
        shown: isShown(element), enabled: !isDisabled(element), editable: !isDisabled(element) && element.readOnly !== true && (element.isContentEditable || 'value' in element),
        checked: element.checked ?? element.getAttribute('aria-checked') === 'true', focused: element === element.getRootNode().activeElement,
        attributes, classes: [...element.classList], styles: Object.fromEntries(names.map((name) => [name, style.getPropertyValue(name)])), box: { x, y, width, height },
        role: roleOf(element), name: nameOf(element),
        inView: width > 0 && height > 0 && x < innerWidth && y < innerHeight && x + width > 0 && y + height > 0,
      } }
    },
    page: () => ({ value: { title: document.title, url: location.href, ready: document.readyState, focused: document.hasFocus(), left: globalThis.__deskjsLeft === true } }),
    leave() { globalThis.__deskjsLeft = true; return {} },
    content: () => ({ value: '<!doctype html>\n' + document.documentElement.outerHTML }),
    async painted() {
      await document.fonts?.ready
      await frame()
      await frame()
      return {}
    },
    similar({ steps }) {
      // For the message of an element that never came: what a person would see instead.
      const last = steps.at(-1)
      const list = all(document).filter(isShown)
      const say = last.by === 'role' ? list.filter((e) => roleOf(e) === last.role).map((e) => JSON.stringify(nameOf(e)))
        : last.by === 'text' ? list.filter((e) => e.children.length === 0 && tidy(e.textContent) !== '').map((e) => JSON.stringify(tidy(e.textContent).slice(0, 60)))
          : last.by === 'label' ? list.filter((e) => e.labels?.length || e.hasAttribute('aria-label')).map((e) => JSON.stringify(nameOf(e)))
            : last.by === 'testid' ? list.filter((e) => e.hasAttribute(last.attribute)).map((e) => JSON.stringify(e.getAttribute(last.attribute))) : []
      return { value: [...new Set(say)].slice(0, 12) }
    },
  }

  return {
    async run(number, name, options) {
      try {
        post(number, await operations[name](options))
      } catch (error) {
        post(number, { fail: String(error.message ?? error) })
      }
    },
  }
})
