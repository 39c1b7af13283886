'use strict'

// What an AssertionError says of two values: line by line, + for the actual and - for
// the expected ones, long runs of equal lines folded into "...".

const { inspect } = require('internal/util/inspect')

const sentences = {
  deepStrictEqual: 'Expected values to be strictly deep-equal:',
  strictEqual: 'Expected values to be strictly equal:',
  strictEqualObject: 'Expected "actual" to be reference-equal to "expected":',
  deepEqual: 'Expected values to be loosely deep-equal:',
  notDeepStrictEqual: 'Expected "actual" not to be strictly deep-equal to:',
  notStrictEqual: 'Expected "actual" to be strictly unequal to:',
  notStrictEqualObject: 'Expected "actual" not to be reference-equal to "expected":',
  notDeepEqual: 'Expected "actual" not to be loosely deep-equal to:',
  notIdentical: 'Values have same structure but are not reference-equal:',
  notDeepEqualUnequal: 'Expected values not to be loosely deep-equal:',
}

// Values that together are no longer than this are compared as "1 !== 2".
const shortLength = 12
// A pair of lines longer than this gets no mark under its first difference.
const lineLength = 80
// More lines than this are not shown.
const mostLines = 50

const noColors = { blue: '', green: '', red: '', white: '' }
const terminalColors = { blue: '\u001b[34m', green: '\u001b[32m', red: '\u001b[31m', white: '\u001b[39m' }

// colorsOf are the colours of the terminal that will show the message.
function colorsOf() {
  return require('internal/console/terminal').takesColor(2) ? terminalColors : noColors
}

function inspectValue(value) {
  return inspect(value, {
    compact: false,
    customInspect: false,
    depth: 1000,
    maxArrayLength: Infinity,
    showHidden: false,
    showProxy: false,
    sorted: true,
    getters: true,
  })
}

function isObject(value) { return typeof value === 'object' && value !== null }

function areObjects(actual, expected) {
  return (isObject(actual) && isObject(expected)) || (typeof actual === 'function' && typeof expected === 'function')
}

// differs reports whether lines differ in more than a trailing comma.
function differs(actualLine, expectedLine) {
  if (actualLine === expectedLine) return false
  return !(actualLine.endsWith(',') && actualLine.slice(0, -1) === expectedLine)
}

// foldedRun writes the equal lines before line i, of which the first two are written already.
function foldedRun(state, lines, i) {
  const { equal } = state
  if (equal > 2) {
    if (equal > 3) {
      if (equal === 5) write(state, '  ' + lines[i - 3])
      else if (equal > 4) {
        state.result.push(state.colors.blue + '...' + state.colors.white)
        state.skipped = true
      }
      write(state, '  ' + lines[i - 2])
    }
    write(state, '  ' + lines[i - 1])
  }
  state.equal = 0
}

function write(state, line) {
  state.result.push(line)
  state.printed++
}

