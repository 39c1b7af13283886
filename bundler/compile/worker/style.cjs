'use strict'
// Style sheets: Sass or Less first, then Tailwind, then the project's PostCSS plugins.

const { readFileSync, existsSync, statSync } = require('node:fs')
const { dirname, resolve, join, extname, basename } = require('node:path')
const { fileURLToPath, pathToFileURL } = require('node:url')
const messages = require('./message.cjs')

const isFile = path => existsSync(path) && statSync(path).isFile()

// needed requires a package, or says how to have it.
function needed(context, name, what, job) {
  try {
    return context.require(name)
  } catch (error) {
    if (error.code !== 'MODULE_NOT_FOUND' || !error.message.includes(`'${name}'`)) throw error
    const add = name.startsWith('@') ? name.split('/').slice(0, 2).join('/') : name.split('/')[0]
    throw Object.assign(error, {
      located: { severity: 'error', text: `${what} needs the package "${add}", which is not installed`, file: job.file, hint: `\`deskjs add ${add}\` adds it` },
    })
  }
}

// packageFile finds what "name/path" means to a style sheet in dir: files are tried with the endings.
function packageFile(specifier, dir, endings) {
  for (let at = dir; ; at = dirname(at)) {
    const path = join(at, 'node_modules', specifier)
    const candidates = [path, ...endings.map(ending => path + ending), ...endings.map(ending => join(dirname(path), '_' + basename(path) + ending))]
    for (const candidate of candidates) if (isFile(candidate)) return candidate
    const manifest = join(path, 'package.json')
    if (isFile(manifest)) {
      const fields = JSON.parse(readFileSync(manifest, 'utf8'))
      const root = fields.exports && (fields.exports['.'] || fields.exports)
      for (const main of [root && root.sass, root && root.style, fields.sass, fields.style, fields.main]) {
        if (typeof main === 'string' && /\.(css|scss|sass|less)$/.test(main) && isFile(join(path, main))) return join(path, main)
      }
      for (const name of ['_index', 'index']) for (const ending of endings) if (isFile(join(path, name + ending))) return join(path, name + ending)
    }
    if (at === dirname(at)) return undefined
  }
}

// aliased replaces what the configuration's resolve.alias says.
function aliased(specifier, config) {
  const alias = (config.vite.resolve || {}).alias || {}
  const entries = Array.isArray(alias) ? alias.map(({ find, replacement }) => [find, replacement]) : Object.entries(alias)
  for (const [find, replacement] of entries) {
    if (find instanceof RegExp ? find.test(specifier) : specifier === find || specifier.startsWith(find.endsWith('/') ? find : find + '/')) return specifier.replace(find, replacement)
  }
  return specifier
}

async function additional(source, options, path) {
  const { additionalData } = options
  if (typeof additionalData === 'function') {
    const result = await additionalData(source, path)
    return typeof result === 'string' ? result : result.content
  }
  return additionalData ? additionalData + source : source
}

