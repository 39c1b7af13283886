// Writes unicode.txt, the Unicode data that package regexp embeds, from the ICU of the node that runs it:
//
//   node generate.js path/to/test262 > unicode.txt
//
// tc39/test262 supplies what a regexp cannot be asked for: the long names of scripts and the candidates for
// emoji sequences. Each of them is asked of node before it is written.
'use strict'
const fs = require('node:fs')
const generated = process.argv[2] + '/test/built-ins/RegExp/property-escapes/generated'
const lines = []
const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

// number: five bits per digit, lowest first; digits from the 33rd on say that another follows.
function number (n) {
  let text = ''
  for (; n >= 32; n = Math.floor(n / 32)) text += digits[32 + n % 32]
  return text + digits[n]
}
const signed = n => number(n < 0 ? -2 * n - 1 : 2 * n)

// members returns the ranges [first, last] of the code points that a class matches.
function members (escape) {
  const matcher = new RegExp('^' + escape + '$', 'u')
  const ranges = []
  for (let c = 0; c <= 0x10FFFF; c++) {
    if (!matcher.test(String.fromCodePoint(c))) continue
    const last = ranges[ranges.length - 1]
    if (last && last[1] === c - 1) last[1] = c
    else ranges.push([c, c])
  }
  return ranges
}
function encode (ranges) {
  let text = ''
  let at = 0
  for (const [first, last] of ranges) {
    text += number(first - at) + number(last - first)
    at = last + 1
  }
  return text
}
function bounds (ranges) { return ranges.flatMap(([first, last]) => [first, last + 1]) }
function difference (a, b) { // symmetric
  const counts = new Map()
  for (const bound of [...bounds(a), ...bounds(b)]) counts.set(bound, (counts.get(bound) || 0) + 1)
  const odd = [...counts].filter(([, n]) => n % 2).map(([bound]) => bound).sort((x, y) => x - y)
  const ranges = []
  for (let i = 0; i < odd.length; i += 2) ranges.push([odd[i], odd[i + 1] - 1])
  return ranges
}
const works = source => { try { return new RegExp(source, 'u') } catch { return null } }

const categories = `Cased_Letter LC, Close_Punctuation Pe, Connector_Punctuation Pc, Control Cc cntrl, Currency_Symbol Sc,
Dash_Punctuation Pd, Decimal_Number Nd digit, Enclosing_Mark Me, Final_Punctuation Pf, Format Cf, Initial_Punctuation Pi,
Letter L, Letter_Number Nl, Line_Separator Zl, Lowercase_Letter Ll, Mark M Combining_Mark, Math_Symbol Sm, Modifier_Letter Lm,
Modifier_Symbol Sk, Nonspacing_Mark Mn, Number N, Open_Punctuation Ps, Other C, Other_Letter Lo, Other_Number No,
Other_Punctuation Po, Other_Symbol So, Paragraph_Separator Zp, Private_Use Co, Punctuation P punct, Separator Z,
Space_Separator Zs, Spacing_Mark Mc, Surrogate Cs, Symbol S, Titlecase_Letter Lt, Unassigned Cn, Uppercase_Letter Lu`
const binary = `ASCII_Hex_Digit AHex, Alphabetic Alpha, Bidi_Control Bidi_C, Bidi_Mirrored Bidi_M, Case_Ignorable CI, Cased,
Changes_When_Casefolded CWCF, Changes_When_Casemapped CWCM, Changes_When_Lowercased CWL, Changes_When_NFKC_Casefolded CWKCF,
Changes_When_Titlecased CWT, Changes_When_Uppercased CWU, Dash, Default_Ignorable_Code_Point DI, Deprecated Dep,
Diacritic Dia, Emoji, Emoji_Component EComp, Emoji_Modifier EMod, Emoji_Modifier_Base EBase, Emoji_Presentation EPres,
Extended_Pictographic ExtPict, Extender Ext, Grapheme_Base Gr_Base, Grapheme_Extend Gr_Ext, Hex_Digit Hex,
IDS_Binary_Operator IDSB, IDS_Trinary_Operator IDST, ID_Continue IDC, ID_Start IDS, Ideographic Ideo, Join_Control Join_C,
Logical_Order_Exception LOE, Lowercase Lower, Math, Noncharacter_Code_Point NChar, Pattern_Syntax Pat_Syn,
Pattern_White_Space Pat_WS, Quotation_Mark QMark, Radical, Regional_Indicator RI, Sentence_Terminal STerm,
Soft_Dotted SD, Terminal_Punctuation Term, Unified_Ideograph UIdeo, Uppercase Upper, Variation_Selector VS,
White_Space space, XID_Continue XIDC, XID_Start XIDS`
const table = text => text.split(',').map(entry => entry.trim().split(/\s+/))

