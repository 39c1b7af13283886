const b = Buffer.alloc(8)
const show = (name, ...args) => {
  try { console.log(name, args.join(), b[name](...args), b) } catch (error) { console.log(name, args.join(), error.code, error.message) }
}
for (const kind of ['UInt', 'Uint', 'Int']) {
  for (const rest of ['8', '16LE', '16BE', '32LE', '32BE']) {
    b.fill(0xf1)
    show('read' + kind + rest, 1)
    show('write' + kind + rest, 100, 2)
    show('write' + kind + rest, -1)
    show('write' + kind + rest, 2 ** 40)
  }
  for (let size = 1; size <= 6; size++) {
    show(`write${kind}LE`, 1, 0, size)
    show(`read${kind}BE`, 1, size)
  }
}
for (const name of ['FloatLE', 'FloatBE', 'DoubleLE', 'DoubleBE']) {
  show('write' + name, 1.1)
  show('read' + name)
  show('write' + name, NaN)
  show('write' + name, 1e300)
}
for (const name of ['BigInt64LE', 'BigUInt64BE']) {
  show('write' + name, 2n ** 62n)
  show('read' + name)
  show('write' + name, 2n ** 65n)
}
show('readInt8', 8)
show('readInt8', 1.5)
show('readInt8', '1')
show('readInt8', Infinity)
show('readUIntLE', 0, 7)
show('readUIntLE')
show('writeInt16LE', 'x', 1)
show('writeUIntBE', 1, 3, 6)
show('readDoubleLE', 1)
try { Buffer.alloc(1).readInt16LE() } catch (error) { console.log(error.code, error.message) }
