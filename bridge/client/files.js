// Which files of the disk the page's File objects are. It runs after the relay in its world, where the page's scripts can't
// touch it. The host tells of files that somebody has dropped on the page or chosen in it, before the event comes that gives the page
// the File objects; what else calls itself a File has no path.
(function () {
  'use strict'
  const relay = globalThis.__deskjs
  if (relay === undefined) return
  // What is used is taken before any script of the page runs; see relay.js.
  const { document: page, CustomEvent, MutationObserver, DataTransfer, DataTransferItemList, DragEvent, Event, File, FormData, FormDataEvent, HTMLElement, HTMLInputElement } = globalThis
  const { dispatchEvent, addEventListener } = EventTarget.prototype
  const { createElement } = Document.prototype
  const { click } = HTMLElement.prototype
  const getter = (type, name) => Object.getOwnPropertyDescriptor(type.prototype, name).get
  const transferOf = getter(DragEvent, 'dataTransfer')
  const droppedIn = getter(DataTransfer, 'files')
  const typesOf = getter(DataTransfer, 'types')
  const itemsOf = getter(DataTransfer, 'items')
  const { add: addItem } = DataTransferItemList.prototype
  const chosenIn = getter(HTMLInputElement, 'files')
  const formOf = getter(FormDataEvent, 'formData')
  const { composedPath, preventDefault, stopImmediatePropagation } = Event.prototype
  const { get: entryOf } = FormData.prototype

  // Not a WeakMap: the engine forgets this world's object of a File that only the page holds.
  const paths = new Map()
  const chosen = [] // all of them: an input that is in no document sends its events nowhere
  let waiting = [] // told by the host, until the event comes that gives the page the files
  let drop // the last one: { input, files, event }; files when they are there, event when it has come
  let own = false // what is dragged, the page itself drags
  let taken = false // the page takes what is above it

  // match finds files among those that the host has told of: they come in the same order.
  function match(files) {
    const told = waiting
    waiting = []
    for (let i = 0; files !== null && i < files.length; i++) {
      const at = told[i]?.name === files[i].name ? i : told.findIndex((one) => one?.name === files[i].name)
      if (at < 0) continue
      paths.set(files[i], told[at].path)
      told[at] = undefined
    }
  }

  // WebKitGTK since 2.50.2 tells a page by a drag's events nothing of the files that are dragged. It gets events with files in their place, which a
  // file input of ours is given by the host.

  const target = (event) => composedPath.call(event)[0]

  const isFileInput = (at) => at instanceof HTMLInputElement && at.type === 'file'

  // hidden tells whether a drag is of files that the page does not see: then no text is shown either, which could have their paths.
  function hidden(transfer) {
    const types = typesOf.call(transfer)
    return !own && types.includes('text/uri-list') && !types.includes('text/plain') && !types.includes('Files')
  }

  // again has the page hear of an event with the files, and tells whether it has taken it.
  function again(event, at, files) {
    stopImmediatePropagation.call(event)
    const transfer = new DataTransfer()
    for (const file of files) addItem.call(itemsOf.call(transfer), file)
    const { type, bubbles, cancelable, composed, view, detail, screenX, screenY, clientX, clientY, ctrlKey, shiftKey, altKey, metaKey, button, buttons, relatedTarget } = event
    return !dispatchEvent.call(at, new DragEvent(type, { bubbles, cancelable, composed, view, detail, screenX, screenY, clientX, clientY, ctrlKey, shiftKey, altKey, metaKey,
      button, buttons, relatedTarget, dataTransfer: transfer }))
  }

  const onHover = (event) => {
    const transfer = event.isTrusted && event instanceof DragEvent ? transferOf.call(event) : null
    if (transfer === null || !hidden(transfer)) return
    taken = again(event, target(event), [new File([], '')])
    if (!taken) return
    preventDefault.call(event)
    transfer.dropEffect = 'copy'
  }

  const onDrop = (event) => {
    const transfer = event.isTrusted && event instanceof DragEvent ? transferOf.call(event) : null
    if (transfer === null) return
    const files = droppedIn.call(transfer)
    if (files.length > 0 || drop === undefined || !hidden(transfer)) {
      match(files)
      return
    }
    const at = target(event)
    if (isFileInput(at) && !taken) return // which gets the files by itself
    stopImmediatePropagation.call(event)
    preventDefault.call(event)
    drop.event = { event, at }
    pass(drop)
  }

  function pass(one) {
    if (one !== drop || one.files === undefined || one.event === undefined) return
    drop = undefined
    match(one.files)
    again(one.event.event, one.event.at, one.files)
  }

  function fetchDropped(mark) {
    const input = createElement.call(page, 'input')
    const one = drop = { input }
    input.type = 'file'
    input.multiple = true
    input.accept = mark
    addEventListener.call(input, 'change', () => {
      one.files = chosenIn.call(input)
      pass(one)
    })
    click.call(input)
  }

  // A change event stays in its shadow tree; the input event before it does not. What is dropped on an input comes this way too.
  const onInput = (event) => {
    const at = target(event)
    if (event.isTrusted && isFileInput(at)) match(chosenIn.call(at))
  }

  const isSame = (file) => (one) => one.name === file.name && one.size === file.size && Math.abs(one.modified - file.lastModified) < 1000

  function pathOf(file) {
    const known = paths.get(file)
    if (known !== undefined) return known
    const same = chosen.filter(isSame(file))
    return same.length === 1 ? same[0].path : ''
  }

  const files = {
    granted: false, // whether the page may ask, and not its preload script alone
    given(way, told, mark) {
      waiting = told.slice()
      drop = undefined
      if (way === 'drop') {
        if (told.length > 0) fetchDropped(mark)
        return
      }
      for (const one of told) {
        if (!chosen.some(({ path, size, modified }) => path === one.path && size === one.size && modified === one.modified)) chosen.push(one)
      }
    },
    pathOf,
  }
  relay.files = files

  // The page asks with a form, whose entries are the same Files in all worlds. The answer is "+" and the path, or "-".
  const onAsk = (event) => {
    const file = event instanceof FormDataEvent ? entryOf.call(formOf.call(event), 'file') : null
    if (!(file instanceof File)) return
    dispatchEvent.call(page, new CustomEvent('deskjs:path', { detail: files.granted ? '+' + pathOf(file) : '-' }))
  }

  const onDragged = (event) => { if (event.isTrusted) own = event.type === 'dragstart' }

  // document.open takes all listeners away.
  const listen = () => {
    for (const name of ['dragenter', 'dragover', 'dragleave']) addEventListener.call(globalThis, name, onHover, true)
    for (const name of ['dragstart', 'dragend']) addEventListener.call(globalThis, name, onDragged, true)
    addEventListener.call(globalThis, 'drop', onDrop, true)
    addEventListener.call(globalThis, 'input', onInput, true)
    addEventListener.call(page, 'deskjs:file', onAsk)
  }
  listen()
  new MutationObserver(listen).observe(page, { childList: true })
})()
