'use strict'
// Source maps of text that is put together from parts.

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const values = new Map([...digits].map((digit, value) => [digit, value]))

// decode turns mappings into lines of segments [column, source, line, column, name].
function decode(mappings) {
  const state = [0, 0, 0, 0, 0]
  return mappings.split(';').map(line => {
    state[0] = 0
    if (!line) return []
    return line.split(',').map(segment => {
      let field = 0
      let shift = 0
      let value = 0
      let fields = 0
      for (const character of segment) {
        const digit = values.get(character)
        value |= (digit & 31) << shift
        shift += 5
        if (digit & 32) continue
        state[field++] += value & 1 ? -(value >>> 1) : value >>> 1
        fields = field
        shift = value = 0
      }
      return state.slice(0, fields)
    })
  })
}

function number(value) {
  let rest = value < 0 ? (-value << 1) | 1 : value << 1
  let text = ''
  do {
    let digit = rest & 31
    rest >>>= 5
    if (rest) digit |= 32
    text += digits[digit]
  } while (rest)
  return text
}

function encode(lines) {
  const state = [0, 0, 0, 0, 0]
  return lines.map(line => {
    state[0] = 0
    return line.map(segment => segment.map((value, field) => {
      const text = number(value - state[field])
      state[field] = value
      return text
    }).join('')).join(',')
  }).join(';')
}

// join makes the map of parts, { code, map }, that stand one below the other, all of one source.
function join(parts, source, content) {
  const lines = []
  for (const { code, map } of parts) {
    const count = code.split('\n').length
    const decoded = map && map.mappings ? decode(map.mappings) : []
    for (let i = 0; i < count; i++) lines.push((decoded[i] || []).map(segment => segment.slice(0, 4).map((value, field) => (field === 1 ? 0 : value))))
  }
  return { version: 3, sources: [source], sourcesContent: [content], names: [], mappings: encode(lines) }
}

exports.decode = decode
exports.encode = encode
exports.join = join
