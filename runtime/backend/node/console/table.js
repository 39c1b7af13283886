'use strict'

// The drawing of console.table.

const { getStringWidth, inspect } = require('internal/util/inspect')
const { isMap, isMapIterator, isSet, isSetIterator } = require('util/types')

const indexHeader = '(index)'
const iterationHeader = '(iteration index)'

function row(cells, widths) {
  const parts = new Array(cells.length)
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i]
    parts[i] = ' ' + cell + ' '.repeat(widths[i] - getStringWidth(cell) - 1)
  }
  return '│' + parts.join('│') + '│\n'
}

// draw sets columns of equal height in a frame; a missing cell is empty.
function draw(head, columns) {
  let height = 0
  for (const column of columns) height = Math.max(height, column.length)
  const widths = head.map((title, i) => {
    let widest = getStringWidth(title)
    for (const cell of columns[i]) if (cell !== undefined) widest = Math.max(widest, getStringWidth(cell))
    return widest + 2
  })
  const lines = widths.map((width) => '─'.repeat(width))
  const text = ['┌' + lines.join('┬') + '┐\n', row(head, widths), '├' + lines.join('┼') + '┤\n']
  for (let y = 0; y < height; y++) text.push(row(columns.map((column) => (column[y] === undefined ? '' : column[y])), widths))
  text.push('└' + lines.join('┴') + '┘')
  return text.join('')
}

// tableOf returns the table of data, undefined if it has nothing to set in one.
function tableOf(data, properties, options) {
  const format = (value) => inspect(value, {
    ...options,
    maxArrayLength: 3,
    breakLength: Infinity,
    depth: value !== null && typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length > 2 ? -1 : 0,
  })
  const entries = isMapIterator(data) ? [...data] : undefined
  const mapEntries = isMap(data) ? [...data.entries()] : entries !== undefined && format(data) !== '' && entries.every(Array.isArray) ? entries : undefined
  if (mapEntries !== undefined) {
    return draw([iterationHeader, 'Key', 'Values'], [
      mapEntries.map((_, i) => String(i)),
      mapEntries.map((entry) => format(entry[0])),
      mapEntries.map((entry) => format(entry[1])),
    ])
  }
  const members = entries !== undefined ? entries : isSet(data) || isSetIterator(data) ? [...data] : undefined
  if (members !== undefined) {
    return draw([iterationHeader, 'Values'], [members.map((_, i) => String(i)), members.map(format)])
  }
  const rows = Object.keys(data)
  const columns = new Map()
  const values = []
  let hasPrimitives = false
  for (let y = 0; y < rows.length; y++) {
    const item = data[rows[y]]
    const primitive = item === null || (typeof item !== 'function' && typeof item !== 'object')
    if (primitive && properties === undefined) {
      hasPrimitives = true
      values[y] = format(item)
      continue
    }
    const keys = properties || Object.keys(item)
    for (const key of keys) {
      let column = columns.get(key)
      if (column === undefined) columns.set(key, column = [])
      column[y] = !primitive && Object.prototype.hasOwnProperty.call(item, key) ? format(item[key]) : ''
    }
  }
  if (properties) for (const key of properties) if (!columns.has(key)) columns.set(key, [])
  const head = [indexHeader, ...columns.keys()]
  const cells = [rows, ...columns.values()]
  if (hasPrimitives) {
    head.push('Values')
    cells.push(values)
  }
  return draw(head.map(String), cells)
}

module.exports = { tableOf }