module.exports = context => {
  async function sass(source, lang, job, config, out) {
    const compiler = needed(context, 'sass', job.file.endsWith(lang) ? 'this style sheet' : `lang="${lang}"`, job)
    const { additionalData, ...options } = ((config.vite.css || {}).preprocessorOptions || {})[lang] || {}
    const text = await additional(source, { additionalData }, job.path)
    const before = text.length - source.length > 0 && text.endsWith(source) ? text.slice(0, text.length - source.length).split('\n').length - 1 : 0
    const endings = ['.scss', '.sass', '.css']
    try {
      const result = await compiler.compileStringAsync(text, {
        ...options,
        url: pathToFileURL(job.path),
        syntax: lang === 'sass' ? 'indented' : 'scss',
        sourceMap: false,
        loadPaths: [context.dir, ...(options.loadPaths || options.includePaths || [])],
        importers: [
          ...(options.importers || []),
          {
            findFileUrl(specifier, { containingUrl }) {
              const from = containingUrl && containingUrl.protocol === 'file:' ? dirname(fileURLToPath(containingUrl)) : dirname(job.path)
              const wanted = aliased(specifier.replace(/^(~|pkg:)/, ''), config)
              if (/^[a-z]+:\/\//.test(wanted)) return null
              const found = resolve(wanted) === wanted ? wanted : packageFile(wanted, from, endings)
              return found ? pathToFileURL(found) : null
            },
          },
        ],
        logger: {
          warn(text, { span, deprecation }) {
            if (deprecation && out.warnings.length) return // one is enough to be told
            const place = span ? { file: span.url && span.url.protocol === 'file:' ? fileURLToPath(span.url) : job.path, line: span.start.line + 1, column: span.start.column + 1 } : {}
            if (place.file && place.file.includes('node_modules')) return
            out.warnings.push({ severity: 'warning', text: text.split('\n\n')[0].replace(/\s*\n\s*/g, ' ').replace(/\.$/, ''), file: job.file, ...place })
          },
          debug() {},
        },
      })
      for (const url of result.loadedUrls) if (url.protocol === 'file:') out.dependencies.add(fileURLToPath(url))
      return result.css
    } catch (error) {
      if (!error.span) throw error
      const { span } = error
      const file = span.url && span.url.protocol === 'file:' ? fileURLToPath(span.url) : job.path
      const own = file === job.path
      error.located = { severity: 'error', text: String(error.sassMessage).replace(/\.$/, ''), file, line: span.start.line + 1 - (own ? before : 0) + (own ? out.line : 0), column: span.start.column + 1 }
      throw error
    }
  }

  async function less(source, job, config, out) {
    const compiler = needed(context, 'less', job.file.endsWith('less') ? 'this style sheet' : 'lang="less"', job)
    const { additionalData, ...options } = ((config.vite.css || {}).preprocessorOptions || {}).less || {}
    class Packages extends compiler.FileManager {
      supports(name) {
        return !/^[a-z]+:\/\//.test(name)
      }
      supportsSync() {
        return false
      }
      async loadFile(name, dir, ...rest) {
        const wanted = aliased(name.replace(/^~/, ''), config)
        const beside = resolve(dir, wanted)
        if (!isFile(beside) && !isFile(beside + '.less')) {
          const found = packageFile(wanted, dir || dirname(job.path), ['.less', '.css'])
          if (found) return super.loadFile(found, '', ...rest)
        }
        return super.loadFile(wanted, dir, ...rest)
      }
    }
    try {
      const result = await compiler.render(await additional(source, { additionalData }, job.path), {
        javascriptEnabled: false,
        ...options,
        filename: job.path,
        paths: options.paths || [context.dir],
        plugins: [...(options.plugins || []), { install: (_, manager) => manager.addFileManager(new Packages()), minVersion: [3] }],
      })
      for (const file of result.imports) out.dependencies.add(resolve(dirname(job.path), file))
      return result.css
    } catch (error) {
      if (error.line) {
        const file = error.filename || job.path
        error.located = { severity: 'error', text: String(error.message).replace(/\.$/, ''), file, line: error.line + (file === job.path ? out.line : 0), column: (error.column || 0) + 1 }
      }
      throw error
    }
  }

  // plugins are the project's PostCSS plugins, of its configuration's two forms, without what is built in.
  function pluginsOf(config, job) {
    const inline = (config.vite.css || {}).postcss
    const given = (inline && typeof inline === 'object' ? inline : config.postcss).plugins || []
    const list = Array.isArray(given) ? given.flat().map(plugin => (typeof plugin === 'string' ? [plugin, {}] : [plugin])) : Object.entries(given)
    const out = []
    for (const [plugin, options] of list) {
      if (!plugin || options === false) continue
      if (plugin === '@tailwindcss/postcss' || plugin === 'tailwindcss' || plugin.deskjs === 'tailwind') continue
      if (typeof plugin !== 'string') {
        out.push(plugin)
        continue
      }
      const module = needed(context, plugin, 'the configuration of PostCSS', job)
      out.push((module.default || module)(options === true ? {} : options))
    }
    return out
  }

  async function postcss(css, job, config, out) {
    const plugins = pluginsOf(config, job)
    if (!plugins.length) return css
    const processor = needed(context, 'postcss', 'the configuration of PostCSS', job)
    try {
      const result = await (processor.default || processor)(plugins).process(css, { from: job.path, to: job.path, map: false, ...(config.postcss.parser ? { parser: config.postcss.parser } : {}) })
      for (const message of result.messages) {
        if (message.type === 'dependency') out.dependencies.add(message.file)
        if (message.type === 'dir-dependency') out.directories.add(message.dir)
      }
      for (const warning of result.warnings()) out.warnings.push({ severity: 'warning', text: `${warning.plugin}: ${warning.text}`, file: job.file, line: out.exact ? warning.line : 0, column: warning.column })
      return result.css
    } catch (error) {
      if (error.name === 'CssSyntaxError') {
        error.located = { severity: 'error', text: error.reason, file: (error.input && error.input.file) || error.file || job.path }
        if (out.exact && error.line) Object.assign(error.located, { line: error.line + out.line, column: error.column })
      }
      throw error
    }
  }

  // process is what all style sheets go through. line is how many lines of the file come before the source.
  async function process(source, lang, job, line = 0) {
    const config = await context.config(job)
    const out = { dependencies: new Set(), directories: new Set(), warnings: [], line, exact: lang === 'css' }
    let css = source
    if (lang === 'scss' || lang === 'sass') css = await sass(source, lang, job, config, out)
    else if (lang === 'less') css = await less(source, job, config, out)
    else if (lang !== 'css' && lang !== 'postcss' && lang !== 'pcss') {
      throw Object.assign(new Error(lang), { located: { severity: 'error', text: `style sheets of the language "${lang}" can't be compiled`, file: job.file, hint: 'css, scss, sass and less can' } })
    }
    if (context.compiler('tailwind').concerns(css)) {
      css = await context.compiler('tailwind').compile(css, job, config, out)
      out.exact = false
    }
    css = await postcss(css, job, config, out)
    out.dependencies.delete(job.path)
    return { code: css, dependencies: [...out.dependencies], directories: [...out.directories], warnings: out.warnings, scanned: out.scanned }
  }

  const compile = async job => {
    const result = await process(job.source, extname(job.path).slice(1), job)
    const module = /\.module\.\w+$/.test(job.path)
    return { ...result, loader: module ? 'local-css' : 'css', hot: module ? '' : 'style' }
  }
  return Object.assign(compile, { process, needed: (name, what, job) => needed(context, name, what, job) })
}
module.exports.packageFile = packageFile
