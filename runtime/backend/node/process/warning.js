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
let disabled

function isDisabled(warning) {
  disabled ??= new Set(binding.options('--disable-warning'))
  return disabled.size > 0 && ((warning.code && disabled.has(warning.code)) || disabled.has(warning.name))
}

// print is the listener that shows warnings on stderr.
function print(warning) {
  if (!(warning instanceof Error) || process.noProcessWarnings || process.env.NODE_NO_WARNINGS === '1') return
  const isDeprecation = warning.name === 'DeprecationWarning'
  if ((isDeprecation && process.noDeprecation) || isDisabled(warning)) return
  const trace = process.traceProcessWarnings || (isDeprecation && process.traceDeprecation)
  let text = `(${process.release.name}:${process.pid}) `
  if (warning.code) text += `[${warning.code}] `
  if (trace && warning.stack) text += `${warning.stack}`
  else text += typeof warning.toString === 'function' ? `${warning.toString()}` : Error.prototype.toString.call(warning)
  if (typeof warning.detail === 'string') text += `\n${warning.detail}`
  if (!trace && !hinted) {
    hinted = true
    const program = require('path').basename(process.argv0 || 'node', '.exe')
    text += `\n(Use \`${program} --trace-${isDeprecation ? 'deprecation' : 'warnings'} ...\` to show where the warning was created)`
  }
  write(text + '\n')
}

// write puts a warning where --redirect-warnings says, or on stderr.
function write(text) {
  const file = binding.option('--redirect-warnings') ?? process.env.NODE_REDIRECT_WARNINGS
  if (file) {
    try {
      require('fs').appendFileSync(file, text)
      return
    } catch {
      // Then they are shown.
    }
  }
  process.stderr.write(text)
}

module.exports = { emit, print }
