'use strict'
// What compilers throw, as messages with the place in the author's file.

// frame finds the place that a code frame in a message shows: "3  |  code" with a caret below.
function frame(text) {
  const lines = text.split('\n')
  for (let i = 1; i < lines.length; i++) {
    const caret = /^(\s*\|)(\s*)\^/.exec(lines[i])
    const above = /^[>\s]*(\d+)(\s*\|)/.exec(lines[i - 1])
    if (caret && above) {
      const column = lines[i].indexOf('^') - above[0].length
      return { line: Number(above[1]), column: Math.max(1, column - 1) }
    }
  }
  return {}
}

// sentence is the first paragraph, without the name of who says it, the place, and the full stop.
function sentence(text) {
  const first = text.replace(/^\[?(@?vue\/)?compiler-sfc\]:?\s*|^\[@vue\/compiler-sfc\]\s*/, '').split(/\n\s*\n|\n\s*\d+\s*\|/)[0]
  return first.replace(/\s+\(\d+:\d+\)\s*$/, '').replace(/\s*\n\s*/g, ' ').replace(/\.$/, '').trim()
}

// of makes a message of an error. Whoever knows better gives line and column, from 1, and file.
function of(error, job, place) {
  if (error && error.located) return error.located
  const text = String((error && error.message) || error)
  const at = place || frame(text)
  const message = { severity: 'error', text: sentence(text) || 'the compiler failed', file: at.file || job.file }
  if (at.line) Object.assign(message, { line: at.line, column: at.column || 1 })
  else if (error && error.code === 'MODULE_NOT_FOUND') message.notes = []
  else if (error && error.stack && !at.quiet) message.notes = [String(error.stack).split('\n').slice(1, 5).map(line => line.trim()).join('\n')]
  return message
}

exports.of = of
exports.frame = frame
exports.sentence = sentence
