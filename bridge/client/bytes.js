// The page's half of bytes: what travels as the bodies of app:// requests beside the text of records; see the package's documentation.

const { location, crypto, XMLHttpRequest } = globalThis
const fetch = globalThis.fetch && globalThis.fetch.bind(globalThis)

/** An error with a code, for the page's own code to tell apart. */
export function codedError(message, code) {
  const error = new Error(message)
  error.code = code
  return error
}

const bytesURL = (secret, token) => location.origin + '/.deskjs/bytes/' + secret + '/' + token

// get fetches bytes; null stands for none. WebKit gives large bodies to XMLHttpRequest many times faster than to fetch.
function get(url) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open('GET', url)
    request.responseType = 'arraybuffer'
    request.onload = () => resolve(request.status === 200 ? request.response : null)
    request.onerror = () => resolve(null)
    request.send()
  })
}

/** Fetches the blob that came for a record, and returns its parts. */
export async function download(secret, token) {
  const blob = await get(bytesURL(secret, token))
  if (blob === null) throw codedError('The bytes of an answer could not be fetched.', 'ERR_BYTES_MISSING')
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

/** Sends the blob of a record and returns its token. */
export async function upload(secret, blob) {
  const digits = crypto.getRandomValues(new Uint8Array(16))
  const token = Array.from(digits, (digit) => digit.toString(16).padStart(2, '0')).join('')
  // Bytes, never a Blob: the system's webview can't hand a Blob over.
  const response = await fetch(bytesURL(secret, token), { method: 'POST', body: blob })
  if (!response.ok) throw codedError('The bytes of a call could not be sent.', 'ERR_BYTES_MISSING')
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
