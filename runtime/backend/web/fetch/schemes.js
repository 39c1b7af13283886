'use strict'

// internal/fetch/schemes: what fetch answers without the network, and Subresource Integrity.

const { makeResponse } = require('internal/fetch/response')
const { list } = require('internal/fetch/headers')
const body = require('internal/fetch/body')

// answer is the response for a URL, or a text that says why there is none.
function answer(state, url) {
  switch (url.protocol) {
    case 'about:': return 'about scheme is not supported'
    case 'blob:': return answerBlob(state, url)
    case 'data:': return answerData(url)
    case 'file:': return 'not implemented... yet...' // Node's whole answer, word for word: it fetches no files either
    default: return 'unknown scheme'
  }
}

function answerData(url) {
  const { href } = url
  const at = href.indexOf('#')
  const data = binding.dataURL(at < 0 ? href : href.slice(0, at))
  if (data === undefined) return 'failed to fetch the data URL'
  const response = makeResponse(undefined)
  response.statusText = 'OK'
  list.append(response.list, 'Content-Type', data[0])
  response.body = body.makeBody(data[1], data[1], undefined)
  return response
}

function answerBlob(state, url) {
  if (url.search !== '') return 'NetworkError when attempting to fetch resource.'
  const blob = require('internal/blob').resolveObjectURL(url.href)
  if (state.method !== 'GET' || blob === undefined) return 'invalid method'
  const response = makeResponse(undefined)
  const { size, type } = blob
  let part = blob
  response.statusText = 'OK'
  if (list.has(state.list, 'range')) {
    const range = parseRange(list.get(state.list, 'range'))
    if (range === undefined) return 'failed to fetch the data URL'
    let { start, end } = range
    if (start === null) {
      start = size - end
      end = start + end - 1
    } else {
      if (start >= size) return "Range start is greater than the blob's size."
      if (end === null || end >= size) end = size - 1
    }
    part = blob.slice(start, end + 1, type)
    response.status = 206
    response.statusText = 'Partial Content'
    list.append(response.list, 'content-range', `bytes ${start}-${end}/${size}`)
  }
  list.append(response.list, 'content-length', String(part.size))
  list.append(response.list, 'content-type', type)
  response.body = body.extract(part, false).body
  return response
}

const simpleRange = /^bytes[\t ]*=[\t ]*(\d*)[\t ]*-[\t ]*(\d*)$/

// parseRange is the standard's "parse a single range header value".
function parseRange(header) {
  const match = simpleRange.exec(header)
  if (match === null || match[1] === '' && match[2] === '') return undefined
  const start = match[1] === '' ? null : Number(match[1])
  const end = match[2] === '' ? null : Number(match[2])
  if (start !== null && end !== null && start > end) return undefined
  return { start, end }
}

module.exports = { answer, integrityMatches: binding.integrityMatches }
