'use strict'
// Components and modules of Svelte 5, by the project's own compiler.

const { pathToFileURL } = require('node:url')
const messages = require('./message.cjs')
const sourcemap = require('./sourcemap.cjs')

module.exports = context => {
  const compiler = context.require('svelte/compiler')

  const located = (problem, job, severity) => ({
    severity,
    text: String(problem.message || problem).split('\nhttps://svelte.dev/')[0].replace(/\s*\n\s*/g, ' ').replace(/\.$/, ''),
    file: job.file,
    ...(problem.start ? { line: problem.start.line, column: problem.start.column + 1 } : {}),
  })

  function optionsOf(config) {
    const own = config.builtin.svelte || {}
    return { preprocess: own.preprocess ?? config.svelte.preprocess, compilerOptions: { ...config.svelte.compilerOptions, ...own.compilerOptions }, onwarn: own.onwarn ?? config.svelte.onwarn }
  }

  // styles has <style lang="scss"> and the like compiled, as every project needs that names a language.
  function styles(job, result) {
    return {
      async style({ content, attributes, markup }) {
        const lang = typeof attributes.lang === 'string' ? attributes.lang : (/^text\/(\w+)$/.exec(attributes.type || '') || [])[1] || 'css'
        const line = markup.slice(0, Math.max(0, markup.indexOf(content))).split('\n').length - 1
        const made = await context.compiler('style').process(content, lang, job, line)
        result.dependencies.push(...made.dependencies)
        result.directories.push(...made.directories)
        result.warnings.push(...made.warnings)
        result.scanned = made.scanned
        return { code: made.code, attributes: Object.fromEntries(Object.entries(attributes).filter(([name]) => name !== 'lang' && name !== 'type')) }
      },
    }
  }

  function warned(list, options, job) {
    const out = []
    for (const warning of list) {
      if (job.path.includes('node_modules')) continue
      if (options.onwarn) options.onwarn(warning, one => out.push(located(one, job, 'warning')))
      else out.push(located(warning, job, 'warning'))
    }
    return out
  }

  // A component's script and style are asked for one after the other.
  let last = {}

  async function component(job) {
    const key = JSON.stringify([job.path, job.source, job.dev])
    if (last.key === key) return last
    const options = optionsOf(await context.config(job))
    const result = { key, dependencies: [], directories: [], warnings: [] }
    let source = job.source
    for (const preprocessor of [options.preprocess || [], styles(job, result)].flat()) {
      const done = await compiler.preprocess(source, preprocessor, { filename: job.path })
      source = done.code
      for (const file of done.dependencies || []) result.dependencies.push(file)
    }
    const { dynamicCompileOptions, ...compilerOptions } = options.compilerOptions
    result.compiled = compiler.compile(source, {
      generate: 'client',
      hmr: !!job.dev && !job.path.includes('node_modules'),
      css: 'external',
      ...compilerOptions,
      ...(job.path.includes('node_modules') && compilerOptions.runes !== undefined ? { runes: undefined } : {}),
      dev: !!job.dev,
      filename: job.path,
      rootDir: context.dir,
    })
    result.warnings.push(...warned(result.compiled.warnings, options, job))
    last = result
    return result
  }

  return async job => {
    try {
      if (/\.svelte(\.[^./\\]+)*\.(js|ts)$/.test(job.path)) {
        const source = job.path.endsWith('.ts') ? await context.ask('transform', { code: job.source, loader: 'ts', file: job.path }) : { code: job.source }
        const compiled = compiler.compileModule(source.code, { generate: 'client', dev: !!job.dev, filename: job.path, rootDir: context.dir })
        return { code: compiled.js.code, map: JSON.stringify(compiled.js.map), loader: 'js', warnings: warned(compiled.warnings, optionsOf(await context.config(job)), job) }
      }
      const { compiled, warnings, dependencies, directories, scanned } = await component(job)
      if (new URLSearchParams(job.query || '').get('type') === 'style') {
        return { code: compiled.css ? compiled.css.code : '', loader: 'css', dependencies, directories, scanned, hot: 'style' }
      }
      const map = compiled.js.map
      let { code } = compiled.js
      if (compiled.css && compiled.css.code) code += `\nimport ${JSON.stringify(job.path.replace(/\\/g, '/') + '?svelte&type=style&lang.css')}\n`
      return {
        code,
        map: map && JSON.stringify({ ...map, sources: [job.path], sourcesContent: [job.source] }),
        loader: 'js',
        warnings,
        dependencies,
        hot: job.dev ? 'self' : '',
      }
    } catch (error) {
      if (error.located) throw error
      if (error.start) return { errors: [located(error, job, 'error')] }
      throw error
    }
  }
}
