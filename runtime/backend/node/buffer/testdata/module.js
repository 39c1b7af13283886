const buffer = require('buffer')
const { inspect } = require('util')
console.log(buffer.Buffer === Buffer, require('node:buffer') === buffer, buffer.kMaxLength === buffer.constants.MAX_LENGTH, buffer.constants.MAX_STRING_LENGTH, buffer.INSPECT_MAX_BYTES, Buffer.poolSize)
console.log(buffer.transcode(Buffer.from('é€'), 'utf8', 'latin1'), buffer.transcode(Buffer.from('é'), 'utf8', 'ucs2'))
console.log(buffer.isUtf8(Buffer.from('é')), buffer.isUtf8(Buffer.from([0xff])), buffer.isAscii(Buffer.from('é')), buffer.isAscii(new ArrayBuffer(2)))
console.log(Buffer.isBuffer(Buffer.alloc(0)), Buffer.isBuffer(new Uint8Array()), Buffer.isEncoding('UTF-8'), Buffer.isEncoding('utf9'), Buffer.isEncoding(5))
const shown = Buffer.from('hi')
shown.extra = 1
console.log(inspect(shown), inspect(Buffer.alloc(60)), inspect({ b: Buffer.from('x') }))
console.log(Object.prototype.toString.call(shown), typeof Buffer, Buffer.name, Buffer.length, shown.constructor === Buffer, shown.parent === shown.buffer)
console.log(Buffer.prototype.readInt8.name, Buffer.prototype.write.length, Buffer.prototype.readUint16LE === Buffer.prototype.readUInt16LE)
class Special extends Buffer {}
console.log(Object.getPrototypeOf(Special) === Buffer, buffer.atob('aGk='), buffer.btoa('hi'))
