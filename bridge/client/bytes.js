// The page's half of bytes: what travels as the bodies of app:// requests beside the text of records; see the package's documentation.

const { location, crypto, XMLHttpRequest } = globalThis

/** An error with a code, for the page's own code to tell apart. */
export function codedError(message, code) {
  const error = new Error(message)
  error.code = code
  return error
}

// A request carries so many bytes of a blob, the last one what is left: as the router has it. This many travel at once in each
// direction: a second one keeps the webview busy while the first is answered, and more would only keep small calls waiting.
const pieceSize = 512 << 10
const lanes = 2
const going = { __proto__: null, GET: 0, POST: 0 }
const queues = { __proto__: null, GET: [], POST: [] }

// transfer sends or fetches a piece, in its turn. WebKit gives large bodies to XMLHttpRequest many times faster than to fetch.
function transfer(method, url, body) {
  return new Promise((resolve) => {
    queues[method].push(() => {
      const request = new XMLHttpRequest()
      request.open(method, url)
      request.responseType = 'arraybuffer'
      request.onload = request.onerror = () => {
        going[method]--
        start(method)
        resolve(request)
      }
      // Bytes, never a Blob: the system's webview can't hand a Blob over.
      request.send(body)
    })
    start(method)
  })
}

function start(method) {
  while (going[method] < lanes && queues[method].length > 0) {
    going[method]++
    queues[method].shift()()
  }
}

function refused(request, message) {
  if (request.status === 413) return codedError(message + ': they are more than the app allows.', 'ERR_MESSAGE_TOO_LARGE')
  return codedError(message + '.', 'ERR_BYTES_MISSING')
}

// inPieces calls piece with the offsets of a blob's pieces from start on, some at a time and in order.
async function inPieces(start, size, piece) {
  let next = start
  let failed = false
  async function lane() {
    while (next < size && !failed) {
      const offset = next
      next += pieceSize
      try {
        await piece(offset)
      } catch (error) {
        failed = true
        throw error
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(lanes, Math.ceil((size - start) / pieceSize)) }, lane))
}

const bytesURL = (secret, token) => location.origin + '/.deskjs/bytes/' + secret + '/' + token + '/'

/** Fetches the blob that came for a record, and returns its parts. */
export async function download(secret, token) {
  const url = bytesURL(secret, token)
  const fetched = async (offset) => {
    const request = await transfer('GET', url + offset)
    if (request.status !== 200) throw refused(request, 'Bytes could not be fetched')
    return request
  }
  const first = await fetched(0)
  const size = Number(first.getResponseHeader('Deskjs-Total'))
  let blob = first.response
  if (size > pieceSize) {
    const whole = new Uint8Array(size)
    whole.set(new Uint8Array(blob))
    await inPieces(pieceSize, size, async (offset) => whole.set(new Uint8Array((await fetched(offset)).response), offset))
    blob = whole.buffer
  }
  return partsOf(blob)
}

function partsOf(blob) {
  const header = new DataView(blob)
  const count = header.getUint32(0, true)
  const parts = []
  let offset = 4 + 8 * count
  for (let i = 0; i < count; i++) {
    const length = Number(header.getBigUint64(4 + 8 * i, true))
    parts.push(new Uint8Array(blob, offset, length))
    offset += length
  }
  return parts
}

function newToken() {
  const digits = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(digits, (digit) => digit.toString(16).padStart(2, '0')).join('')
}

/** Sends the blob of a record and returns its token. */
export async function upload(secret, blob) {
  const token = newToken()
  const url = bytesURL(secret, token)
  await inPieces(0, blob.length, async (offset) => {
    const request = await transfer('POST', url + offset + '/' + blob.length, blob.subarray(offset, offset + pieceSize))
    if (request.status !== 204) throw refused(request, 'Bytes could not be sent')
  })
  return token
}

/** Makes the blob of parts, Uint8Arrays: its header, then the parts end to end. */
export function join(parts) {
  let size = 4 + 8 * parts.length
  for (const part of parts) size += part.byteLength
  const blob = new Uint8Array(size)
  const header = new DataView(blob.buffer)
  header.setUint32(0, parts.length, true)
  let offset = 4 + 8 * parts.length
  parts.forEach((part, i) => {
    header.setBigUint64(4 + 8 * i, BigInt(part.byteLength), true)
    blob.set(part, offset)
    offset += part.byteLength
  })
  return blob
}

// transferNow makes a request and waits for it. Text is all that such a request may give: each character is a byte, if binary.
function transferNow(method, url, body, binary) {
  const request = new XMLHttpRequest()
  request.open(method, url, false)
  if (binary) request.overrideMimeType('text/plain; charset=x-user-defined')
  request.send(body)
  return request
}

/** Asks the host at a path of its own, and waits for its text; '' stands for none. */
export function askNow(path) {
  const request = transferNow('GET', location.origin + '/.deskjs/' + path, undefined, false)
  return request.status === 200 ? request.responseText : ''
}

/** As upload, at once. */
export function uploadNow(secret, blob) {
  const token = newToken()
  for (let offset = 0; offset < blob.length; offset += pieceSize) {
    const request = transferNow('POST', bytesURL(secret, token) + offset + '/' + blob.length, blob.subarray(offset, offset + pieceSize), false)
    if (request.status !== 204) throw refused(request, 'Bytes could not be sent')
  }
  return token
}

/** As download, at once. */
export function downloadNow(secret, token) {
  let whole
  for (let offset = 0; whole === undefined || offset < whole.length; offset += pieceSize) {
    const request = transferNow('GET', bytesURL(secret, token) + offset, undefined, true)
    if (request.status !== 200) throw refused(request, 'Bytes could not be fetched')
    whole ??= new Uint8Array(Number(request.getResponseHeader('Deskjs-Total')))
    const text = request.responseText
    for (let i = 0; i < text.length; i++) whole[offset + i] = text.charCodeAt(i) & 0xff
  }
  return partsOf(whole.buffer)
}
