// Components that keep their state: what React's and Preact's own tools do, for the calls that refresh.go puts into modules.
const reactModule = /(?:^|\/)node_modules\/react-dom\//
const preactModule = /(?:^|\/)node_modules\/preact\/dist\/preact\.[a-z.]*js$/
let framework = null
const signed = [] // components and hooks whose hooks are still to be looked into

const react = {
  register: reactRefresh.register,
  sign: reactRefresh.setSignature,
  collect: (type) => reactRefresh.collectCustomHooksForSignature(type),
  isComponent: (value) => reactRefresh.isLikelyComponentType(value),
  perform: () => reactRefresh.performReactRefresh(),
}

// beforeStart prepares for the framework that the page uses, before it is loaded.
function beforeStart() {
  if (framework !== null) return
  for (const id of modules.keys()) {
    if (reactModule.test(id)) {
      reactRefresh.injectIntoGlobalHook(globalThis)
      framework = react
      return
    }
  }
  for (const id of modules.keys()) {
    if (preactModule.test(id)) {
      framework = preactRefresh(id)
      return
    }
  }
}

const nothing = { register() {}, sign() {} }

function refreshOf(record) {
  if (framework === null) return nothing
  return {
    register: (type, name) => framework.register(type, record.id + ' ' + name),
    sign(type, key, reset, hooks) {
      framework.sign(type, key, reset, hooks)
      signed.push(type)
    },
  }
}

// ran hears of each module that has run: components may be known by an export only.
function ran(record) {
  if (framework === null || (record.bits & flags.refresh) === 0) return
  const values = valuesOf(record)
  for (const key in values) if (framework.isComponent(values[key])) framework.register(values[key], record.id + ' %exports% ' + key)
}

// The hooks that others are made of are read once all modules have run, and before any of them changes.
function collect() {
  for (const type of signed.splice(0)) framework.collect(type)
}

function afterStart() {
  if (framework !== null) collect()
}

// refreshed draws the components of modules that took their own change. One that exports something else hands it on.
function refreshed(kept, boundaries) {
  if (framework === null) return
  collect()
  for (const [boundary, via] of boundaries) {
    const record = modules.get(boundary)
    if (boundary !== via || (record.bits & flags.refresh) === 0 || (accepted.get(boundary) ?? []).some(({ modules }) => modules === null)) continue
    const before = kept.get(boundary)?.values ?? {}
    const now = valuesOf(record)
    const reason = incompatible(before, now)
    if (reason !== '') (record.hot ??= new Hot(record)).invalidate(reason)
  }
  framework.perform()
}

function incompatible(before, now) {
  for (const key in before) if (!(key in now)) return 'the export "' + key + '" is gone'
  for (const key in now) {
    if (!(key in before)) return 'the export "' + key + '" is new'
    if (before[key] !== now[key] && !framework.isComponent(now[key])) return 'the export "' + key + '" is no component'
  }
  return ''
}
