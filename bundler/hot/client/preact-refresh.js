// Preact's components keep their state. After @prefresh/core, which hooks into Preact in the same places; the names with underscores are those that
// Preact's own build gives its properties.
function preactRefresh(id) {
  const { options, Component } = toESM(require(id))
  const byId = new Map()
  const signatures = new WeakMap() // type -> { key, reset, hooks, full }
  const successors = new WeakMap() // type -> the one that replaced it
  const mounted = new WeakMap() // type -> Set of components
  let pending = []

  const latest = (type) => {
    while (successors.has(type)) type = successors.get(type)
    return type
  }
  const before = (name, hook) => {
    const old = options[name]
    options[name] = function (...args) {
      hook(...args)
      return old?.apply(this, args)
    }
  }
  before('vnode', (vnode) => {
    if (typeof vnode.type === 'function') vnode.type = latest(vnode.type)
  })
  before('diffed', (vnode) => {
    if (typeof vnode.type !== 'function' || !vnode.__c) return
    if (!mounted.has(vnode.type)) mounted.set(vnode.type, new Set())
    mounted.get(vnode.type).add(vnode.__c)
  })
  before('unmount', (vnode) => {
    if (typeof vnode.type === 'function') mounted.get(vnode.type)?.delete(vnode.__c)
  })

  function fullKey(signature) {
    if (signature.full !== null) return signature.full
    signature.full = signature.key
    try {
      for (const hook of signature.hooks()) {
        const nested = signatures.get(hook)
        if (nested === undefined) continue
        signature.full += '\n---\n' + fullKey(nested)
        signature.reset ||= nested.reset
      }
    } catch {
      signature.reset = true
    }
    return signature.full
  }

  function replace(old, type) {
    successors.set(old, type)
    const components = mounted.get(old)
    if (components === undefined) return
    mounted.delete(old)
    mounted.set(type, components)
    const was = signatures.get(old)
    const is = signatures.get(type)
    const reset = is?.reset || (was ? fullKey(was) : '') !== (is ? fullKey(is) : '')
    for (const component of components) {
      if (component.__v) component.__v.type = type
      if (type.prototype?.render) Object.setPrototypeOf(component, type.prototype)
      else component.constructor = type
      const hooks = component.__H
      for (const hook of hooks?.__ ?? []) {
        if (typeof hook.__c === 'function') {
          hook.__c() // an effect's cleanup; it runs again
          hook.__c = undefined
        }
        if (Array.isArray(hook.__H)) hook.__H = undefined
      }
      if (reset && hooks) component.__H = { __: [], __h: [] }
      Component.prototype.forceUpdate.call(component)
    }
  }

  return {
    register(type, id) {
      if (typeof type !== 'function') return
      const old = byId.get(id)
      byId.set(id, type)
      if (old !== undefined && old !== type) pending.push([old, type])
    },
    sign: (type, key, reset, hooks) => signatures.set(type, { key, reset, hooks, full: null }),
    collect: (type) => fullKey(signatures.get(type)),
    isComponent: (value) => typeof value === 'function' && (value.prototype?.isReactComponent !== undefined || /^[A-Z]/.test(value.displayName || value.name)),
    perform() {
      const replaced = pending
      pending = []
      for (const [old, type] of new Map(replaced)) replace(old, type)
    },
  }
}
