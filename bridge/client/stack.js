// Stacks of the page in the form that the backend's have, with places in the author's files. The maps lie beside the page's scripts; they
// are read when something has failed for the first time.

const { location } = globalThis
const fetch = globalThis.fetch && globalThis.fetch.bind(globalThis)

const maxFrames = 50
const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const values = new Map(Array.from(digits, (digit, value) => [digit.charCodeAt(0), value]))

// JavaScriptCore writes "name@url:line:column", V8 "    at name (url:line:column)".
const frameForms = [/^\s*at (?:(.*) \()?(\S+?):(\d+):(\d+)\)?$/, /^(?:(.*)@)?(\S+?):(\d+):(\d+)$/]

function parseFrame(line) {
  for (const form of frameForms) {
    const match = form.exec(line)
    if (match !== null) return { name: match[1] || '', url: match[2], line: Number(match[3]), column: Number(match[4]) }
  }
  return undefined
}

const maps = new Map() // url of a script -> promise of its map, or of undefined

function mapOf(url) {
  if (!url.startsWith(location.origin + '/') || fetch === undefined) return undefined
  if (!maps.has(url)) maps.set(url, load(url))
  return maps.get(url)
}

async function load(url) {
  try {
    const response = await fetch(url + '.map')
    return response.ok ? JSON.parse(await response.text()) : undefined
  } catch {
    return undefined
  }
}

/**
 * Finds where a place of a script comes from: { source, line, column }, or undefined. Lines and columns count from 1.
 * `map` is a source map, version 3.
 */
export function find({ mappings, sources }, line, column) {
  const place = [0, 0, 0, 0] // generated column, source, original line and column
  let found
  let current = 1
  let at = 0
  while (at < mappings.length && current <= line) {
    const code = mappings.charCodeAt(at)
    if (code === 59) { // ;
      current++
      place[0] = 0
      at++
      continue
    }
    let field = 0
    while (at < mappings.length && mappings.charCodeAt(at) !== 44 && mappings.charCodeAt(at) !== 59) {
      let value = 0
      let shift = 0
      let digit
      do {
        digit = values.get(mappings.charCodeAt(at++))
        if (digit === undefined) return undefined
        value += (digit & 31) << shift
        shift += 5
      } while (digit & 32)
      if (field < 4) place[field] += value & 1 ? -(value >> 1) : value >> 1
      field++
    }
    if (mappings.charCodeAt(at) === 44) at++ // ,
    if (current !== line || field < 4) continue
    if (place[0] >= column) break
    found = { source: sources[place[1]], line: place[2] + 1, column: place[3] + 1 }
  }
  return found
}

// textOf writes a frame as V8 does, and as the backend's are written.
async function textOf(frame) {
  const { url, line, column } = frame
  let { name } = frame
  const map = await mapOf(url)
  const found = map && find(map, line, column)
  let place = url.replace(location.origin + '/', 'frontend/') + ':' + line + ':' + column
  if (found !== undefined && typeof found.source === 'string') {
    const script = url.slice(location.origin.length + 1)
    // Maps of built apps have no sources' text: the names there are short ones.
    if (map.sourcesContent === undefined) name = ''
    place = new URL(found.source, 'file:///' + script).pathname.slice(1) + ':' + found.line + ':' + found.column
  }
  return '    at ' + (name === '' ? place : name + ' (' + place + ')')
}

/** The frames of a stack, after the first `skip`, as lines of the form "    at name (file:line:column)". */
export async function framesOf(stack, skip) {
  const frames = []
  for (const line of stack.split('\n')) {
    const frame = parseFrame(line)
    if (frame !== undefined) frames.push(frame)
  }
  return Promise.all(frames.slice(skip, skip + maxFrames).map(textOf))
}
