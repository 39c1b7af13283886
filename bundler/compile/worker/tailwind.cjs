'use strict'
// Tailwind 4 by the project's own tailwindcss. What classes the sources name, deskjs finds: Tailwind's own scanner is native code.

const { readFileSync, existsSync } = require('node:fs')
const { dirname, resolve, isAbsolute, join } = require('node:path')
const { pathToFileURL } = require('node:url')

const directives = /@(?:import\s+(?:url\()?["']tailwindcss|tailwind\s|apply\s|theme\b|utility\s|custom-variant\s|variant\s|source\s|reference\s|plugin\s|config\s)|--(?:alpha|spacing)\(|\btheme\(/

module.exports = context => {
  const known = new Map()

  // styleSheet finds what an @import in a style sheet in base names.
  function styleSheet(id, base) {
    if (isAbsolute(id)) return id
    if (id.startsWith('.')) return resolve(base, id)
    const beside = resolve(base, id)
    if (existsSync(beside) && beside.endsWith('.css')) return beside
    const [scope, second] = id.split('/')
    const name = id.startsWith('@') ? `${scope}/${second}` : scope
    const rest = '.' + id.slice(name.length)
    for (let at = base; ; at = dirname(at)) {
      const home = join(at, 'node_modules', name)
      const manifest = join(home, 'package.json')
      if (existsSync(manifest)) {
        const fields = JSON.parse(readFileSync(manifest, 'utf8'))
        const target = entry => (typeof entry === 'string' ? entry : entry && (target(entry.style) || target(entry.default)))
        const found = (fields.exports && target(fields.exports[rest])) || (rest === '.' ? fields.style || 'index.css' : rest)
        for (const candidate of [found, found + '.css', rest + '.css']) {
          const path = join(home, candidate)
          if (candidate.endsWith('.css') && existsSync(path)) return path
        }
      }
      if (at === dirname(at)) break
    }
    throw new Error(`Can't resolve '${id}' in '${base}'`)
  }

  async function compilerOf(css, job, out) {
    const dependencies = new Set()
    const styles = context.compiler('style')
    const tailwind = styles.needed('tailwindcss', 'this style sheet', job)
    const compiler = await tailwind.compile(css, {
      base: dirname(job.path),
      from: job.path,
      async loadModule(id, base) {
        const { createRequire } = require('node:module')
        const path = createRequire(join(base, 'noop.js')).resolve(id)
        dependencies.add(path)
        const module = await import(pathToFileURL(path).href)
        return { path, base: dirname(path), module: module.default ?? module }
      },
      async loadStylesheet(id, base) {
        const path = styleSheet(id, base)
        if (!path.includes('node_modules')) dependencies.add(path)
        let content = readFileSync(path, 'utf8')
        if (dirname(path) !== dirname(job.path)) content = rebased(content, dirname(path), dirname(job.path))
        return { path, base: dirname(path), content }
      },
    })
    return { css, compiler, dependencies, hashes: [...dependencies].map(path => [path, stamp(path)]) }
  }

  const stamp = path => {
    try {
      return readFileSync(path, 'utf8')
    } catch {
      return ''
    }
  }

  // rebased makes relative addresses of a style sheet in one folder good for one in another.
  function rebased(css, from, to) {
    return css.replace(/url\(\s*(["']?)(\.\.?\/[^"')]+)\1\s*\)/g, (_, quote, path) => {
      const moved = require('node:path').relative(to, resolve(from, path)).replace(/\\/g, '/')
      return `url(${quote}${moved.startsWith('.') ? moved : './' + moved}${quote})`
    })
  }

  async function compile(css, job, config, out) {
    const key = job.path + '?' + (job.query || '')
    let made = known.get(key)
    if (!made || made.css !== css || !made.hashes.every(([path, text]) => stamp(path) === text)) {
      try {
        made = await compilerOf(css, job, out)
      } catch (error) {
        if (!error.located) error.located = { severity: 'error', text: String(error.message).split('\n')[0].replace(/\.$/, ''), file: job.file, ...placeOf(error.message, job.source) }
        throw error
      }
      known.set(key, made)
    }
    for (const path of made.dependencies) out.dependencies.add(path)
    const { compiler } = made
    let candidates = []
    if (compiler.features & (4 | 16) || /@tailwind\s+utilities/.test(css)) {
      const sources = compiler.root === 'none' ? [] : compiler.root === null ? [{ base: context.dir, pattern: '**/*', negated: false }] : [{ ...compiler.root, negated: false }]
      out.scanned = [...sources, ...compiler.sources]
      candidates = await context.ask('scan', out.scanned)
      for (const source of out.scanned) if (!source.negated) out.directories.add(source.base)
    }
    return compiler.build(candidates)
  }

  // placeOf finds what a message quotes in the source.
  function placeOf(message, source) {
    const quoted = /[`'"]([^`'"]+)[`'"]/.exec(message)
    const at = quoted ? source.indexOf(quoted[1]) : -1
    if (at < 0) return {}
    const before = source.slice(0, at).split('\n')
    return { line: before.length, column: before[before.length - 1].length + 1 }
  }

  return { concerns: css => directives.test(css), compile }
}
