// How the result of a script goes to the host: the words that structured clone has, as JSON. What is no such value is refused as
// postMessage refuses it. runtime/backend/deskjs/contents/result.js reads it.
const encodeResult = (value) => {
  const seen = new Map()
  const base64 = (buffer, offset, length) => {
    const bytes = new Uint8Array(buffer, offset, length)
    let text = ''
    for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode.apply(null, bytes.subarray(i, i + 8192))
    return btoa(text)
  }
  const refuse = () => {
    throw new DOMException('An object could not be cloned.', 'DataCloneError')
  }
  const encode = (value) => {
    switch (typeof value) {
      case 'string': case 'boolean': return value
      case 'undefined': return ['u']
      case 'number': return Number.isFinite(value) && !Object.is(value, -0) ? value : ['n', Object.is(value, -0) ? '-0' : String(value)]
      case 'bigint': return ['b', String(value)]
      case 'object': break
      default: return refuse()
    }
    if (value === null) return null
    if (seen.has(value)) return ['c', seen.get(value)]
    seen.set(value, seen.size)
    if (Array.isArray(value)) return ['a', ...Array.from(value, encode)]
    const kind = Object.prototype.toString.call(value).slice(8, -1)
    switch (kind) {
      case 'Date': return ['d', +value]
      case 'RegExp': return ['r', value.source, value.flags]
      case 'Boolean': case 'Number': case 'String': return ['w', encode(value.valueOf())]
      case 'Map': return ['m', ...Array.from(value, ([key, item]) => [encode(key), encode(item)])]
      case 'Set': return ['s', ...Array.from(value, encode)]
      case 'ArrayBuffer': return ['x', kind, base64(value, 0, value.byteLength)]
      case 'Error': case 'DOMException': return ['e', String(value.name), String(value.message), String(value.stack ?? '')]
    }
    if (ArrayBuffer.isView(value)) return ['x', kind, base64(value.buffer, value.byteOffset, value.byteLength)]
    if (kind !== 'Object') return refuse()
    return ['o', ...Object.entries(value).map(([key, item]) => [key, encode(item)])]
  }
  return JSON.stringify(encode(value))
}
const encodeOutcome = async (run) => {
  try {
    return '+' + encodeResult(await run())
  } catch (error) {
    try { return '-' + encodeResult(error) } catch { return '-' + encodeResult(new Error(String(error))) }
  }
}
