'use strict'

// How util.inspect sets the entries of an object: on one line, one a line, or in columns.

const { stripControl, width } = binding

// The style of arrays' entries, which may be set in columns.
const asExtra = 2

function lengthOf(text, colors) { return colors ? stripControl(text).length : text.length }

function fits(context, output, start, base) {
  let total = output.length + start
  if (total + output.length > context.breakLength) return false
  for (let i = 0; i < output.length; i++) {
    total += lengthOf(output[i], context.colors)
    if (total > context.breakLength) return false
  }
  return base === '' || !base.includes('\n')
}

// join adds few entries one by one: the engine adds to a long string in place, which makes what is
// nested deeply linear.
function join(output, separator) {
  if (output.length === 0 || output.length > 4) return output.join(separator)
  let text = output[0]
  for (let i = 1; i < output.length; i++) text = text + separator + output[i]
  return text
}

// reduce puts entries together, on one line if they are few, shallow and short enough.
function reduce(context, output, base, braces, style, depth, value) {
  const before = base ? base + ' ' : ''
  if (context.compact !== true) {
    if (typeof context.compact === 'number' && context.compact >= 1) {
      const entries = output.length
      if (style === asExtra && entries > 6) output = group(context, output, value)
      if (context.currentDepth - depth < context.compact && entries === output.length) {
        const start = output.length + context.indentationLvl + braces[0].length + base.length + 10
        if (fits(context, output, start, base)) {
          const joined = join(output, ', ')
          if (!joined.includes('\n')) return before + braces[0] + ' ' + joined + ' ' + braces[1]
        }
      }
    }
    const line = '\n' + ' '.repeat(context.indentationLvl)
    return before + braces[0] + line + '  ' + join(output, ',' + line + '  ') + line + braces[1]
  }
  if (fits(context, output, 0, base)) {
    return braces[0] + (base ? ' ' + base : '') + ' ' + output.join(', ') + ' ' + braces[1]
  }
  const line = '\n' + ' '.repeat(context.indentationLvl)
  const lead = base === '' && braces[0].length === 1 ? ' ' : (base ? ' ' + base : '') + '\n' + line.slice(1) + '  '
  return braces[0] + lead + output.join(',' + line + '  ') + ' ' + braces[1]
}

// group sets the elements of a long array in columns, about two and a half times as wide
// as high, numbers to the right.
function group(context, output, value) {
  const hasMore = context.maxArrayLength < output.length
  const count = hasMore ? output.length - 1 : output.length // the last may be "... more items"
  const gap = 2
  const lengths = new Array(count)
  let total = 0
  let longest = 0
  for (let i = 0; i < count; i++) {
    const length = widthOf(output[i], context.colors)
    lengths[i] = length
    total += length + gap
    if (longest < length) longest = length
  }
  const cell = longest + gap
  if (!(cell * 3 + context.indentationLvl < context.breakLength && (total / cell > 5 || longest <= 6))) return output
  const bias = Math.sqrt(cell - total / output.length)
  const biased = Math.max(cell - 3 - bias, 1)
  const columns = Math.min(
    Math.round(Math.sqrt(2.5 * biased * count) / biased),
    Math.floor((context.breakLength - context.indentationLvl) / cell),
    context.compact * 4,
    15,
  )
  if (columns <= 1) return output
  const widths = []
  for (let i = 0; i < columns; i++) {
    let widest = 0
    for (let j = i; j < count; j += columns) if (lengths[j] > widest) widest = lengths[j]
    widths.push(widest + gap)
  }
  let right = true
  if (value !== undefined) {
    for (let i = 0; i < output.length; i++) {
      if (typeof value[i] !== 'number' && typeof value[i] !== 'bigint') {
        right = false
        break
      }
    }
  }
  const rows = []
  for (let i = 0; i < count; i += columns) {
    const end = Math.min(i + columns, count)
    const row = []
    let j = i
    for (; j < end - 1; j++) {
      const cellWidth = widths[j - i] + output[j].length - lengths[j]
      const text = output[j] + ', '
      row.push(right ? text.padStart(cellWidth, ' ') : text.padEnd(cellWidth, ' '))
    }
    row.push(right ? output[j].padStart(widths[j - i] + output[j].length - lengths[j] - gap, ' ') : output[j])
    rows.push(row.join(''))
  }
  if (hasMore) rows.push(output[count])
  return rows
}

const ascii = /^[\x20-\x7e]*$/
function widthOf(text, colors) {
  if (colors) text = stripControl(text)
  return ascii.test(text) ? text.length : width(text.normalize('NFC'))
}

module.exports = { reduce, lengthOf, widthOf }
