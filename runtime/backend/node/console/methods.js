'use strict'

// The methods of console beyond log and its kin, and the Console class over streams.

const { codes: { ERR_CONSOLE_WRITABLE_STREAM, ERR_INCOMPATIBLE_OPTION_PAIR } } = require('internal/errors')
const { validateArray, validateInteger, validateObject, validateOneOf } = require('internal/validators')
const { formatArgs } = require('internal/util/format')
const { inspect } = require('internal/util/inspect')

const maxGroupIndentation = 1000

function warn(message) { require('process').emitWarning(message) }

// formatTime writes milliseconds as console.time does: "1.234s", "2:03.004 (m:ss.mmm)".
function formatTime(ms) {
  let hours = 0
  let minutes = 0
  let seconds = 0
  if (ms >= 1000) {
    if (ms >= 60000) {
      if (ms >= 3600000) {
        hours = Math.floor(ms / 3600000)
        ms %= 3600000
      }
      minutes = Math.floor(ms / 60000)
      ms %= 60000
    }
    seconds = ms / 1000
  }
  if (hours !== 0 || minutes !== 0) {
    const [whole, fraction] = seconds.toFixed(3).split('.')
    const clock = hours !== 0 ? hours + ':' + String(minutes).padStart(2, '0') : minutes
    return clock + ':' + whole.padStart(2, '0') + '.' + fraction + ' (' + (hours !== 0 ? 'h:m' : '') + 'm:ss.mmm)'
  }
  if (seconds !== 0) return seconds.toFixed(3) + 's'
  return Number(ms.toFixed(3)) + 'ms'
}

// makeMethods returns the methods for a console that own describes: how it prints, its options
// for inspect, its indentation, and itself.
function makeMethods(own) {
  const counts = new Map()
  const timers = own.times = new Map()
  const now = () => {
    const [seconds, nanoseconds] = require('process').hrtime()
    return seconds * 1e3 + nanoseconds / 1e6
  }
  function elapsed(name, label, data) {
    const start = timers.get(label)
    if (start === undefined) {
      warn("No such label '" + label + "' for console." + name + '()')
      return false
    }
    const text = formatTime(now() - start)
    if (data === undefined) own.console.log('%s: %s', label, text)
    else own.console.log('%s: %s', label, text, ...data)
    return true
  }
  const methods = {
    dir(object, options) {
      own.printText(1, inspect(object, { customInspect: false, ...own.options(1), ...options }))
    },
    dirxml(...data) { own.print(1, data) },
    time(label = 'default') {
      label = `${label}`
      if (timers.has(label)) {
        warn("Label '" + label + "' already exists for console.time()")
        return
      }
      timers.set(label, now())
    },
    timeEnd(label = 'default') {
      label = `${label}`
      if (elapsed('timeEnd', label, undefined)) timers.delete(label)
    },
    timeLog(label = 'default', ...data) {
      elapsed('timeLog', String(label), data)
    },
    trace(...args) {
      const error = { name: 'Trace', message: formatArgs(own.options(2), args) }
      const frames = require('internal/util/inspect').formatStack(new Error('').stack).split('\n').slice(1)
      const place = frames.findIndex((line) => !/\bnode:|<anonymous>/.test(line))
      own.console.error(error.name + (error.message === '' ? '' : ': ' + error.message) + '\n' + frames.slice(place < 0 ? 0 : place).join('\n'))
    },
    assert(value, ...args) {
      if (value) return
      if (typeof args[0] === 'string') args[0] = 'Assertion failed: ' + args[0]
      else args.unshift('Assertion failed')
      Reflect.apply(own.console.warn, own.console, args)
    },
    clear() {
      if (own.isTerminal(1) && require('process').env.TERM !== 'dumb') own.clear ? own.clear() : require('process').stdout.write('\u001b[1;1H\u001b[0J')
    },
    count(label = 'default') {
      label = `${label}`
      const count = (counts.get(label) || 0) + 1
      counts.set(label, count)
      own.console.log(label + ': ' + count)
    },
    countReset(label = 'default') {
      label = `${label}`
      if (!counts.has(label)) {
        warn("Count for '" + label + "' does not exist")
        return
      }
      counts.delete(label)
    },
    group(...data) {
      if (data.length > 0) Reflect.apply(own.console.log, own.console, data)
      own.indent(own.groupIndentation)
    },
    groupEnd() { own.indent(-own.groupIndentation) },
    table(data, properties) {
      if (data === null || typeof data !== 'object') return own.console.log(data)
      if (properties !== undefined) validateArray(properties, 'properties')
      const text = require('internal/console/table').tableOf(data, properties, own.options(1))
      if (text === undefined) return own.console.log(data)
      own.console.log(text)
    },
  }
  methods.groupCollapsed = { groupCollapsed: methods.group }.groupCollapsed
  return methods
}

function isWritable(stream) { return stream !== null && stream !== undefined && typeof stream.write === 'function' }

