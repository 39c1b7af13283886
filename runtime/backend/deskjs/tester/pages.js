'use strict'

// What happens around tests that have an app open: it is closed after them, and after a failure its pictures are kept.

const fs = require('fs')
const path = require('path')
const { addHook, owner, state } = require('internal/test/runner')

// innermost is the test that runs now.
function innermost() {
  let inner
  for (const node of state.running) if (!node.isSuite && (inner === undefined || node.nesting >= inner.nesting)) inner = node
  return inner
}

// closeLater calls close after the test that runs, or after all of them if none does.
function closeLater(close) {
  state.launched = true
  if (state.root === undefined && state.collecting === undefined) owner()
  addHook(innermost() ?? state.root, 'after', close)
}

let failures = 0

// keep writes what can be seen of the open apps after a failure, and says where it is.
async function keep(node) {
  const { open, settings } = require('internal/deskjs/test/app')
  if (node.isSuite) return
  for (const app of open) {
    const failure = app.takeFailure()
    if (failure !== undefined) node.diagnostics.push(failure.message)
  }
  if (open.size === 0 || settings.artifacts === undefined) return
  const file = path.basename(require('process').argv[1] ?? 'test').replace(/\.test\.[cm]?[jt]sx?$/, '')
  const name = node.fullName.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80)
  for (const app of open) {
    const folder = path.join(settings.artifacts, file, (++failures > 1 ? failures + '-' : '') + name)
    fs.mkdirSync(folder, { recursive: true })
    const write = (file, content) => {
      fs.writeFileSync(path.join(folder, file), content)
      node.diagnostics.push('kept ' + path.relative(process.cwd(), path.join(folder, file)))
    }
    const windows = await app.windows().catch(() => [])
    for (const [i, window] of windows.entries()) {
      const number = i === 0 ? '' : '-' + (i + 1)
      try {
        write(`screenshot${number}.png`, await window.screenshot())
        write(`page${number}.html`, await window.content())
      } catch { /* the window shows nothing any more */ }
    }
    const calls = await app.calls().catch(() => [])
    write('log.txt', app.output + (calls.length === 0 ? '' : '\nCalls of the api:\n' + calls.map((call) => JSON.stringify(call)).join('\n') + '\n'))
  }
}

state.failed = (node) => {
  let timer
  // What does not answer is not waited for.
  return Promise.race([keep(node), new Promise((resolve) => { timer = state.setTimeout(resolve, 15_000) })]).catch(() => {}).finally(() => state.clearTimeout(timer))
}

module.exports = { closeLater }
