// The options of print() and printToPDF(), as the host has them: lengths in inches.

const { codes: { ERR_INVALID_ARG_VALUE, ERR_INVALID_ARG_TYPE } } = require('internal/errors')

const inchOfMicrons = 25_400
const inchOfPixels = 96
const usual = -1 // a margin that nobody has chosen

const papers = { A0: [33.1, 46.8], A1: [23.4, 33.1], A2: [16.54, 23.4], A3: [11.7, 16.54], A4: [8.27, 11.7], A5: [5.83, 8.27], A6: [4.13, 5.83],
  Legal: [8.5, 14], Letter: [8.5, 11], Tabloid: [11, 17], Ledger: [17, 11] }

// paper is [width, height]; unit is what a number of the option counts.
function paper(size, unit) {
  if (size === undefined) return [0, 0]
  if (typeof size === 'string') {
    const known = papers[Object.keys(papers).find((name) => name.toLowerCase() === size.toLowerCase())]
    if (known === undefined) throw new ERR_INVALID_ARG_VALUE('options.pageSize', size, `must be one of ${Object.keys(papers).join(', ')}, or { width, height }`)
    return known
  }
  const { width, height } = size ?? {}
  if (!(width > 0 && height > 0)) throw new ERR_INVALID_ARG_VALUE('options.pageSize', size, 'must have a width and a height above 0')
  return [width / unit, height / unit]
}

function number(value, name) {
  if (typeof value !== 'number') throw new ERR_INVALID_ARG_TYPE(name, 'number', value)
  return value
}

function margins(from, unit, otherwise) {
  const read = (side) => (from?.[side] === undefined ? otherwise : number(from[side], `options.margins.${side}`) / unit)
  return { Top: read('top'), Bottom: read('bottom'), Left: read('left'), Right: read('right') }
}

function print(options) {
  const { silent = false, printBackground = false, deviceName = '', color = true, margins: around, landscape = false, scaleFactor, copies, pageRanges = [],
    duplexMode = '', collate = false, pageSize } = options
  for (const name of ['pagesPerSheet', 'dpi', 'header', 'footer']) {
    if (options[name] !== undefined) throw Object.assign(new Error(`The option ${name} of print() is not supported: the system's webview prints without`), { code: 'ERR_NOT_SUPPORTED' })
  }
  const [Width, Height] = paper(pageSize, inchOfMicrons)
  const edges = { none: { Top: 0, Bottom: 0, Left: 0, Right: 0 }, custom: margins(around, inchOfPixels, 0) }[around?.marginType] ?? margins(undefined, 1, usual)
  return { Silent: silent, Printer: deviceName, Width, Height, Landscape: landscape, ...edges, Scale: scaleFactor === undefined ? 0 : scaleFactor / 100,
    Copies: copies ?? 0, Backgrounds: printBackground, Grey: !color, Pages: pageRanges.map(({ from, to }) => [from, to]), Duplex: duplexMode, Collate: collate }
}

function pdf(options) {
  const { landscape = false, printBackground = false, scale = 1, pageSize = 'Letter', margins: around, pageRanges = '', preferCSSPageSize = false } = options
  for (const name of ['displayHeaderFooter', 'headerTemplate', 'footerTemplate', 'generateTaggedPDF', 'generateDocumentOutline']) {
    if (options[name]) throw Object.assign(new Error(`The option ${name} of printToPDF() is not supported: the system's webview prints without`), { code: 'ERR_NOT_SUPPORTED' })
  }
  const [Width, Height] = paper(pageSize, 1)
  const Pages = pageRanges.split(',').filter((range) => range.trim() !== '').map((range) => {
    const found = /^\s*(\d+)\s*(?:-\s*(\d+)\s*)?$/u.exec(range)
    if (found === null || Number(found[1]) < 1) throw new ERR_INVALID_ARG_VALUE('options.pageRanges', pageRanges, 'must be pages such as 1-5, 8')
    return [Number(found[1]) - 1, Number(found[2] ?? found[1]) - 1]
  })
  return { Silent: true, Width, Height, Landscape: landscape, ...margins(around, 1, 0.4), Scale: scale, Backgrounds: printBackground, Pages, PreferPageStyle: preferCSSPageSize }
}

module.exports = { print, pdf }
