// process.emitWarning and what is printed of a 'warning'.

const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors')
const { validateString } = require('internal/validators')

function emit(warning, type, code, ctor) {
  let detail
  if (type !== null && typeof type === 'object' && !Array.isArray(type)) {
    ctor = type.ctor
    code = type.code
    if (typeof type.detail === 'string') detail = type.detail
    type = type.type || 'Warning'
  } else if (typeof type === 'function') {
    ctor = type
    code = ''
    type = 'Warning'
  }
  if (type !== undefined) validateString(type, 'type')
  if (typeof code === 'function') {
    ctor = code
    code = undefined
  } else if (code !== undefined) {
    validateString(code, 'code')
  }
  if (typeof warning === 'string') {
    warning = create(warning, type, code, ctor, detail)
  } else if (!(warning instanceof Error)) {
    throw new ERR_INVALID_ARG_TYPE('warning', ['Error', 'string'], warning)
  }
  if (warning.name === 'DeprecationWarning') {
    if (process.noDeprecation) return
    if (process.throwDeprecation) {
      process.nextTick(() => { throw warning })
      return
    }
  }
  process.nextTick(() => process.emit('warning', warning))
}

function create(message, type, code, ctor, detail) {
  const warning = new Error(message)
  warning.name = String(type || 'Warning')
  if (code !== undefined) warning.code = code
  if (detail !== undefined) warning.detail = detail
  Error.captureStackTrace?.(warning, ctor || process.emitWarning)
  return warning
}

let hinted = false

// print is the listener that shows warnings on stderr.
function print(warning) {
  if (!(warning instanceof Error) || process.noProcessWarnings || process.env.NODE_NO_WARNINGS === '1') return
  const isDeprecation = warning.name === 'DeprecationWarning'
  if (isDeprecation && process.noDeprecation) return
  if (process.execArgv.includes(`--disable-warning=${warning.code || warning.name}`) ||
    process.execArgv.includes(`--disable-warning=${warning.name}`)) return
  const trace = process.traceProcessWarnings || (isDeprecation && process.traceDeprecation)
  let text = `(deskjs:${process.pid}) `
  if (warning.code) text += `[${warning.code}] `
  if (trace && warning.stack) text += `${warning.stack}`
  else text += typeof warning.toString === 'function' ? `${warning.toString()}` : Error.prototype.toString.call(warning)
  if (typeof warning.detail === 'string') text += `\n${warning.detail}`
  if (!trace && !hinted) {
    hinted = true
    text += '\n(Set process.traceProcessWarnings to true to see where warnings come from)'
  }
  process.stderr.write(text + '\n')
}

module.exports = { emit, print }
