// What a Readable takes out of its buffer.

const { Buffer } = require('buffer')
const { kObjectMode } = require('internal/streams/utils')
const { kDecoder } = require('internal/streams/readable-state')

// fromList takes n bytes, characters or, in object mode, one chunk; everything if n is 0 or more than there is.
function fromList(n, state) {
  // nothing buffered.
  if (state.length === 0)
    return null

  let idx = state.bufferIndex
  let ret

  const buf = state.buffer
  const len = buf.length

  if ((state.state & kObjectMode) !== 0) {
    ret = buf[idx]
    buf[idx++] = null
  } else if (!n || n >= state.length) {
    // Read it all, truncate the list.
    if ((state.state & kDecoder) !== 0) {
      ret = (idx === 0 ? buf : buf.slice(idx)).join('')
      idx = len
    } else if (len - idx === 0) {
      ret = Buffer.alloc(0)
    } else if (len - idx === 1) {
      ret = buf[idx]
      buf[idx++] = null
    } else {
      ret = Buffer.allocUnsafe(state.length)

      let i = 0
      while (idx < len) {
        ret.set(buf[idx], i)
        i += buf[idx].length
        buf[idx++] = null
      }
    }
  } else if (n < buf[idx].length) {
    // `slice` is the same for buffers and strings.
    ret = buf[idx].slice(0, n)
    buf[idx] = buf[idx].slice(n)
  } else if (n === buf[idx].length) {
    // First chunk is a perfect match.
    ret = buf[idx]
    buf[idx++] = null
  } else if ((state.state & kDecoder) !== 0) {
    ret = ''
    while (idx < len) {
      const str = buf[idx]
      if (n > str.length) {
        ret += str
        n -= str.length
        buf[idx++] = null
      } else {
        if (n === str.length) {
          ret += str
          buf[idx++] = null
        } else {
          ret += str.slice(0, n)
          buf[idx] = str.slice(n)
        }
        break
      }
    }
  } else {
    ret = Buffer.allocUnsafe(n)

    const retLen = n
    while (idx < len) {
      const data = buf[idx]
      if (n > data.length) {
        ret.set(data, retLen - n)
        n -= data.length
        buf[idx++] = null
      } else {
        if (n === data.length) {
          ret.set(data, retLen - n)
          buf[idx++] = null
        } else {
          ret.set(Buffer.from(data.buffer, data.byteOffset, n), retLen - n)
          buf[idx] = Buffer.from(data.buffer, data.byteOffset + n, data.length - n)
        }
        break
      }
    }
  }

  if (idx === len) {
    state.buffer.length = 0
    state.bufferIndex = 0
  } else if (idx > 1024) {
    state.buffer.splice(0, idx)
    state.bufferIndex = 0
  } else {
    state.bufferIndex = idx
  }

  return ret
}

module.exports = { fromList }
