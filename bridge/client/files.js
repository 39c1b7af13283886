// Which files of the disk the page's File objects are. It runs after the relay in its world, where the page's scripts can't
// touch it. The host tells of files that somebody has dropped on the page or chosen in it, before the event comes that gives the page
// the File objects; what else calls itself a File has no path.
(function () {
  'use strict'
  const relay = globalThis.__deskjs
  if (relay === undefined) return
  // What is used is taken before any script of the page runs; see relay.js.
  const { document: page, CustomEvent, MutationObserver, DataTransfer, DragEvent, Event, File, FormData, FormDataEvent, HTMLInputElement } = globalThis
  const { dispatchEvent, addEventListener } = EventTarget.prototype
  const getter = (type, name) => Object.getOwnPropertyDescriptor(type.prototype, name).get
  const transferOf = getter(DragEvent, 'dataTransfer')
  const droppedIn = getter(DataTransfer, 'files')
  const chosenIn = getter(HTMLInputElement, 'files')
  const formOf = getter(FormDataEvent, 'formData')
  const { composedPath } = Event.prototype
  const { get: entryOf } = FormData.prototype

  // Not a WeakMap: the engine forgets this world's object of a File that only the page holds.
  const paths = new Map()
  const chosen = [] // all of them: an input that is in no document sends its events nowhere
  const waiting = { __proto__: null, drop: [], input: [] } // told by the host, until their event comes

  // match finds the files of an event among those that the host has told of: they come in the same order.
  function match(way, files) {
    const told = waiting[way]
    waiting[way] = []
    for (let i = 0; files !== null && i < files.length; i++) {
      const at = told[i]?.name === files[i].name ? i : told.findIndex((one) => one?.name === files[i].name)
      if (at < 0) continue
      paths.set(files[i], told[at].path)
      told[at] = undefined
    }
  }

  const onDrop = (event) => {
    const transfer = event instanceof DragEvent ? transferOf.call(event) : null
    if (event.isTrusted && transfer !== null) match('drop', droppedIn.call(transfer))
  }
  // A change event stays in its shadow tree; the input event before it does not.
  const onInput = (event) => {
    const target = composedPath.call(event)[0]
    if (event.isTrusted && target instanceof HTMLInputElement && target.type === 'file') match('input', chosenIn.call(target))
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
    given(way, told) {
      waiting[way] = told.slice()
      if (way !== 'input') return
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

  // document.open takes all listeners away.
  const listen = () => {
    addEventListener.call(globalThis, 'drop', onDrop, true)
    addEventListener.call(globalThis, 'input', onInput, true)
    addEventListener.call(page, 'deskjs:file', onAsk)
  }
  listen()
  new MutationObserver(listen).observe(page, { childList: true })
})()
