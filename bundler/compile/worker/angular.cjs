'use strict'
// Classes of Angular, for its compiler in the page (JIT): templates and styles in files of their own become part of the class, and what that compiler reads
// from decorators is written as decorators where Angular has other ways to say it: signal inputs, outputs and queries, and types of constructor parameters.

const { readFileSync, existsSync } = require('node:fs')
const { dirname, extname, resolve } = require('node:path')

// masked is the source with blanks for strings, comments and expressions: all offsets stay.
function masked(source) {
  return source.replace(/\/\/[^\n]*|\/\*[^]*?\*\/|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\[^])*`/g, text => text[0] + text.slice(1, -1).replace(/[^\n]/g, ' ') + text.slice(-1))
}

const closing = { '(': ')', '[': ']', '{': '}', '<': '>' }

// endOf is the offset behind the bracket that closes the one at an offset.
function endOf(mask, at) {
  const open = mask[at]
  const close = closing[open]
  for (let depth = 0; at < mask.length; at++) {
    if (mask[at] === open) depth++
    else if (mask[at] === close && (close !== '>' || mask[at - 1] !== '=') && --depth === 0) return at + 1
  }
  return mask.length
}

// split takes a list apart at its own commas; each part has its offset.
function split(mask, from, to) {
  const parts = []
  let start = from
  for (let at = from; at <= to; at++) {
    if (at === to || mask[at] === ',') {
      if (mask.slice(start, at).trim()) parts.push([start, at])
      start = at + 1
    } else if (closing[mask[at]] && (mask[at] !== '<' || /[\w$]/.test(mask[at - 1]))) {
      at = endOf(mask, at) - 1
    }
  }
  return parts
}

const member = /(?<=^|[;{}\n)])([ \t]*)((?:(?:public|private|protected|readonly|override|declare)\s+)*)([A-Za-z_$][\w$]*)\s*(?::[^=;\n]+)?=\s*(input|model|output|outputFromObservable|viewChild|viewChildren|contentChild|contentChildren)(\.required)?\s*([<(])/g

module.exports = context => async job => {
  const { source } = job
  const mask = masked(source)
  const edits = []
  const out = { dependencies: [], directories: [], warnings: [] }
  const problem = (at, text, hint) => {
    const before = source.slice(0, at).split('\n')
    return { located: { severity: 'error', text, file: job.file, line: before.length, column: before[before.length - 1].length + 1, hint } }
  }
  const textOf = (from, to) => {
    const literal = /^\s*(['"`])([^]*)\1\s*$/.exec(source.slice(from, to))
    return literal && literal[2]
  }
  async function file(from, to) {
    const name = textOf(from, to)
    if (!name) throw Object.assign(new Error(), problem(from, 'the name of a template or style sheet has to be a literal'))
    const path = resolve(dirname(job.path), name)
    if (!existsSync(path)) throw Object.assign(new Error(), problem(from + source.slice(from, to).search(/\S/), `there is no file ${name}`, 'the name counts from the component\'s own folder'))
    out.dependencies.push(path)
    return path
  }
  async function style(from, to) {
    const path = await file(from, to)
    const made = await context.compiler('style').process(readFileSync(path, 'utf8'), extname(path).slice(1), { ...job, path, file: path, source: readFileSync(path, 'utf8') })
    out.dependencies.push(...made.dependencies)
    out.directories.push(...made.directories)
    out.warnings.push(...made.warnings)
    out.scanned ||= made.scanned
    return JSON.stringify(made.code)
  }

  for (const decorator of mask.matchAll(/@(Component|Directive|Injectable|Pipe|NgModule)\s*\(/g)) {
    const open = decorator.index + decorator[0].length - 1
    const end = endOf(mask, open)
    const within = mask.slice(open, end)
    for (const found of within.matchAll(/\b(templateUrl|styleUrls?)\s*:\s*/g)) {
      const from = open + found.index + found[0].length
      if (mask[from] === '[') {
        const to = endOf(mask, from)
        const styles = await Promise.all(split(mask, from + 1, to - 1).map(part => style(...part)))
        edits.push([open + found.index, to, `styles: [${styles.join(', ')}]`])
        continue
      }
      const [[, to]] = split(mask, from, end - 1)
      const last = from + mask.slice(from, to).replace(/[\s}]*$/, '').length
      if (found[1] === 'templateUrl') edits.push([open + found.index, last, `template: ${JSON.stringify(readFileSync(await file(from, last), 'utf8'))}`])
      else edits.push([open + found.index, last, `styles: [${await style(from, last)}]`])
    }
    const declared = /\bclass\b[^{]*\{/.exec(mask.slice(end))
    if (!declared) continue
    const bodyStart = end + declared.index + declared[0].length - 1
    const bodyEnd = endOf(mask, bodyStart)
    const body = mask.slice(bodyStart + 1, bodyEnd - 1)
    const depths = []
    for (let at = 0, depth = 0; at < body.length; at++) {
      if ('{(['.includes(body[at])) depth++
      depths[at] = depth
      if ('})]'.includes(body[at])) depth--
    }
    for (const found of body.matchAll(member)) {
      if (depths[found.index]) continue
      const [all, blank, , name, kind, required, bracket] = found
      const at = bodyStart + 1 + found.index
      if (/@[\w.]+\s*\([^]*\)\s*$/.test(mask.slice(bodyStart, at).split(/[;}]/).pop())) continue // it has a decorator
      let args = at + all.length - 1
      if (bracket === '<') args = mask.indexOf('(', endOf(mask, args) - 1)
      const parts = split(mask, args + 1, endOf(mask, args) - 1).map(([from, to]) => source.slice(from, to).trim())
      const alias = (/\balias\s*:\s*(['"`])([^'"`]+)\1/.exec(parts.join(',')) || [])[2] || name
      const input = `@__ng.Input({ isSignal: true, alias: ${JSON.stringify(alias)}, required: ${!!required}, transform: undefined } as any) `
      const insert = {
        input: () => input,
        model: () => `${input}@__ng.Output(${JSON.stringify(alias + 'Change')}) `,
        output: () => `@__ng.Output(${JSON.stringify(alias)}) `,
        outputFromObservable: () => `@__ng.Output(${JSON.stringify(alias)}) `,
      }[kind] || (() => `@__ng.${kind[0].toUpperCase() + kind.slice(1)}(${parts[0]}, { ...(${parts[1] || '{}'}), isSignal: true } as any) `)
      edits.push([at + blank.length, at + blank.length, insert()])
    }
    const constructor = /\bconstructor\s*\(/.exec(body)
    if (constructor && !depths[constructor.index]) {
      const from = bodyStart + 1 + constructor.index + constructor[0].length - 1
      for (const [start, to] of split(mask, from + 1, endOf(mask, from) - 1)) {
        const type = /:\s*([A-Z][\w$]*)(?:<[^]*>)?\s*(?:=[^]*)?$/.exec(mask.slice(start, to))
        if (type && !/@(Inject|Attribute)\b/.test(mask.slice(start, to))) edits.push([start + mask.slice(start, to).search(/\S/), start + mask.slice(start, to).search(/\S/), `@__ng.Inject(${type[1]}) `])
      }
    }
  }
  let code = source
  for (const [from, to, text] of edits.sort((a, b) => b[0] - a[0])) code = code.slice(0, from) + text + code.slice(to)
  if (code.includes('@__ng.')) code += `\nimport * as __ng from '@angular/core'\n`
  const plain = await context.ask('transform', { code, loader: 'angular', file: job.path })
  return { ...out, code: plain.code, map: plain.map, loader: 'js' }
}
