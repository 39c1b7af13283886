// Serializer and Deserializer by themselves, with hooks.
// needs a patch: deep values
const v8 = require('v8')
const attempt = (fn) => {
  try {
    console.log(fn())
  } catch (error) {
    console.log(error.name, error.code, error.message)
  }
}

const writer = new v8.Serializer()
writer._writeHostObject = function (object) {
  this.writeUint32(7)
  this.writeUint64(1, 2)
  this.writeDouble(-0.25)
  this.writeRawBytes(Buffer.from('raw'))
}
writer._setTreatArrayBufferViewsAsHostObjects(true)
writer.writeHeader()
writer.writeValue({ view: new Uint8Array(2) })
const bytes = writer.releaseBuffer()
console.log(bytes.toString('hex'), Buffer.isBuffer(bytes))

const reader = new v8.Deserializer(bytes)
reader._readHostObject = function () {
  return { read: [this.readUint32(), this.readUint64(), this.readDouble(), this.readRawBytes(3).toString()] }
}
console.log(reader.readHeader(), reader.getWireFormatVersion(), reader.readValue())

const transferred = new ArrayBuffer(3)
const sender = new v8.Serializer()
sender.transferArrayBuffer(4, transferred)
sender.writeHeader()
sender.writeValue([transferred, transferred])
const receiver = new v8.Deserializer(sender.releaseBuffer())
receiver.transferArrayBuffer(4, transferred)
receiver.readHeader()
console.log(receiver.readValue()[1] === transferred)

class Own extends v8.DefaultSerializer {
  _getDataCloneError(message) { return new RangeError(message) }
}
attempt(() => new Own().writeValue(() => 1))
attempt(() => v8.Serializer())
attempt(() => v8.Deserializer())
attempt(() => new v8.Deserializer('text'))
attempt(() => new v8.Serializer().writeRawBytes(3))
attempt(() => new v8.Serializer().transferArrayBuffer(3, 4))
attempt(() => new v8.Deserializer(Buffer.alloc(1)).transferArrayBuffer(1, {}))
attempt(() => new v8.Deserializer(Buffer.alloc(0)).readUint32())
attempt(() => new v8.Deserializer(Buffer.alloc(0)).readDouble())
attempt(() => new v8.Deserializer(Buffer.alloc(0)).readRawBytes(3))
attempt(() => new v8.Deserializer(Buffer.from([0x5c])).readValue())
attempt(() => v8.setFlagsFromString(3))
attempt(() => v8.startupSnapshot.addSerializeCallback(() => {}))
attempt(() => Object.keys(v8.getHeapStatistics()).length)

const deep = []
let inner = deep
for (let i = 0; i < 20000; i++) inner = inner[0] = []
attempt(() => v8.serialize(deep))
