const b = Buffer.from([1, 2, 3, 4, 5, 6, 7, 8])
const part = b.subarray(-3, -1)
part[0] = 0xff
console.log(b, part, b.slice(6), b.subarray(3, 1), part instanceof Buffer, b.slice(2, 4).toString('hex'))
console.log(Buffer.from(b).swap16(), Buffer.from(b).swap32(), Buffer.from(b).swap64())
console.log(b.copy(b, 2, 0, 4), b, b.copy(b, 100), b.copy(new Uint8Array(2), 1))
console.log(Buffer.alloc(6).fill('abc'), Buffer.alloc(4).fill('é'), Buffer.alloc(4).fill(257), Buffer.alloc(4).fill('', 1), Buffer.alloc(4).fill(Buffer.from([1, 2]), 1, 4), Buffer.alloc(3).fill('6162', 'hex'))
console.log(JSON.stringify(part), part.map((x) => x + 1), part.filter(() => true), [...part.entries()], Object.keys(part))
for (const wrong of [() => part.swap32(), () => b.fill('zz', 'hex'), () => b.fill('a', 0, 99), () => b.copy(5), () => b.copy(b, -1), () => b.copy(b, 0, 9)]) {
  try { wrong() } catch (error) { console.log(error.code, error.message) }
}
