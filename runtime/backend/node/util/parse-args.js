'use strict'

// util.parseArgs: a command line against a description of its options.

const {
  codes: { ERR_INVALID_ARG_VALUE, ERR_PARSE_ARGS_INVALID_OPTION_VALUE, ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL, ERR_PARSE_ARGS_UNKNOWN_OPTION },
} = require('internal/errors')
const { validateArray, validateBoolean, validateBooleanArray, validateObject, validateString, validateStringArray, validateUnion } = require('internal/validators')

const hasOwn = Function.prototype.call.bind(Object.prototype.hasOwnProperty)

function own(object, key) { return hasOwn(object, key) ? object[key] : undefined }

// programArgs is what follows the script's name.
function programArgs() { return require('process').argv.slice(2) }

function longNameOf(short, options) {
  for (const name of Object.keys(options)) if (own(options[name], 'short') === short) return name
  return short
}

function typeOf(name, options) {
  const option = own(options, name)
  return option === undefined ? undefined : option.type
}

// tokenize takes arguments apart without judging them.
function tokenize(args, options) {
  const tokens = []
  const queue = args.slice()
  let index = -1
  let fromGroup = 0 // how many of the queue's first came out of one argument
  while (queue.length > 0) {
    const arg = queue.shift()
    const next = queue[0]
    if (fromGroup > 0) fromGroup--
    else index++
    if (arg === '--') {
      tokens.push({ kind: 'option-terminator', index })
      for (const rest of queue) tokens.push({ kind: 'positional', index: ++index, value: rest })
      break
    }
    if (arg.length === 2 && arg[0] === '-' && arg[1] !== '-') {
      const name = longNameOf(arg[1], options)
      let value
      let inlineValue
      if (typeOf(name, options) === 'string' && next !== undefined && next !== null) {
        value = queue.shift()
        inlineValue = false
      }
      tokens.push({ kind: 'option', name, rawName: arg, index, value, inlineValue })
      if (value !== undefined) index++
      continue
    }
    if (isShortGroup(arg, options)) {
      const expanded = []
      for (let i = 1; i < arg.length; i++) {
        const name = longNameOf(arg[i], options)
        if (typeOf(name, options) !== 'string' || i === arg.length - 1) expanded.push('-' + arg[i])
        else {
          // The first option that takes a value takes the rest of the group.
          expanded.push('-' + arg.slice(i))
          break
        }
      }
      queue.unshift(...expanded)
      fromGroup = expanded.length
      continue
    }
    if (arg.length > 2 && arg[0] === '-' && arg[1] !== '-' && typeOf(longNameOf(arg[1], options), options) === 'string') {
      tokens.push({ kind: 'option', name: longNameOf(arg[1], options), rawName: '-' + arg[1], index, value: arg.slice(2), inlineValue: true })
      continue
    }
    const equals = arg.indexOf('=', 3)
    if (arg.length > 2 && arg.startsWith('--') && equals === -1) {
      const name = arg.slice(2)
      let value
      let inlineValue
      if (typeOf(name, options) === 'string' && next !== undefined && next !== null) {
        value = queue.shift()
        inlineValue = false
      }
      tokens.push({ kind: 'option', name, rawName: arg, index, value, inlineValue })
      if (value !== undefined) index++
      continue
    }
    if (arg.length > 2 && arg.startsWith('--')) {
      tokens.push({ kind: 'option', name: arg.slice(2, equals), rawName: arg.slice(0, equals), index, value: arg.slice(equals + 1), inlineValue: true })
      continue
    }
    tokens.push({ kind: 'positional', index, value: arg })
  }
  return tokens
}

// isShortGroup reports whether arg is several short options in one, of which at most the last takes a value.
function isShortGroup(arg, options) {
  return arg.length > 2 && arg[0] === '-' && arg[1] !== '-' && typeOf(longNameOf(arg[1], options), options) !== 'string'
}

