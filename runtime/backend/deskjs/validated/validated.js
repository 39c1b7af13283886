// Arguments checked by schemas that speak Standard Schema, version 1.

const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors')

const asyncGenerator = 'AsyncGeneratorFunction'
const { apply } = Reflect

// The place of an issue, as the backend's own checks write it: arguments[0].tags[2]
function place(index, path) {
  let text = `arguments[${index}]`
  for (const step of path) {
    text += typeof step === 'string' && /^[A-Za-z_$][\w$]*$/.test(step) ? `.${step}`
      : `[${typeof step === 'string' ? `'${step.replace(/[\\']/g, '\\$&')}'` : String(step)}]`
  }
  return text
}

// The error of a call with wrong arguments. `issues` says the same to programs, as far as it can cross to the page.
function refusal(name, found) {
  const issues = found.map(({ index, issue }) => {
    const path = Array.from(issue.path ?? [], (step) => typeof step === 'object' && step !== null ? step.key : step)
    return { message: String(issue.message), path: [index, ...path.map((step) => typeof step === 'symbol' ? String(step) : step)] }
  })
  const texts = issues.map(({ message, path: [index, ...path] }) => `${place(index, path)}: ${message}`)
  const more = texts.length > 5 ? `; and ${texts.length - 5} more` : ''
  const error = new TypeError((name ? `${name}: ` : '') + texts.slice(0, 5).join('; ') + more)
  error.code = 'ERR_INVALID_ARGUMENT'
  error.issues = issues
  return error
}

// What the schemas say of the arguments: an array of results, or a promise of it if one of them takes its time.
function results(schemas, args) {
  const all = []
  let waits = false
  for (let i = 0; i < schemas.length; i++) {
    const result = schemas[i]['~standard'].validate(args[i])
    waits ||= typeof result?.then === 'function'
    all.push(result)
  }
  return waits ? Promise.all(all) : all
}

// The values to call with; throws if there are issues.
function values(name, all) {
  const found = []
  for (let index = 0; index < all.length; index++) {
    for (const issue of all[index].issues ?? []) found.push({ index, issue })
  }
  if (found.length > 0) throw refusal(name, found)
  return all.map((result) => result.value)
}

// An async generator that begins when it is first asked, with the one that `ready` gives.
function generatorOf(ready) {
  let inner
  let over = false // before it began
  const step = (method) => async (value) => {
    if (over) return { value: undefined, done: true }
    inner ??= ready()
    return (await inner)[method](value)
  }
  const end = step('return')
  return {
    next: step('next'),
    async return(value) {
      if (inner !== undefined) return end(value)
      over = true
      return { value, done: true }
    },
    throw: step('throw'),
    [Symbol.asyncIterator]() { return this },
  }
}

function isSchema(value) {
  return value !== null && (typeof value === 'object' || typeof value === 'function') && typeof value['~standard']?.validate === 'function'
}

function validated(schemas, implementation) {
  if (!Array.isArray(schemas)) throw new ERR_INVALID_ARG_TYPE('schemas', 'Array', schemas)
  for (let i = 0; i < schemas.length; i++) {
    if (!isSchema(schemas[i])) throw new ERR_INVALID_ARG_TYPE(`schemas[${i}]`, 'StandardSchema', schemas[i])
  }
  if (typeof implementation !== 'function') throw new ERR_INVALID_ARG_TYPE('implementation', 'Function', implementation)
  const own = [...schemas]
  const call = function (...args) {
    const check = async () => values(call.name, await results(own, args))
    if (implementation[Symbol.toStringTag] === asyncGenerator) {
      return generatorOf(async () => apply(implementation, this, await check()))
    }
    return check().then((passed) => apply(implementation, this, passed))
  }
  Object.defineProperty(call, 'name', { __proto__: null, value: implementation.name, configurable: true })
  return call
}

module.exports = { validated }
