'use strict'

// The natives make Buffers of the class that this defines.
require('buffer')

exports.fromArrayBuffer = binding.fromArrayBuffer
exports.encode = binding.fromString
exports.decode = binding.decode
exports.encodingNumber = binding.encoding
