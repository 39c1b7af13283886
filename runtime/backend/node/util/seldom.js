'use strict'

// The functions of util that few programs use.

const { codes: { ERR_OUT_OF_RANGE } } = require('internal/errors')
const { framesAbove } = require('internal/util')
const { validateBoolean, validateNumber, validateObject, validateString } = require('internal/validators')

function getSystemErrorName(error) {
  validateNumber(error, 'err')
  if (error >= 0 || !Number.isSafeInteger(error)) throw new ERR_OUT_OF_RANGE('err', 'a negative integer', error)
  return require('internal/errors').systemErrorName(error)
}

function getSystemErrorMap() {
  return new Map(require('internal/errors').systemErrorMap())
}

function getSystemErrorMessage(error) {
  validateNumber(error, 'err')
  if (error >= 0 || !Number.isSafeInteger(error)) throw new ERR_OUT_OF_RANGE('err', 'a negative integer', error)
  const entry = require('internal/errors').systemErrorMap().get(error)
  return entry === undefined ? 'Unknown system error ' + error : entry[1]
}

// toUSVString replaces lone surrogates, which is all that the range finds with the flag u.
function toUSVString(input) { return String(input).replace(/[\ud800-\udfff]/gu, '\ufffd') }

const mostFrames = 200

// getCallSites lists the frames of the stack, this function's own left out.
function getCallSites(frameCount = 10, options) {
  if (options === undefined && typeof frameCount === 'object') {
    // One argument may be the options alone.
    options = frameCount
    validateObject(options, 'options')
    frameCount = 10
  } else if (options === undefined) options = {}
  else validateObject(options, 'options')
  if (options.sourceMap !== undefined) validateBoolean(options.sourceMap, 'options.sourceMap')
  validateNumber(frameCount, 'frameCount', 1, mostFrames)
  const frames = framesAbove(getCallSites, Math.floor(frameCount))
  return frames.map((frame) => ({
    functionName: frame.getFunctionName() || '',
    scriptId: '0',
    scriptName: frame.getFileName() || '',
    lineNumber: frame.getLineNumber() || 0,
    columnNumber: frame.getColumnNumber() || 0,
    column: frame.getColumnNumber() || 0,
  }))
}

let warned = false
function getCallSite(frameCount) {
  if (!warned) {
    warned = true
    require('process').emitWarning('The `util.getCallSite` API has been renamed to `util.getCallSites()`.', 'ExperimentalWarning')
  }
  return getCallSites(frameCount)
}

// parseEnv reads the text of a .env file.
function parseEnv(content) {
  validateString(content, 'content')
  const result = {}
  const line = /^[ \t]*(?:export[ \t]+)?([\w.-]+)[ \t]*=[ \t]*('[^']*'|"[^"]*"|`[^`]*`|[^#\r\n]*)?/gm
  for (let match = line.exec(content); match !== null; match = line.exec(content)) {
    let value = (match[2] || '').trim()
    const mark = value[0]
    if (value.length > 1 && (mark === '"' || mark === "'" || mark === '`') && value[value.length - 1] === mark) {
      value = value.slice(1, -1)
      if (mark === '"') value = value.replaceAll('\\n', '\n')
    }
    result[match[1]] = value
  }
  return result
}

module.exports = {
  getCallSite,
  getCallSites,
  getSystemErrorMap,
  getSystemErrorMessage,
  getSystemErrorName,
  parseEnv,
  toUSVString,
}
