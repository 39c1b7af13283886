'use strict'

// What an AssertionError says of two values: the lines that one has to take away (-) and add (+) to
// come from the expected to the actual ones, long runs of equal lines folded into "...".

const { inspect } = require('internal/util/inspect')

const sentences = {
  deepStrictEqual: 'Expected values to be strictly deep-equal:',
  partialDeepStrictEqual: 'Expected values to be partially and strictly deep-equal:',
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
// Runs of equal lines longer than this are folded.
const longestRun = 5
// More lines than this are not shown.
const mostLines = 50

const noColors = { blue: '', gray: '', green: '', red: '', white: '' }
const terminalColors = { blue: '\u001b[34m', gray: '\u001b[90m', green: '\u001b[32m', red: '\u001b[31m', white: '\u001b[39m' }

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

// pairOf shows two texts of one line, and where they begin to differ if that is not easily seen.
function pairOf(actual, expected, actualText, expectedText, colors) {
  const quotes = (typeof actual === 'string' ? 2 : 0) + (typeof expected === 'string' ? 2 : 0)
  if (actualText.length + expectedText.length - quotes <= shortLength && (actual !== 0 || expected !== 0)) {
    return ['', actualText + ' !== ' + expectedText]
  }
  const { green, red, white } = colors
  if (typeof actual === 'string' && typeof expected === 'string' && colors !== noColors) {
    const parts = require('internal/util/diff').editsOf(actualText.split(''), expectedText.split(''), false)
    const painted = parts.map(([operation, text]) => (operation === 1 ? green : operation === -1 ? red : white) + text + white)
    return [green + 'actual' + white + ' ' + red + 'expected' + white, '\n' + painted.join('')]
  }
  let message = '\n' + green + '+' + white + ' ' + actualText + '\n' + red + '- ' + white + expectedText
  const { stderr } = require('process')
  if (typeof actual === 'string' && typeof expected === 'string' && actualText.length + expectedText.length <= (stderr.isTTY ? stderr.columns : 80)) {
    let same = 0
    while (same < actualText.length && actualText[same] === expectedText[same]) same++
    // One sees the first characters, of which one is the quote, without help.
    if (same >= 3 && same < actualText.length) message += '\n' + ' '.repeat(same + 2) + '^'
  }
  return [undefined, message]
}

// editedLines writes the edits, and whether it has left lines out.
function editedLines(edits, operator, colors) {
  const { blue, gray, green, red, white } = colors
  const output = []
  let run = 0
  let skipped = false
  for (let i = 0; i < edits.length; i++) {
    const operation = edits[i][0]
    const line = edits[i][1]
    if (run > 0 && operation !== 0) {
      // What is left of a folded run: no dots for a line or two.
      if (run >= longestRun + 3) {
        output.push(blue + '...' + white)
        skipped = true
      }
      if (run === longestRun + 2) output.push(white + '  ' + edits[i - 2][1])
      if (run > longestRun) output.push(white + '  ' + edits[i - 1][1])
      run = 0
    }
    if (operation === 1) {
      output.push(operator === 'partialDeepStrictEqual' ? gray + (colors === noColors ? '+' : ' ') + ' ' + line + white : green + '+' + white + ' ' + line)
    } else if (operation === -1) output.push(red + '-' + white + ' ' + line)
    else {
      if (run < longestRun) output.push(white + '  ' + line)
      run++
    }
  }
  return ['\n' + output.join('\n').trimEnd(), skipped]
}

// differenceOf is the whole message for strictEqual and deepStrictEqual; message replaces its first sentence.
function differenceOf(actual, expected, operator, message) {
  const colors = colorsOf()
  const { gray, green, red, white } = colors
  if (operator === 'strictEqual' && areObjects(actual, expected)) operator = 'strictEqualObject'
  const actualText = inspectValue(actual)
  const expectedText = inspectValue(expected)
  const actualLines = actualText.split('\n')
  const expectedLines = expectedText.split('\n')
  let header = green + '+ actual' + white + ' ' + red + '- expected' + white
  let body
  let skipped = false
  if (actualLines.length === 1 && expectedLines.length === 1 && (!isObject(actual) || !isObject(expected))) {
    const [otherHeader, text] = pairOf(actual, expected, actualText, expectedText, colors)
    if (otherHeader !== undefined) header = otherHeader
    body = text
  } else if (actualText === expectedText) {
    operator = 'notIdentical'
    header = ''
    skipped = actualLines.length > mostLines
    body = skipped ? actualLines.slice(0, mostLines).join('\n') + '\n...}' : actualText
  } else {
    const edits = require('internal/util/diff').editsOf(actualLines, expectedLines, isObject(actual))
    ;[body, skipped] = editedLines(edits, operator, colors)
    if (operator === 'partialDeepStrictEqual') header = gray + (colors === noColors ? '+ ' : '') + 'actual' + white + ' ' + red + '- expected' + white
  }
  return (message || sentences[operator]) + '\n' + header + (skipped ? '\n... Skipped lines' : '') + '\n' + body + '\n'
}

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
  if (operator === 'deepStrictEqual' || operator === 'strictEqual' || operator === 'partialDeepStrictEqual') return differenceOf(actual, expected, operator, message)
  if (operator === 'notDeepStrictEqual' || operator === 'notStrictEqual') return unequalOf(actual, operator)
  return comparisonOf(actual, expected, operator)
}

module.exports = { messageOf }
