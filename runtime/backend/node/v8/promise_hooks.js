// v8.promiseHooks.

const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors')

const hooks = { init: [], before: [], after: [], settled: [] }

// runner calls all hooks of a list; what they throw is uncaught, once all have been called.
function runner(list) {
  return (promise, parent) => {
    const round = list.slice()
    let errors
    for (let i = 0; i < round.length; i++) {
      try {
        round[i](promise, parent)
      } catch (error) {
        errors ??= []
        errors.push(error)
      }
    }
    for (let i = 0; errors !== undefined && i < errors.length; i++) binding.uncaught(errors[i])
  }
}

const runners = { init: runner(hooks.init), before: runner(hooks.before), after: runner(hooks.after), settled: runner(hooks.settled) }

function update() {
  const active = (name) => hooks[name].length > 0 ? runners[name] : undefined
  binding.setHooks(active('init'), active('before'), active('after'), active('settled'))
}

const isAsync = (fn) => /^async\b/.test(Function.prototype.toString.call(fn))

function adder(name) {
  const list = hooks[name]
  return (hook) => {
    if (typeof hook !== 'function' || isAsync(hook)) throw new ERR_INVALID_ARG_TYPE(`${name}Hook`, 'function', hook)
    list.push(hook)
    update()
    return () => {
      const index = list.indexOf(hook)
      if (index < 0) return
      list.splice(index, 1)
      update()
    }
  }
}

const onInit = adder('init')
const onBefore = adder('before')
const onAfter = adder('after')
const onSettled = adder('settled')

function createHook(callbacks = {}) {
  const { init, before, after, settled } = callbacks
  const stops = []
  if (init) stops.push(onInit(init))
  if (before) stops.push(onBefore(before))
  if (after) stops.push(onAfter(after))
  if (settled) stops.push(onSettled(settled))
  return () => {
    for (let i = 0; i < stops.length; i++) stops[i]()
  }
}

module.exports = { createHook, onInit, onBefore, onAfter, onSettled }
