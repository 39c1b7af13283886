'use strict'

// util.callbackify.

const { codes: { ERR_FALSY_VALUE_REJECTION } } = require('internal/errors')
const { validateFunction } = require('internal/validators')

function callbackify(original) {
  validateFunction(original, 'original')
  function callbackified(...args) {
    const last = args.pop()
    validateFunction(last, 'last argument')
    const callback = last.bind(this)
    const { nextTick } = require('process')
    Reflect.apply(original, this, args).then(
      (result) => nextTick(callback, null, result),
      (reason) => nextTick(callback, reason || new ERR_FALSY_VALUE_REJECTION(reason)),
    )
  }
  const descriptors = Object.getOwnPropertyDescriptors(original)
  // The callback is one parameter more.
  if (typeof descriptors.length.value === 'number') descriptors.length.value++
  if (typeof descriptors.name.value === 'string') descriptors.name.value += 'Callbackified'
  for (const key of Reflect.ownKeys(descriptors)) {
    if (key !== 'prototype' || Object.prototype.hasOwnProperty.call(callbackified, key)) Object.defineProperty(callbackified, key, descriptors[key])
  }
  return callbackified
}

module.exports = { callbackify }
