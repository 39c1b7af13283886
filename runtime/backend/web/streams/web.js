'use strict'

// stream/web: the classes of web streams, each loaded when it is first looked at.

const homes = {
  readablestream: ['ReadableStream', 'ReadableStreamDefaultReader', 'ReadableStreamDefaultController'],
  bytestream: ['ReadableStreamBYOBReader', 'ReadableStreamBYOBRequest', 'ReadableByteStreamController'],
  writablestream: ['WritableStream', 'WritableStreamDefaultController', 'WritableStreamDefaultWriter'],
  transformstream: ['TransformStream', 'TransformStreamDefaultController'],
  queuingstrategies: ['ByteLengthQueuingStrategy', 'CountQueuingStrategy'],
  encoding: ['TextEncoderStream', 'TextDecoderStream'],
  compression: ['CompressionStream', 'DecompressionStream'],
}
const order = [
  'ReadableStream', 'ReadableStreamDefaultReader', 'ReadableStreamBYOBReader', 'ReadableStreamBYOBRequest', 'ReadableByteStreamController',
  'ReadableStreamDefaultController', 'TransformStream', 'TransformStreamDefaultController', 'WritableStream',
  'WritableStreamDefaultWriter', 'WritableStreamDefaultController', 'ByteLengthQueuingStrategy', 'CountQueuingStrategy',
  'TextEncoderStream', 'TextDecoderStream', 'CompressionStream', 'DecompressionStream',
]

const { defineLazily } = require('internal/util')
for (let i = 0; i < order.length; i++) {
  const home = Object.keys(homes).find((name) => homes[name].includes(order[i]))
  defineLazily(module.exports, 'internal/webstreams/' + home, [order[i]])
}
