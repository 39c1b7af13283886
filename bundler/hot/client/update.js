// Updates: new definitions come in a script, and take applies them. What takes a change was found out by the command line; what only the page can
// know, that a module takes back its word or fails, is found out here.
let own = 0 // the version of the page
let asked = 0 // the newest that is known of
let last = Promise.resolve()
const invalidated = []
const entries = []
let reloading = false

function reload(reason) {
  if (reloading) return
  reloading = true
  console.info('[deskjs] page reload: ' + reason)
  notify('vite:beforeFullReload', { type: 'full-reload', path: '*' })
  location.reload()
}

// What isn't used by the page yet needs no more than its new definition.
const isLoaded = (id) => modules.has(id) && modules.get(id).state !== 'new'

/** Applies one update; see message in update.go. */
function take(message) {
  if (message.version <= own) return
  own = message.version
  const stale = (message.changed || []).filter((id) => replaced.has(id))
  if (message.reload && stale.some(isLoaded)) return reload(message.reason)
  const updates = (message.boundaries || []).map(([path, acceptedPath]) => ({ type: 'js-update', path, acceptedPath, timestamp: own }))
    .concat((message.styles || []).map(([path]) => ({ type: 'css-update', path, acceptedPath: path, timestamp: own })))
  notify('vite:beforeUpdate', { type: 'update', updates })
  for (const [id, text] of message.styles || []) {
    const record = modules.get(id)
    if (record !== undefined) record.style = text
    if (isLoaded(id)) setStyle(id, text)
  }
  for (const path of message.links || []) swapLink(path)
  last = last.then(() => apply(stale.filter(isLoaded), (message.boundaries || []).filter(([id]) => isLoaded(id)))).then(() => {
    prune(message.removed || [])
    replaced.clear()
    notify('vite:afterUpdate', { type: 'update', updates })
  }).catch((error) => console.error(error))
}

// The modules from a changed one up to where its change is taken: they run again, lower ones first, as they are required.
function between(changed, boundaries) {
  link()
  const again = new Set()
  const ends = new Set(boundaries.map(([boundary, via]) => boundary === via ? boundary : via))
  const stop = new Map(boundaries.map(([boundary, via]) => [via + '\n' + boundary, true]))
  const visit = (id) => {
    if (again.has(id)) return
    again.add(id)
    if (ends.has(id) && boundaries.some(([boundary, via]) => boundary === id && via === id)) return
    for (const importer of modules.get(id)?.importers ?? []) {
      if (!stop.has(id + '\n' + importer) && isLoaded(importer)) visit(importer)
    }
  }
  for (const id of changed) visit(id)
  return again
}

async function apply(changed, boundaries) {
  if (changed.length === 0) return
  const again = between(changed, boundaries)
  const kept = new Map()
  for (const id of again) {
    const record = modules.get(id)
    const data = { ...record.data } // as in Vite, what is there stays unless dispose takes it away
    for (const callback of disposers.get(id) ?? []) await callback(data)
    kept.set(id, { record, exports: record.exports, names: Object.getOwnPropertyDescriptors(record.namespace), data: record.data, accepted: accepted.get(id), values: valuesOf(record) })
    record.data = data
    record.hot = null
  }
  const callbacks = []
  for (const [boundary, via] of boundaries) {
    for (const entry of accepted.get(boundary) ?? []) {
      if (boundary === via ? entry.modules === null : entry.modules?.includes(via)) callbacks.push([entry, via, boundary])
    }
  }
  for (const id of again) {
    forget(id)
    modules.get(id).state = 'new'
  }
  try {
    for (const [, via] of boundaries) if (modules.get(via).state !== 'done') await load(via)
  } catch (error) {
    restore(kept)
    console.error(error)
    console.error('[deskjs] ' + changed.join(', ') + ' could not be run again. The page goes on with what it was before.')
    notify('vite:error', { type: 'error', err: { message: String(error), stack: error?.stack ?? '' } })
    return
  }
  for (const [entry, via] of new Set(callbacks)) {
    if (entry.callback === undefined) continue
    const given = entry.modules === null ? toESM(require(via)) : entry.modules.map((id) => id === via ? toESM(require(id)) : undefined)
    await entry.callback(given)
  }
  refreshed(kept, boundaries)
  if (invalidated.length > 0) await settle()
}

function restore(kept) {
  for (const [id, { record, exports, names, data, accepted: before }] of kept) {
    record.state = 'done'
    record.exports = exports
    record.data = data
    for (const key of Object.getOwnPropertyNames(record.namespace)) if (key !== '__esModule') delete record.namespace[key]
    delete names.__esModule
    Object.defineProperties(record.namespace, names)
    forget(id)
    if (before !== undefined) accepted.set(id, before)
  }
}