function checkValue(token, name, options) {
  const short = own(own(options, name) || {}, 'short')
  const shown = (short ? '-' + short + ', ' : '') + '--' + name
  const type = typeOf(name, options)
  if (type === 'string' && typeof token.value !== 'string') {
    throw new ERR_PARSE_ARGS_INVALID_OPTION_VALUE("Option '" + shown + " <value>' argument missing")
  }
  if (type === 'boolean' && token.value !== undefined && token.value !== null) {
    throw new ERR_PARSE_ARGS_INVALID_OPTION_VALUE("Option '" + shown + "' does not take an argument")
  }
  if (type === 'string' && token.inlineValue === false && token.value.length > 1 && token.value[0] === '-') {
    const example = token.rawName.startsWith('--') ? "'" + token.rawName + "=-XYZ'" : "'--" + token.name + "=-XYZ' or '" + token.rawName + "-XYZ'"
    throw new ERR_PARSE_ARGS_INVALID_OPTION_VALUE("Option '" + token.rawName + "' argument is ambiguous.\nDid you forget to specify the option argument for '" +
      token.rawName + "'?\nTo specify an option argument starting with a dash use " + example + '.')
  }
}

function store(name, value, options, values) {
  if (name === '__proto__') return
  const kept = value === undefined ? true : value
  if (own(own(options, name) || {}, 'multiple')) {
    if (values[name]) values[name].push(kept)
    else values[name] = [kept]
  } else values[name] = kept
}

function checkOptions(options) {
  for (const name of Object.keys(options)) {
    const option = options[name]
    validateObject(option, 'options.' + name)
    validateUnion(own(option, 'type'), 'options.' + name + '.type', ['string', 'boolean'])
    if (hasOwn(option, 'short')) {
      validateString(option.short, 'options.' + name + '.short')
      if (option.short.length !== 1) throw new ERR_INVALID_ARG_VALUE('options.' + name + '.short', option.short, 'must be a single character')
    }
    const multiple = own(option, 'multiple')
    if (hasOwn(option, 'multiple')) validateBoolean(multiple, 'options.' + name + '.multiple')
    const value = own(option, 'default')
    if (value === undefined) continue
    const place = 'options.' + name + '.default'
    if (option.type === 'string') (multiple ? validateStringArray : validateString)(value, place)
    else (multiple ? validateBooleanArray : validateBoolean)(value, place)
  }
}

function parseArgs(config = {}) {
  validateObject(config, 'config')
  const args = own(config, 'args') === undefined || own(config, 'args') === null ? programArgs() : config.args
  const strict = hasOwn(config, 'strict') && config.strict !== undefined ? config.strict : true
  const allowPositionals = own(config, 'allowPositionals') === undefined ? !strict : config.allowPositionals
  const returnTokens = own(config, 'tokens') === undefined ? false : config.tokens
  const allowNegative = own(config, 'allowNegative') === undefined ? false : config.allowNegative
  const options = own(config, 'options') === undefined ? { __proto__: null } : config.options
  validateArray(args, 'args')
  validateBoolean(strict, 'strict')
  validateBoolean(allowPositionals, 'allowPositionals')
  validateBoolean(returnTokens, 'tokens')
  validateBoolean(allowNegative, 'allowNegative')
  validateObject(options, 'options')
  checkOptions(options)
  const tokens = tokenize(args, options)
  const result = { values: { __proto__: null }, positionals: [] }
  if (returnTokens) result.tokens = tokens
  for (const token of tokens) {
    if (token.kind === 'positional') {
      if (!allowPositionals) throw new ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL(token.value)
      result.positionals.push(token.value)
    } else if (token.kind === 'option') {
      const negates = allowNegative && token.name.startsWith('no-')
      if (strict) {
        let { name } = token
        if (!hasOwn(options, name)) {
          if (negates) name = name.slice(3)
          if (!negates || typeOf(name, options) !== 'boolean') throw new ERR_PARSE_ARGS_UNKNOWN_OPTION(token.rawName, allowPositionals)
        }
        checkValue(token, name, options)
      }
      if (negates && token.value === undefined) store(token.name.slice(3), false, options, result.values)
      else store(token.name, token.value, options, result.values)
    }
  }
  for (const name of Object.keys(options)) {
    const value = own(options[name], 'default')
    if (value !== undefined && name !== '__proto__' && result.values[name] === undefined) result.values[name] = value
  }
  return result
}

module.exports = { parseArgs }
