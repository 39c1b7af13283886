'use strict'

// The global console. Lines of plain text are written without loading anything; the rest
// is Console's, in internal/console/methods.

const { write, terminal } = binding

let indentation = '' // what console.group has made of it
let formatArgs
let colors // whether the streams take colours: [, stdout, stderr]

function print(fd, args, level) {
  const first = args[0]
  let text
  if (args.length === 0) text = ''
  else if (args.length === 1 && typeof first === 'string') text = first
  else {
    if (formatArgs === undefined) {
      formatArgs = require('internal/util/format').formatArgs
      colors = [false, terminal(1), terminal(2)]
    }
    text = formatArgs({ colors: colors[fd] }, args)
  }
  printText(fd, text, level)
}

// streams are those that the program has put in the place of the process's.
const streams = [undefined, undefined, undefined]

function printText(fd, text, level = fd === 1 ? 'log' : 'error') {
  if (indentation !== '') text = indentation + (text.includes('\n') ? text.replaceAll('\n', '\n' + indentation) : text)
  const other = streams[fd]
  if (other !== undefined) {
    writeTo(other, text)
    return
  }
  if (write(fd, text, false, level)) return
  const stream = fd === 1 ? require('process').stdout : require('process').stderr
  if (!require('internal/stdio').isPlain(stream, fd) || !write(fd, text, true, level)) writeTo(stream, text)
}

function writeTo(stream, text) {
  const ignore = function () {}
  // The error event may follow only then.
  const done = function (error) {
    if (error && !stream._writableState?.errorEmitted && stream.listenerCount?.('error') === 0) stream.once('error', ignore)
  }
  // A stream that fails must not end the program that only wanted to print.
  if (typeof stream.once === 'function') stream.once('error', ignore)
  try {
    stream.write(text + '\n', done)
  } catch (error) {
    if (require('internal/errors').isStackOverflowError(error)) throw error
  } finally {
    if (typeof stream.removeListener === 'function') stream.removeListener('error', ignore)
  }
}

const console = Object.create({})

const log = { log(...args) { print(1, args, 'log') } }.log
const warn = { warn(...args) { print(2, args, 'warn') } }.warn
console.log = log
console.debug = { debug(...args) { print(1, args, 'debug') } }.debug
console.info = { info(...args) { print(1, args, 'info') } }.info
console.warn = warn
console.error = { error(...args) { print(2, args, 'error') } }.error

// The other methods come with the first use of one of them.
const others = ['dir', 'dirxml', 'time', 'timeEnd', 'timeLog', 'trace', 'assert', 'clear', 'count', 'countReset', 'group', 'groupCollapsed', 'groupEnd', 'table']
let methods
function load() {
  if (methods === undefined) methods = require('internal/console/methods').makeMethods(own)
}
for (let i = 0; i < others.length; i++) {
  const name = others[i]
  console[name] = {
    [name](...args) {
      load()
      return Reflect.apply(methods[name], this === undefined ? console : this, args)
    },
  }[name]
}

// own is how the methods reach this console.
const own = {
  console,
  print,
  printText,
  options: (fd) => ({ colors: terminal(fd) }),
  isTerminal: (fd) => Boolean((fd === 1 ? require('process').stdout : require('process').stderr).isTTY),
  indent(by) {
    indentation = by > 0 ? indentation + ' '.repeat(by) : indentation.slice(0, indentation.length + by)
  },
  groupIndentation: 2,
}

for (const name of ['profile', 'profileEnd', 'timeStamp']) console[name] = { [name]() {} }[name]
console.context = function context() { return console }

Object.defineProperty(console, 'Console', {
  configurable: true,
  enumerable: true,
  get() { return require('internal/console/methods').Console },
  set(value) { Object.defineProperty(console, 'Console', { value, configurable: true, enumerable: true, writable: true }) },
})
// Streams of the global console are the process's.
for (let fd = 1; fd <= 2; fd++) {
  const name = fd === 1 ? 'stdout' : 'stderr'
  Object.defineProperty(console, `_${name}`, {
    configurable: true,
    get() { return streams[fd] ?? require('process')[name] },
    set(stream) { streams[fd] = stream },
  })
}
Object.defineProperty(console, '_times', {
  configurable: true,
  get() {
    load()
    return own.times
  },
})
Object.defineProperty(console, '_ignoreErrors', { configurable: true, writable: true, value: true })
Object.defineProperty(console, Symbol.toStringTag, { value: 'console', configurable: true })

module.exports = console