// Categories that are unions of others are put together when they are asked for.
for (const names of table(categories)) {
  if (/^(L|LC|M|N|P|S|Z|C)$/.test(names[1])) lines.push(`gc ${names.join(' ')}`)
  else lines.push(`gc ${names.join(' ')}:${encode(members(`\\p{gc=${names[0]}}`))}`)
}
for (const names of table(binary)) lines.push(`bin ${names.join(' ')}:${encode(members(`\\p{${names[0]}}`))}`)

// Scripts: the four-letter codes are found by asking for all there could be.
const codes = []
const letters = 'abcdefghijklmnopqrstuvwxyz'
for (const a of letters) for (const b of letters) for (const c of letters) for (const d of letters) {
  const code = a.toUpperCase() + b + c + d
  if (works(`\\p{sc=${code}}`)) codes.push(code)
}
for (const file of fs.readdirSync(generated).sort()) {
  const found = /^Script_-_(.*)\.js$/.exec(file)
  if (!found || !works(`\\p{sc=${found[1]}}`)) continue
  const ranges = members(`\\p{sc=${found[1]}}`)
  const names = [found[1]]
  if (ranges.length) {
    const sample = String.fromCodePoint(ranges[0][0])
    for (const code of codes) if (code !== found[1] && works(`\\p{sc=${code}}`).test(sample)) names.push(code)
  }
  lines.push(`sc ${names.join(' ')}:${encode(ranges)}`)
  const more = difference(ranges, members(`\\p{scx=${found[1]}}`))
  if (more.length) lines.push(`scx ${names[0]}:${encode(more)}`)
}

// Simple case folding: code points that /iu holds for equal, each but the first with its distance to the first.
const byCase = new Map()
for (let c = 0; c <= 0x10FFFF; c++) {
  if (c >= 0xD800 && c <= 0xDFFF) continue
  const text = String.fromCodePoint(c)
  for (const key of new Set([text.toUpperCase(), text.toLowerCase(), text.toUpperCase().toLowerCase(), text.toLowerCase().toUpperCase()])) {
    byCase.set(key, [...(byCase.get(key) || []), c])
  }
}
const first = new Map()
for (const group of byCase.values()) {
  for (const c of group) {
    const matcher = new RegExp(`^\\u{${c.toString(16)}}$`, 'iu')
    for (const d of group) if (d < c && matcher.test(String.fromCodePoint(d))) first.set(c, Math.min(d, first.get(c) ?? c))
  }
}
for (const c of first.keys()) while (first.has(first.get(c))) first.set(c, first.get(first.get(c)))
function pairs (map) {
  let at = 0
  let text = ''
  for (const [c, to] of [...map].sort(([a], [b]) => a - b)) {
    text += number(c - at) + signed(to - c)
    at = c
  }
  return text
}
lines.push(`fold:${pairs(first)}`)

// The specification's Canonicalize for patterns without u or v, of code units that it changes.
const upper = new Map()
for (let c = 0; c <= 0xFFFF; c++) {
  const to = String.fromCharCode(c).toUpperCase()
  if (to.length !== 1 || to.charCodeAt(0) === c || (c >= 128 && to.charCodeAt(0) < 128)) continue
  upper.set(c, to.charCodeAt(0))
}
lines.push(`upper:${pairs(upper)}`)

