'use strict'

// How util.inspect writes errors: the stack, with the class's name where the stack lacks
// it, and without the frames that the cause's stack has too.

const { formatStack, formatValue, prefixOf } = require('internal/util/inspect')
const { isNativeError } = require('util/types')

function isError(value) { return isNativeError(value) || value instanceof Error }

// stackOf is the error's stack in V8's form, its positions mapped to the author's source.
function stackOf(context, error) {
  const { stack } = error
  if (!stack) return Error.prototype.toString.call(error)
  return typeof stack === 'string' ? formatStack(stack) : formatValue(context, stack)
}

// formatError returns the text of an error; keys loses what the text already says and
// gains cause and errors.
function formatError(context, error, constructor, tag, keys) {
  const name = error.name !== null && error.name !== undefined ? error.name : 'Error'
  let stack = stackOf(context, error)
  if (!context.showHidden && keys.length !== 0) dropRepeated(keys, error, stack)
  if ('cause' in error && !keys.includes('cause')) keys.push('cause')
  if (Array.isArray(error.errors) && !keys.includes('errors')) keys.push('errors')
  stack = nameClass(stack, constructor, name, tag)
  // The message may itself look like frames.
  let from = (error.message && stack.indexOf(error.message)) || -1
  if (from !== -1) from += error.message.length
  const start = stack.indexOf('\n    at', from)
  if (start === -1) stack = '[' + stack + ']'
  else {
    const lines = framesOf(context, error, stack.slice(start + 1))
    if (context.colors) for (let i = 0; i < lines.length; i++) lines[i] = colorFrame(context, lines[i])
    stack = stack.slice(0, start) + '\n' + lines.join('\n')
  }
  if (context.indentationLvl !== 0) stack = stack.replaceAll('\n', '\n' + ' '.repeat(context.indentationLvl))
  return stack
}

function dropRepeated(keys, error, stack) {
  for (const name of ['name', 'message', 'stack']) {
    const index = keys.indexOf(name)
    if (index === -1) continue
    const value = name === 'stack' ? stack : error[name]
    if (typeof value !== 'string' || stack.includes(value)) keys.splice(index, 1)
  }
}

function nameClass(stack, constructor, name, tag) {
  if (typeof name !== 'string') {
    name = String(name)
    stack = stack.replace(name, () => name + ' [' + prefixOf(constructor, tag, 'Error').slice(0, -1) + ']')
  }
  let { length } = name
  const named = name.endsWith('Error') && stack.startsWith(name) &&
    (stack.length === length || stack[length] === ':' || stack[length] === '\n')
  if (constructor !== null && !named) return stack
  let fallback = 'Error'
  if (constructor === null) {
    const start = /^([A-Z][a-z_ A-Z0-9[\]()-]+)(?::|\n\s+at)/.exec(stack) || /^([a-z_A-Z0-9-]*Error)$/.exec(stack)
    fallback = (start && start[1]) || ''
    length = fallback.length
    fallback = fallback || 'Error'
  }
  const prefix = prefixOf(constructor, tag, fallback).slice(0, -1)
  if (name === prefix) return stack
  if (!prefix.includes(name)) return prefix + ' [' + name + ']' + stack.slice(length)
  return length === 0 ? prefix + ': ' + stack : prefix + stack.slice(length)
}

// framesOf lists the frames, those that the cause's stack shares folded into one line.
function framesOf(context, error, text) {
  const frames = text.split('\n')
  let cause
  try { ({ cause } = error) } catch { return frames }
  if (cause === null || cause === undefined || !isError(cause)) return frames
  const causeStack = stackOf(context, cause)
  const start = causeStack.indexOf('\n    at')
  if (start === -1) return frames
  const shared = sharedFrames(frames, causeStack.slice(start + 1).split('\n'))
  if (shared.length > 3) {
    const skipped = shared.length - 2
    frames.splice(shared.offset + 1, skipped, context.stylize('    ... ' + skipped + ' lines matching cause stack trace ...', 'undefined'))
  }
  return frames
}

function sharedFrames(a, b) {
  for (let i = 0; i < a.length - 3; i++) {
    const at = b.indexOf(a[i])
    if (at === -1) continue
    const limit = Math.min(a.length - i, b.length - at)
    if (b.length - at <= 3) continue
    let length = 1
    while (length < limit && a[i + length] === b[at + length]) length++
    if (length > 3) return { length, offset: i }
  }
  return { length: 0, offset: 0 }
}

// greyFolder greys the current folder, and the brackets around a place in it.
function greyFolder(context, line) {
  let folder
  try { folder = require('process').cwd() } catch { return line }
  let start = line.indexOf(folder)
  let length = folder.length
  if (start === -1 && line.includes('file://')) {
    const url = 'file://' + encodeURI(folder)
    start = line.indexOf(url)
    length = url.length
  }
  if (start === -1 || folder === '/') return line
  if (line.slice(start - 7, start) === 'file://') {
    start -= 7
    length += 7
  }
  const bracketed = line[start - 1] === '(' && line.endsWith(')')
  const from = bracketed ? start - 1 : start
  const to = start + length + 1
  const rest = line.slice(to, bracketed ? -1 : line.length)
  return line.slice(0, from) + context.stylize(line.slice(from, to), 'undefined') + rest + (bracketed ? context.stylize(')', 'undefined') : '')
}

// colorFrame greys the runtime's own frames and underlines packages' names.
function colorFrame(context, line) {
  if (/^ {4,}at (?:[^/\\(]+ \(|)node:/.test(line)) return context.stylize(line, 'undefined')
  return greyFolder(context, line.replace(/([/\\]node_modules[/\\])(@[^/\\]+[/\\][^/\\]+|[^/\\]+)(?=[/\\])/g, function (all, folder, name) {
    return folder + context.stylize(name, 'module')
  }))
}

module.exports = { formatError, stackOf, isError }
