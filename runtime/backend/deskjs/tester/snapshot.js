'use strict'

// toMatchSnapshot: values as text in a file beside the test's, in a folder __snapshots__; toMatchScreenshot: pictures there.

const fs = require('fs')
const path = require('path')
const { state } = require('internal/test/runner')
const { format, diff } = require('internal/deskjs/test/diff')

const { settings } = require('internal/deskjs/test/app')

let kept // of the file: name -> text
let changed = false
const counts = new Map()
const used = new Set()
const header = '// Snapshots of `deskjs test`; `deskjs test --update-snapshots` writes them anew.\n\n'

function fileOf() { return process.argv[1] }
function folder() { return path.join(path.dirname(fileOf()), '__snapshots__') }
function listFile() { return path.join(folder(), path.basename(fileOf()) + '.snap') }

function testName() {
  let inner
  for (const node of state.running) if (!node.isSuite && (inner === undefined || node.nesting >= inner.nesting)) inner = node
  if (inner === undefined) throw new Error('snapshots can only be compared within a test')
  return inner.fullName
}

function load() {
  if (kept !== undefined) return kept
  kept = new Map()
  try {
    const found = {}
    new Function('exports', fs.readFileSync(listFile(), 'utf8'))(found)
    for (const key of Object.keys(found)) kept.set(key, found[key].replace(/^\n|\n$/g, ''))
  } catch (error) {
    if (error.code !== 'ENOENT') throw new Error(`${listFile()} can't be read: ${error.message}`, { cause: error })
  }
  process.on('exit', save)
  return kept
}

const escaped = (text) => text.replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${')

function save() {
  if (settings.update) for (const key of kept.keys()) if (!used.has(key) && !settings.filtered) { kept.delete(key); changed = true }
  if (!changed) return
  fs.mkdirSync(folder(), { recursive: true })
  const text = header + [...kept].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => 'exports[`' + escaped(key) + '`] = `\n' + escaped(value) + '\n`;\n').join('\n')
  const temporary = listFile() + '.' + process.pid
  fs.writeFileSync(temporary, text)
  fs.renameSync(temporary, listFile())
}

// next is the name of the test's next snapshot.
function next(hint) {
  const name = testName() + (hint === undefined ? '' : ': ' + hint)
  const count = (counts.get(name) ?? 0) + 1
  counts.set(name, count)
  return `${name} ${count}`
}

// match is { pass, message } for a value and what is kept of it.
function match(value, hint, written = false) {
  const name = next(hint)
  const text = written ? value : format(value)
  const list = load()
  used.add(name)
  if (!list.has(name) || settings.update) {
    if (!list.has(name) && settings.ci) return { pass: false, message: () => `there is no snapshot ${JSON.stringify(name)}, and none is written where CI is set; run \`deskjs test --update-snapshots\` and keep ${listFile()}` }
    if (list.get(name) !== text) changed = true
    list.set(name, text)
    return { pass: true, message: () => '' }
  }
  return { pass: list.get(name) === text, message: () => `the snapshot ${JSON.stringify(name)} is another; \`deskjs test --update-snapshots\` keeps the new one\n\n${diff(list.get(name), text)}` }
}

const margin = (text) => text.match(/^[ \t]*(?=\S)/gm)?.reduce((least, each) => Math.min(least, each.length), Infinity) ?? 0

// matchInline compares with a text in the test itself, whose indentation does not count.
function matchInline(value, wanted) {
  if (typeof wanted !== 'string') return { pass: false, message: () => 'there is no inline snapshot yet; write it as the argument:\n`\n' + escaped(format(value)) + '\n`' }
  const space = Number.isFinite(margin(wanted)) ? margin(wanted) : 0
  const text = wanted.split('\n').map((line) => line.slice(Math.min(space, line.length - line.trimStart().length))).join('\n').replace(/^\n|\n[ \t]*$/g, '')
  return { pass: text === format(value), message: () => `the inline snapshot is another\n\n${diff(text, format(value))}` }
}

// matchPicture compares a PNG with the kept one.
function matchPicture(picture, name, { threshold = 0.1, maxDiffRatio = 0.001, maxDiffPixels } = {}) {
  const { compare } = require('internal/deskjs/test/app')
  const file = path.join(folder(), (name ?? next().replace(/[^\p{L}\p{N}]+/gu, '-')) + (name?.endsWith('.png') ? '' : '.png'))
  const write = (target, bytes) => {
    fs.mkdirSync(path.dirname(target), { recursive: true })
    fs.writeFileSync(target, bytes)
  }
  if (settings.update || !fs.existsSync(file)) {
    if (!settings.update && settings.ci) return { pass: false, message: () => `there is no picture ${file}, and none is written where CI is set` }
    write(file, picture)
    return { pass: true, message: () => '' }
  }
  const found = compare(picture, fs.readFileSync(file), threshold)
  const pass = found.problem === '' && (maxDiffPixels === undefined ? found.ratio <= maxDiffRatio : found.different <= maxDiffPixels)
  if (pass) return { pass, message: () => `the picture is as ${file}` }
  const place = path.join(settings.artifacts ?? folder(), path.basename(file, '.png'))
  write(place + '-received.png', picture)
  if (found.picture !== undefined) write(place + '-difference.png', Buffer.from(found.picture))
  const what = found.problem || `${found.different} points (${(found.ratio * 100).toFixed(2)} %) differ`
  return { pass, message: () => `the picture is not as ${file}: ${what}; see ${place}-received.png${found.picture === undefined ? '' : ` and ${place}-difference.png`}` }
}

module.exports = { match, matchInline, matchPicture }