// Emoji sequences. Skin tones are written as *, with the combinations of them that exist.
const is = (property, text) => new RegExp(`^\\p{${property}}$`, 'v').test(text)
const points = text => [...text].map(c => c.codePointAt(0))
const emoji = members('\\p{Emoji}').flatMap(([a, b]) => Array.from({ length: b - a + 1 }, (_, i) => String.fromCodePoint(a + i)))
const single = emoji.filter(c => is('Basic_Emoji', c)).map(c => c.codePointAt(0))
lines.push(`emoji Basic1:${encode(single.map(c => [c, c]))}`)
const variant = emoji.filter(c => is('Basic_Emoji', c + '\uFE0F')).map(c => c.codePointAt(0))
lines.push(`emoji Basic2:${encode(variant.map(c => [c, c]))}`)
const flags = []
for (const a of letters) for (const b of letters) {
  const text = String.fromCodePoint(0x1F1E6 + a.charCodeAt(0) - 97, 0x1F1E6 + b.charCodeAt(0) - 97)
  if (is('RGI_Emoji_Flag_Sequence', text)) flags.push(a + b)
}
lines.push(`emoji Flag:${flags.join('')}`)
const tones = ['', ...'🏻🏼🏽🏾🏿']
const bases = emoji.filter(c => is('RGI_Emoji_Modifier_Sequence', c + tones[1])).map(c => c.codePointAt(0))
lines.push(`emoji Modifier:${encode(bases.map(c => [c, c]))}`)
const tags = ['gbeng', 'gbsct', 'gbwls'].filter(tag =>
  is('RGI_Emoji_Tag_Sequence', '🏴' + String.fromCodePoint(...points(tag).map(c => 0xE0000 + c), 0xE007F)))
lines.push(`emoji Tag:${tags.join('')}`)
const templates = new Map()
const source = fs.readFileSync(`${generated}/strings/RGI_Emoji_ZWJ_Sequence.js`, 'utf8')
for (const [, escaped] of source.matchAll(/^\s+"((?:\\u\{?[0-9A-Fa-f]+\}?|[^"])+)",?$/gm)) {
  const text = JSON.parse(`"${escaped.replace(/\\u\{([0-9A-Fa-f]+)\}/g, (_, hex) => String.fromCodePoint(parseInt(hex, 16)))}"`)
  if (!is('RGI_Emoji_ZWJ_Sequence', text)) continue
  let combination = ''
  const template = [...text].filter(c => { const tone = tones.indexOf(c, 1); if (tone > 0) combination += tone; return tone < 0 })
  // Where the tones go: after which of the template's code points.
  const places = []
  let n = 0
  for (const c of text) { if (tones.indexOf(c, 1) > 0) places.push(n); else n++ }
  const key = template.join('') + '|' + places.join(',')
  templates.set(key, [...(templates.get(key) || []), combination])
}
const shapes = new Map()
for (const [key, combinations] of templates) {
  const [template, places] = key.split('|')
  const list = combinations.sort().join(' ')
  const shape = `${places}:${list}`
  shapes.set(shape, [...(shapes.get(shape) || []), template])
}
for (const [shape, list] of shapes) {
  const [places, combinations] = shape.split(':')
  const encoded = list.map(template => { const p = points(template); return number(p.length) + p.map(c => number(c)).join('') }).join('')
  lines.push(`zwj ${places || '-'} ${combinations.replaceAll(' ', ',') || '-'}:${encoded}`)
}

console.log(`# Unicode ${process.versions.unicode} (ICU ${process.versions.icu}), written by generate.js; do not edit.
# gc, bin, sc: names of a property, then its ranges: distance from the last range, length - 1, in digits of five bits.
# scx: where Script_Extensions differs from Script. fold, upper: distance from the last code point, distance to its case.
# zwj: where skin tones go, their combinations, then sequences: length, code points.`)
console.log(lines.join('\n'))