function valuesOf(record) {
  const values = {}
  for (const key of Object.getOwnPropertyNames(record.namespace)) {
    try {
      values[key] = record.namespace[key]
    } catch {
      // It was not initialized.
    }
  }
  return values
}

// A module that has invalidated itself hands the change on to its importers.
let settling = false
function settleSoon() {
  if (settling) return
  settling = true
  last = last.then(settle).catch((error) => console.error(error))
}

async function settle() {
  settling = false
  const ids = invalidated.splice(0)
  if (ids.length === 0) return
  link()
  const found = []
  const seen = new Set(ids)
  let deadEnd = null
  const visit = (id, way) => {
    const importers = [...modules.get(id).importers].filter(isLoaded)
    if (importers.length === 0) deadEnd ??= way
    for (const importer of importers) {
      if ((accepted.get(importer) ?? []).some(({ modules }) => modules?.includes(id))) found.push([importer, id])
      else if (declined.has(importer)) deadEnd ??= [...way, importer]
      else if (takesItself(importer)) {
        if (!found.some(([boundary, via]) => boundary === importer && via === importer)) found.push([importer, importer])
      } else if (!seen.has(importer)) {
        seen.add(importer)
        visit(importer, [...way, importer])
      }
    }
  }
  for (const id of ids) visit(id, [id])
  if (deadEnd !== null) return reload(deadEnd[0] + ' can not take its update, and nothing that imports it does (' + deadEnd.join(' ← ') + ')')
  const changed = found.map(([boundary, via]) => boundary === via ? boundary : via)
  await apply([...new Set([...changed])], found)
}

const takesItself = (id) => {
  const { bits } = modules.get(id)
  return (bits & flags.refresh) !== 0 || (accepted.get(id) ?? []).some(({ modules }) => modules === null)
}

function prune(removed) {
  for (const id of removed) {
    const record = modules.get(id)
    if (record === undefined) continue
    for (const callback of disposers.get(id) ?? []) callback(record.data)
    for (const callback of pruners.get(id) ?? []) callback(record.data)
    removeStyle(id)
    forget(id)
    modules.delete(id)
    linked = false
  }
  if (removed.length > 0) notify('vite:beforePrune', { type: 'prune', paths: removed })
}

// A style sheet that the page links is replaced only when the new one is there, so that the page is never without.
function swapLink(path) {
  for (const element of document.querySelectorAll('link[rel~="stylesheet"]')) {
    const address = new URL(element.href)
    if (address.origin !== location.origin || address.pathname !== path || element.dataset.deskjsOld) continue
    element.dataset.deskjsOld = '1'
    address.searchParams.set('t', own)
    const fresh = element.cloneNode()
    delete fresh.dataset.deskjsOld
    fresh.href = address.href
    fresh.addEventListener('load', () => element.remove(), { once: true })
    fresh.addEventListener('error', () => {
      fresh.remove()
      delete element.dataset.deskjsOld
    }, { once: true })
    element.after(fresh)
  }
}

const replaced = new Set() // ids that were there before, and have a new definition

// Updates that were missed are fetched, one after the other: the page may have been loaded while one was made.
let fetching = false
async function follow() {
  if (fetching) return
  fetching = true
  try {
    while (own < asked) await script('/@deskjs/update-' + (own + 1) + '.js', own + 1)
  } finally {
    fetching = false
  }
}

function script(path, version) {
  return new Promise((resolve) => {
    const element = document.createElement('script')
    element.src = path
    element.onload = element.onerror = () => {
      element.remove()
      if (own < version && !reloading) reload('an update is not there any more')
      resolve()
    }
    document.head.append(element)
  })
}

document.addEventListener('deskjs:hot', ({ detail }) => {
  const message = JSON.parse(detail)
  asked = Math.max(asked, message.version)
  if (message.version === own + 1 && !fetching && message.script === undefined) take(message)
  else follow()
})

// The page's elements are the author's: what was put before them goes when it has run.
const leave = () => document.currentScript?.remove()
leave()

globalThis.__deskjs_hot = {
  define(make) {
    leave()
    make((id, ...rest) => {
      if (modules.has(id)) replaced.add(id)
      define(id, ...rest)
    })
  },
  take,
  set version(value) {
    own = value
    leave()
  },
  start(id) {
    replaced.clear()
    beforeStart()
    load(id).then(afterStart)
    if (entries.push(id) === 1) {
      fetch('/@deskjs/version.json', { cache: 'no-store' }).then((response) => response.json()).then((version) => {
        asked = Math.max(asked, version)
        return follow()
      }).catch(() => {})
    }
  },
}