// differenceOf is the whole message for strictEqual and deepStrictEqual; message replaces its first sentence.
function differenceOf(actual, expected, operator, message) {
  const colors = colorsOf()
  const { blue, green, red, white } = colors
  const actualText = inspectValue(actual)
  let actualLines = actualText.split('\n')
  const expectedLines = inspectValue(expected).split('\n')
  if (operator === 'strictEqual' && areObjects(actual, expected)) operator = 'strictEqualObject'
  const sentence = message || sentences[operator]
  let matching = 0
  let indicator = ''
  if (actualLines.length === 1 && expectedLines.length === 1 && actualLines[0] !== expectedLines[0]) {
    const length = actualLines[0].length + expectedLines[0].length
    if (length <= shortLength) {
      // 0 and -0 are told apart by the lines below.
      if (!isObject(actual) && !isObject(expected) && (actual !== 0 || expected !== 0)) {
        return sentence + '\n\n' + actualLines[0] + ' !== ' + expectedLines[0] + '\n'
      }
    } else if (operator !== 'strictEqualObject') {
      if (length < lineLength) {
        let same = 0
        while (actualLines[0][same] === expectedLines[0][same]) same++
        // One sees the first characters without help.
        if (same > 2) indicator = '\n  ' + ' '.repeat(same) + '^'
        else matching = same
      }
    }
  }
  // The equal lines at the end.
  let tail = ''
  let kept = ''
  while (actualLines.length > 0 && expectedLines.length > 0) {
    const line = actualLines[actualLines.length - 1]
    if (line !== expectedLines[expectedLines.length - 1]) break
    if (matching++ < 3) tail = '\n  ' + line + tail
    else kept = line
    actualLines.pop()
    expectedLines.pop()
  }
  const count = Math.max(actualLines.length, expectedLines.length)
  if (count === 0) {
    actualLines = actualText.split('\n')
    if (actualLines.length > mostLines) actualLines.splice(46, actualLines.length, blue + '...' + white)
    return sentences.notIdentical + '\n\n' + actualLines.join('\n') + '\n'
  }
  const state = { result: [], equal: 0, printed: 0, skipped: false, colors }
  if (matching >= 5) {
    tail = '\n' + blue + '...' + white + tail
    state.skipped = true
  }
  if (kept !== '') tail = '\n  ' + kept + tail
  const head = sentence + '\n' + green + '+ actual' + white + ' ' + red + '- expected' + white
  const skippedNote = ' ' + blue + '...' + white + ' Lines skipped'
  const longer = actualLines.length < count ? expectedLines : actualLines
  const shared = Math.min(actualLines.length, expectedLines.length)
  let minus = [] // expected lines that wait for the end of a run of actual ones
  for (let i = 0; i < count; i++) {
    if (i >= shared) {
      foldedRun(state, longer, i)
      if (longer === actualLines) write(state, green + '+' + white + ' ' + longer[i])
      else {
        minus.push(red + '-' + white + ' ' + longer[i])
        state.printed++
      }
    } else {
      let actualLine = actualLines[i]
      const expectedLine = expectedLines[i]
      let diverges = differs(actualLine, expectedLine)
      if (diverges && expectedLine.endsWith(',') && expectedLine.slice(0, -1) === actualLine) {
        diverges = false
        actualLine += ','
      }
      if (diverges) {
        foldedRun(state, actualLines, i)
        write(state, green + '+' + white + ' ' + actualLine)
        minus.push(red + '-' + white + ' ' + expectedLine)
        state.printed++
      } else {
        for (const line of minus) state.result.push(line)
        minus = []
        state.equal++
        if (state.equal <= 2) write(state, '  ' + actualLine)
      }
    }
    if (state.printed > mostLines && i < count - 2) {
      return head + skippedNote + '\n' + lined(state.result) + '\n' + blue + '...' + white + lined(minus) + '\n' + blue + '...' + white
    }
  }
  return head + (state.skipped ? skippedNote : '') + '\n' + lined(state.result) + lined(minus) + tail + indicator
}

function lined(lines) { return lines.length === 0 ? '' : '\n' + lines.join('\n') }

// unequalOf is the message for notStrictEqual and notDeepStrictEqual, which concern one value.
function unequalOf(actual, operator) {
  const { blue, white } = colorsOf()
  const objects = operator === 'notStrictEqual' && (isObject(actual) || typeof actual === 'function')
  const sentence = sentences[objects ? 'notStrictEqualObject' : operator]
  const lines = inspectValue(actual).split('\n')
  if (lines.length > mostLines) lines.splice(46, lines.length, blue + '...' + white)
  if (lines.length === 1) return sentence + (lines[0].length > 5 ? '\n\n' : ' ') + lines[0]
  return sentence + '\n\n' + lines.join('\n') + '\n'
}

function cut(text, length) { return text.length > length ? text.slice(0, length - 3) + '...' : text }

// comparisonOf is the message for all other operators.
function comparisonOf(actual, expected, operator) {
  const actualText = inspectValue(actual)
  const expectedText = inspectValue(expected)
  if (operator === 'notDeepEqual' && actualText === expectedText) return cut(sentences.notDeepEqual + '\n\n' + actualText, 1024)
  const left = cut(actualText, 512)
  const right = cut(expectedText, 512)
  if (operator === 'deepEqual') return sentences.deepEqual + '\n\n' + left + '\n\nshould loosely deep-equal\n\n' + right
  if (operator === 'notDeepEqual') return sentences.notDeepEqualUnequal + '\n\n' + left + '\n\nshould not loosely deep-equal\n\n' + right
  return left + ' ' + operator + ' ' + right
}

// messageOf is what an AssertionError without a message of the user's says, and what
// equality says even with one.
function messageOf(actual, expected, operator, message) {
  if (operator === 'deepStrictEqual' || operator === 'strictEqual') return differenceOf(actual, expected, operator, message)
  if (operator === 'notDeepStrictEqual' || operator === 'notStrictEqual') return unequalOf(actual, operator)
  return comparisonOf(actual, expected, operator)
}

module.exports = { messageOf }
