'use strict'

// The JUnit reporter: XML that servers for continuous integration read.

const { inspect } = require('internal/util/inspect')

function content(text = '') { return text.replace(/&(?!#\d{1,7};)/g, '&amp;').replaceAll('<', '&lt;') }
function attribute(text = '') { return content(text.replaceAll('\n', '&#10;').replaceAll('"', '&quot;')) }

function xml(tree) {
  if (typeof tree === 'string') return content(tree) + '\n'
  const margin = '\t'.repeat(tree.nesting + 1)
  if (tree.comment) return margin + '<!-- ' + tree.comment.replaceAll('--', '&#45;&#45;') + ' -->\n'
  const attributes = Object.keys(tree.attrs).map((key) => key + '="' + attribute(String(tree.attrs[key])) + '"').join(' ')
  if (!tree.children || tree.children.length === 0) return margin + '<' + tree.tag + ' ' + attributes + '/>\n'
  return margin + '<' + tree.tag + ' ' + attributes + '>\n' + tree.children.map(xml).join('') + margin + '</' + tree.tag + '>\n'
}

function has(node, tag, count) {
  return (node.children && node.children.some((child) => child.tag === tag)) || (node.attrs && node.attrs[count])
}

function makeJUnit() {
  const roots = []
  let current = null

  function startTest(data) {
    const test = { attrs: { name: data.name }, nesting: data.nesting, parent: current, children: [] }
    if (current === null) roots.push(test)
    else current.children.push(test)
    current = test
  }

  function endTest(type, data) {
    if (current === null) startTest({ name: 'root', nesting: 0 })
    if (current.attrs.name !== data.name || current.nesting !== data.nesting) startTest(data)
    const test = current
    if (current.nesting === data.nesting) current = current.parent
    test.attrs.time = (data.details.duration_ms / 1000).toFixed(6)
    const inner = test.children.filter((child) => !child.comment)
    if (inner.length > 0) {
      test.tag = 'testsuite'
      Object.assign(test.attrs, {
        disabled: 0,
        errors: 0,
        tests: inner.length,
        failures: test.children.filter((child) => has(child, 'failure', 'failures')).length,
        skipped: test.children.filter((child) => has(child, 'skipped', 'skipped')).length,
        hostname: require('os').hostname(),
      })
      return
    }
    test.tag = 'testcase'
    test.attrs.classname = data.classname ?? 'test'
    const nesting = data.nesting + 1
    if (data.skip) test.children.push({ nesting, tag: 'skipped', attrs: { type: 'skipped', message: data.skip } })
    if (data.todo) test.children.push({ nesting, tag: 'skipped', attrs: { type: 'todo', message: data.todo } })
    if (type === 'test:fail') {
      const { error } = data.details
      test.children.push({
        nesting,
        tag: 'failure',
        attrs: { type: error?.failureType || error?.code, message: error?.message.trim() ?? '' },
        children: [inspect(error, { colors: false, breakLength: Infinity })],
      })
      test.attrs.failure = error?.message ?? ''
    }
  }

  return {
    start() { return '<?xml version="1.0" encoding="utf-8"?>\n<testsuites>\n' },
    event({ type, data }) {
      if (type === 'test:start') startTest(data)
      else if (type === 'test:pass' || type === 'test:fail') endTest(type, data)
      else if (type === 'test:diagnostic') (current === null ? roots : current.children).push({ nesting: data.nesting, comment: data.message })
      return ''
    },
    end() { return roots.map(xml).join('') + '</testsuites>\n' },
  }
}

module.exports = { makeJUnit }
