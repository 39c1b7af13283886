'use strict'

// A file of tests that runs in a page: it is built as a page is, shown in a window, and its tests are called from here one by one.

const fs = require('fs')
const path = require('path')
const { addHook, owner, parse, state } = require('internal/test/runner')
const { launch, places, settings } = require('internal/deskjs/test/app')

const project = settings.project ?? process.cwd()

// placesOf reads the source maps of the page's scripts, and says where the frames of a stack come from.
function placesOf(folder) {
  const maps = new Map()
  const mapOf = (file) => {
    if (!maps.has(file)) {
      let map
      try {
        map = places(fs.readFileSync(path.join(folder, 'frontend', file + '.map'), 'utf8'))
      } catch { /* the frame stays as it is */ }
      maps.set(file, map)
    }
    return maps.get(file)
  }
  const frames = (stack) => String(stack ?? '').split('\n').map((line) => {
    const match = /^(?:(.*)@)?app:\/\/localhost\/([^?#]*?):(\d+):(\d+)$/.exec(line.trim())
    if (match === null) return undefined
    const [, name = '', file, row, column] = match
    const place = mapOf(file)?.(Number(row), Number(column) - 1)
    if (place === undefined || place.file.includes('deskjs-module:')) return undefined
    // Sources are relative to where the script lies in the project, which is not where it was written.
    return { name: name.split('/').pop(), file: path.resolve(project, path.dirname(file), place.file), line: place.line, column: place.column }
  }).filter((frame) => frame !== undefined)
  return frames
}

function errorOf({ name, message, code, stack }, frames) {
  const error = new Error(message)
  Object.defineProperty(error, 'name', { value: name ?? 'Error', configurable: true, writable: true })
  if (code !== undefined) Object.defineProperty(error, 'code', { value: code, enumerable: false })
  error.stack = `${name ?? 'Error'}: ${message}` + frames(stack).slice(0, 8).map((frame) => `\n    at ${frame.name === '' ? '' : frame.name + ' ('}${frame.file}:${frame.line}:${frame.column}${frame.name === '' ? '' : ')'}`).join('')
  return error
}

function main(file) {
  const root = owner() // the report begins
  state.loading = load(root, file).catch((error) => {
    root.add(parse(path.relative(process.cwd(), file), {}, () => { throw error }), false)
  })
}

async function load(root, file) {
  const app = await launch({ page: file })
  const window = await app.window()
  const frames = placesOf(app.folder)
  const snapshot = () => require('internal/deskjs/test/snapshot')
  app.answers = {
    run: (name, options, how) => window.run(name, options, how ?? {}),
    input: (input) => window.input(input),
    screenshot: async (options) => (await window.screenshot(options)).toString('base64'),
    match: (text, hint) => shown(snapshot().match(text, hint, true)),
    matchPicture: async (name, options) => shown(snapshot().matchPicture(await window.screenshot(), name, options ?? {})),
  }
  const tree = await window.evaluate('globalThis.__deskjsPage?.tree()')
  if (tree === undefined || tree === null) throw new Error(`the tests of ${path.relative(process.cwd(), file)} did not load in the page${app.output.trim() === '' ? '' : '; it printed:\n' + app.output.trim()}`)
  if (tree.failed !== undefined) throw errorOf(tree.failed, frames)
  const call = async (expression) => {
    const { error } = await window.evaluateFor(2 ** 31 - 1, expression)
    if (error !== undefined) throw errorOf(error, frames)
  }
  const declare = (parent, node) => {
    for (const kind of ['before', 'after']) for (const number of node.hooks[kind]) addHook(parent, kind, () => call(`globalThis.__deskjsPage.call(${number})`))
    for (const child of node.children) {
      const { skip, todo, only, timeout } = child.options
      const options = { ...(skip && { skip }), ...(todo && { todo }), ...(only && { only }), ...(timeout && { timeout }) }
      const fn = child.isSuite ? () => {} : () => call(`globalThis.__deskjsPage.run(${child.id})`)
      const added = parent.add(parse(child.name, options, fn), child.isSuite)
      const place = frames(child.stack).find((frame) => frame.file === file)
      added.declared = { file, line: place?.line ?? 1, column: place?.column ?? 1 }
      if (child.isSuite) declare(added, child)
    }
  }
  declare(root, tree)
}

const shown = ({ pass, message }) => ({ pass, text: pass ? '' : message() })

module.exports = { main }