// Console writes to streams of the user's.
function Console(options, ...rest) {
  if (!new.target) return Reflect.construct(Console, [options, ...rest])
  if (!options || typeof options.write === 'function') options = { stdout: options, stderr: rest[0], ignoreErrors: rest[1] }
  const { stdout, stderr = stdout, ignoreErrors = true, colorMode = 'auto', inspectOptions, groupIndentation } = options
  if (!isWritable(stdout)) throw new ERR_CONSOLE_WRITABLE_STREAM('stdout')
  if (!isWritable(stderr)) throw new ERR_CONSOLE_WRITABLE_STREAM('stderr')
  if (typeof colorMode !== 'boolean' && colorMode !== 'auto') {
    validateOneOf(colorMode, 'colorMode', ['auto', true, false])
  }
  if (groupIndentation !== undefined) validateInteger(groupIndentation, 'groupIndentation', 0, maxGroupIndentation)
  if (inspectOptions !== undefined) {
    validateObject(inspectOptions, 'options.inspectOptions')
    const perStream = inspectOptions instanceof Map || (inspectOptions && inspectOptions[Symbol.toStringTag] === 'Map')
    for (const one of perStream ? inspectOptions.values() : [inspectOptions]) {
      if (one.colors !== undefined && options.colorMode !== undefined) {
        throw new ERR_INCOMPATIBLE_OPTION_PAIR('options.inspectOptions.color', 'colorMode')
      }
    }
  }
  bind(this, { stdout, stderr, ignoreErrors, colorMode, inspectOptions, groupIndentation: groupIndentation === undefined ? 2 : groupIndentation })
}

// The methods of each Console.
const implementations = new WeakMap()

function bind(console, settings) {
  let indentation = ''
  const streamOf = (fd) => (fd === 1 ? console._stdout : console._stderr)
  const own = {
    console,
    groupIndentation: settings.groupIndentation,
    options(fd) {
      const stream = streamOf(fd)
      let color = settings.colorMode
      if (color === 'auto') color = Boolean(stream.isTTY) && (typeof stream.getColorDepth !== 'function' || stream.getColorDepth() > 2)
      const given = settings.inspectOptions instanceof Map ? settings.inspectOptions.get(stream) : settings.inspectOptions
      if (given !== undefined) return given.colors === undefined ? { ...given, colors: color } : given
      return { colors: color }
    },
    isTerminal: (fd) => Boolean(streamOf(fd).isTTY),
    clear() { console._stdout.write('\u001b[1;1H\u001b[0J') },
    indent(by) { indentation = by > 0 ? indentation + ' '.repeat(by) : indentation.slice(0, indentation.length + by) },
    print(fd, args) { own.printText(fd, formatArgs(own.options(fd), args)) },
    printText(fd, text) {
      if (indentation !== '') text = indentation + (text.includes('\n') ? text.replaceAll('\n', '\n' + indentation) : text)
      writeText(streamOf(fd), text + '\n', settings.ignoreErrors)
    },
  }
  const define = (name, value, enumerable = true) => Object.defineProperty(console, name, { value, enumerable, writable: true, configurable: true })
  define('_stdout', settings.stdout, false)
  define('_stderr', settings.stderr, false)
  define('_ignoreErrors', Boolean(settings.ignoreErrors), false)
  const methods = makeMethods(own)
  for (const name of ['log', 'debug', 'info']) methods[name] = { [name](...args) { own.print(1, args) } }[name]
  for (const name of ['warn', 'error']) methods[name] = { [name](...args) { own.print(2, args) } }[name]
  define('_times', own.times, false)
  implementations.set(console, methods)
  // A subclass may have its own.
  for (const name of Object.keys(Console.prototype)) {
    const method = console[name]
    if (method === Console.prototype[name]) define(name, methods[name])
    else if (typeof method === 'function') define(name, Object.defineProperty(method.bind(console), 'name', { value: name }))
  }
}

function writeText(stream, text, ignoreErrors) {
  if (!ignoreErrors) {
    stream.write(text)
    return
  }
  const { handler, ignore } = handlersOf(stream)
  // A stream that fails must not end the program that only wanted to print.
  if (typeof stream.once === 'function') stream.once('error', ignore)
  try {
    stream.write(text, handler)
  } catch (error) {
    if (require('internal/errors').isStackOverflowError(error)) throw error
  } finally {
    if (typeof stream.removeListener === 'function') stream.removeListener('error', ignore)
  }
}

const handlers = new WeakMap()

// handlersOf returns the stream's callbacks, always the same: streams tell them with one tick.
function handlersOf(stream) {
  let found = handlers.get(stream)
  if (found === undefined) {
    const ignore = function () {}
    const handler = (error) => {
      // The error event may follow only now.
      if (error && !stream._writableState?.errorEmitted && stream.listenerCount?.('error') === 0) stream.once('error', ignore)
    }
    handlers.set(stream, found = { handler, ignore })
  }
  return found
}

for (const name of ['log', 'warn', 'error', 'info', 'debug', 'dir', 'dirxml', 'time', 'timeEnd', 'timeLog', 'trace', 'assert', 'clear', 'count', 'countReset',
  'group', 'groupCollapsed', 'groupEnd', 'table']) {
  Console.prototype[name] = {
    [name](...args) {
      const methods = implementations.get(this)
      if (methods !== undefined) return Reflect.apply(methods[name], this, args)
      if (this === require('console')) return Reflect.apply(this[name], this, args)
    },
  }[name]
}

// The global console is a Console, too.
Object.defineProperty(Console, Symbol.hasInstance, {
  value(instance) {
    return instance === require('console') || (typeof instance === 'object' && instance !== null && Console.prototype.isPrototypeOf(instance))
  },
})

module.exports = { Console, makeMethods, formatTime }
