// structuredClone.
const original = { date: new Date(0), map: new Map([[{ k: 1 }, new Set([1, 2])]]), bytes: new Uint8Array([1, 2, 3]), nothing: undefined,
  big: 10n, nan: NaN, zero: -0, pattern: /a+/gi, error: new RangeError('bad'), list: [1, , 3] }
original.self = original
const copy = structuredClone(original)
console.log(copy.self === copy, copy !== original, copy.date, copy.map, copy.bytes, copy.big, copy.nan, Object.is(copy.zero, -0))
console.log(copy.pattern, copy.error instanceof RangeError, copy.error.message, copy.list.length, 1 in copy.list, 'nothing' in copy)
copy.bytes[0] = 9
console.log(original.bytes[0])
const buffer = new ArrayBuffer(8)
const moved = structuredClone(buffer, { transfer: [buffer] })
console.log(buffer.byteLength, moved.byteLength)
for (const call of [() => structuredClone(), () => structuredClone(() => {}), () => structuredClone({ deep: Symbol('x') })]) {
  try {
    call()
  } catch (error) {
    console.log(error.name, error.code)
  }
}
