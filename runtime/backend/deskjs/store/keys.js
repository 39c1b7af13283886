// Keys of a Store: 'window.bounds.width' leads into nested objects, 'tabs[0].title' and 'tabs.0.title' into arrays. A backslash takes
// a dot, a bracket or a backslash for what it is: 'example\\.com' is one name. Only a bracket makes an array where there is none.

const { codes: { ERR_INVALID_ARG_VALUE } } = require('internal/errors')

// Names that lead to what all objects share.
const forbidden = new Set(['__proto__', 'prototype', 'constructor'])

// The names that a key consists of. Without dots it is one name.
function parse(key, dots) {
  const names = dots ? split(key) : [key]
  for (const name of names) {
    if (forbidden.has(name)) throw new ERR_INVALID_ARG_VALUE('key', key, `must not have the name '${name}' in it`)
  }
  return names
}

function split(key) {
  const names = []
  let name = ''
  let after = false // a closing bracket
  const refuse = (why) => { throw new ERR_INVALID_ARG_VALUE('key', key, why) }
  for (let i = 0; i < key.length; i++) {
    const c = key[i]
    if (c === '\\' && i + 1 < key.length) {
      name += key[++i]
    } else if (c === '.') {
      if (!after) names.push(name)
      name = ''
      after = false
      if (i + 1 === key.length) refuse("must not end with a dot; write '\\\\.' for a dot that is part of a name")
    } else if (c === '[') {
      const end = key.indexOf(']', i)
      const index = key.slice(i + 1, end)
      if (end < 0 || !/^\d+$/.test(index)) refuse("has a bracket without an index, as in 'tabs[0]'; write '\\\\[' for one that is part of a name")
      if (!after && i > 0) names.push(name)
      names.push(Number(index))
      name = ''
      after = true
      i = end
    } else {
      if (after) refuse('has something directly behind a closing bracket')
      name += c
    }
  }
  if (!after) names.push(name)
  return names
}

const isObject = (value) => typeof value === 'object' && value !== null

function find(object, names) {
  let value = object
  for (const name of names) {
    if (!isObject(value) || !Object.hasOwn(value, name)) return { found: false, value: undefined }
    value = value[name]
  }
  return { found: true, value }
}

// What is on the way and no object is replaced by one.
function set(object, names, value) {
  const last = names.length - 1
  for (let i = 0; i < last; i++) {
    if (!Object.hasOwn(object, names[i]) || !isObject(object[names[i]])) object[names[i]] = typeof names[i + 1] === 'number' ? [] : {}
    object = object[names[i]]
  }
  object[names[last]] = value
}

function remove(object, names) {
  const last = names.length - 1
  const holder = last === 0 ? object : find(object, names.slice(0, last)).value
  if (!isObject(holder) || !Object.hasOwn(holder, names[last])) return
  if (Array.isArray(holder) && /^\d+$/.test(String(names[last]))) holder.splice(Number(names[last]), 1)
  else delete holder[names[last]]
}

module.exports = { find, parse, remove, set }
