'use strict'
// The project's own plugins of Vite: they live in one worker, which runs their hooks as Vite does.

const { readFileSync } = require('node:fs')
const { basename, extname, dirname, resolve, isAbsolute, join } = require('node:path')
const { createHash } = require('node:crypto')
const messages = require('./message.cjs')

// plainly returns a value that JSON carries as it is, undefined for any other.
function plainly(value) {
  const plain = one => one === null || /^(string|number|boolean|undefined)$/.test(typeof one) || (Array.isArray(one) ? one.every(plain) : typeof one === 'object' && Object.getPrototypeOf(one) === Object.prototype && Object.values(one).every(plain))
  return plain(value) ? value : undefined
}

const hookOf = (plugin, name) => (typeof plugin[name] === 'function' ? plugin[name] : plugin[name] && plugin[name].handler)
const orderOf = (plugin, name) => (plugin[name] && plugin[name].order) || ''

// wanted holds an id, or code, against the filter of a hook.
function wanted(filter, value, globs) {
  if (filter === undefined || filter === null) return true
  if (Array.isArray(filter) || filter instanceof RegExp || typeof filter === 'string') filter = { include: filter }
  const hit = pattern => {
    if (pattern instanceof RegExp) return new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, '')).test(value)
    return globs ? globs(pattern)(value) : value.includes(pattern)
  }
  const list = patterns => [patterns ?? []].flat()
  return !list(filter.exclude).some(hit) && (filter.include === undefined || list(filter.include).some(hit))
}

module.exports = context => {
  let started
  const emitted = new Map()
  const emitting = []

  async function start(job) {
    const { mergeConfig, createFilter, createLogger } = await import('./standin/vite.mjs')
    const config = await context.config(job)
    const { environment } = config
    const applies = plugin => (typeof plugin.apply === 'function' ? plugin.apply({ ...config.vite, mode: environment.mode }, environment) : !plugin.apply || plugin.apply === environment.command)
    const rank = plugin => (plugin.enforce === 'pre' ? 0 : plugin.enforce === 'post' ? 2 : 1)
    const plugins = config.foreign.filter(applies).filter(plugin => !plugin.applyToEnvironment || plugin.applyToEnvironment({ name: 'client', config: config.vite }) !== false)
    plugins.sort((a, b) => rank(a) - rank(b))
    let user = { ...config.vite }
    for (const plugin of sorted(plugins, 'config')) {
      const more = await attempt(plugin, 'config', job, () => hookOf(plugin, 'config').call({ meta: {} }, user, environment))
      if (more) user = mergeConfig(user, more)
    }
    const resolved = {
      ...user,
      root: context.dir,
      base: user.base || '/',
      mode: environment.mode,
      command: environment.command,
      isProduction: !job.dev,
      isWorker: false,
      cacheDir: join(context.dir, '.deskjs', 'cache'),
      publicDir: join(context.dir, 'frontend', 'public'),
      env: { MODE: environment.mode, DEV: !!job.dev, PROD: !job.dev, SSR: false, BASE_URL: '/' },
      define: user.define || {},
      plugins,
      resolve: { alias: [], extensions: ['.mjs', '.js', '.mts', '.ts', '.jsx', '.tsx', '.json'], ...user.resolve },
      css: user.css || {},
      server: { hmr: true, fs: {}, ...user.server },
      build: { outDir: 'dist', assetsDir: 'assets', sourcemap: true, rollupOptions: {}, ...user.build },
      optimizeDeps: { include: [], exclude: [], ...user.optimizeDeps },
      experimental: {},
      environments: {},
      logger: createLogger(),
      assetsInclude: path => /\.(png|jpe?g|gif|svg|webp|avif|ico|woff2?|ttf|otf|mp[34]|webm|ogg|wav|wasm|pdf)$/.test(path),
      createResolver: () => (id, importer) => context.ask('resolve', { specifier: id, importer: importer || join(context.dir, 'index.html') }).then(found => found.path || undefined),
      getSortedPlugins: name => sorted(plugins, name),
      getSortedPluginHooks: name => sorted(plugins, name).map(plugin => hookOf(plugin, name)),
    }
    for (const plugin of sorted(plugins, 'configResolved')) {
      await attempt(plugin, 'configResolved', job, () => hookOf(plugin, 'configResolved').call({ meta: {} }, resolved))
    }
    started = { plugins, resolved, createFilter }
    for (const plugin of sorted(plugins, 'buildStart')) {
      await attempt(plugin, 'buildStart', job, () => hookOf(plugin, 'buildStart').call(contextOf(plugin, job, {}), {}))
    }
    const has = name => plugins.some(plugin => hookOf(plugin, name))
    const { alias } = resolved.resolve
    const literal = value => (value instanceof RegExp ? { expression: value.source, flags: value.flags } : { text: value })
    return {
      value: {
        plugins: plugins.map(plugin => plugin.name || 'without a name'),
        hooks: { resolve: has('resolveId'), load: has('load'), transform: has('transform'), hot: has('handleHotUpdate') || has('hotUpdate') },
        early: plugins.some(plugin => rank(plugin) === 0 && hookOf(plugin, 'transform')),
        define: Object.fromEntries(Object.entries(resolved.define).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)])),
        alias: (Array.isArray(alias) ? alias : Object.entries(alias).map(([find, replacement]) => ({ find, replacement }))).map(({ find, replacement }) => ({ find: literal(find), replacement })),
        builtin: Object.keys(config.builtin),
        plain: plainly({ builtin: config.builtin, vite: { css: user.css || {}, resolve: { alias: (user.resolve || {}).alias || {} } } }),
      },
    }
  }

  const sorted = (plugins, name) => {
    const rank = plugin => ({ pre: 0, post: 2 })[orderOf(plugin, name)] ?? 1
    return plugins.filter(plugin => hookOf(plugin, name)).sort((a, b) => rank(a) - rank(b))
  }

  // attempt runs a hook; what it throws gets the plugin's name.
  async function attempt(plugin, hook, job, run) {
    try {
      return await run()
    } catch (error) {
      throw located(plugin, error, job, hook)
    }
  }

  function located(plugin, error, job, hook) {
    const given = error && typeof error === 'object' ? error : { message: String(error) }
    if (given.located) return given
    const place = placeOf(given, job)
    const text = messages.sentence(String(given.message)) || 'it failed'
    const message = { severity: 'error', text: `the plugin ${plugin.name || 'without a name'}: ${text}`, file: job.file || '', ...place }
    if (!place.line && given.stack) message.notes = [`in its hook ${hook}`, ...String(given.stack).split('\n').slice(1, 4).map(line => line.trim())]
    return Object.assign(new Error(text), { located: message })
  }

  // placeOf reads what Rollup's messages say of a place: loc, or pos, an offset.
  function placeOf(given, job) {
    const file = given.id || (given.loc && given.loc.file)
    const out = file && isAbsolute(file) ? { file: file.split('?')[0] } : {}
    const loc = given.loc || (given.line !== undefined && given.column !== undefined ? given : undefined)
    if (loc && loc.line) return { ...out, line: loc.line, column: (loc.column || 0) + 1 }
    if (typeof given.pos === 'number' && job.source) {
      const before = job.source.slice(0, given.pos).split('\n')
      return { ...out, line: before.length, column: before[before.length - 1].length + 1 }
    }
    return out
  }

  // contextOf is `this` of a hook.
  function contextOf(plugin, job, out) {
    const dependencies = (out.dependencies ||= [])
    const warnings = (out.warnings ||= [])
    // A place is an offset, or a line and column.
    const placed = (message, place) => Object.assign(typeof message === 'string' ? { message } : message, typeof place === 'number' ? { pos: place } : place && { loc: place })
    const textOf = message => (typeof message === 'function' ? textOf(message()) : message)
    return {
      meta: { rollupVersion: '4.40.0', viteVersion: '7.0.0', watchMode: !!job.dev },
      environment: { name: 'client', mode: job.dev ? 'dev' : 'build', config: started && started.resolved },
      async resolve(specifier, importer, options = {}) {
        const found = await resolveId({ ...job, arguments: { specifier, importer } }, options.skipSelf === false ? undefined : plugin)
        if (found) return { external: false, ...found }
        const path = await context.ask('resolve', { specifier: specifier.split('?')[0], importer: importer || join(context.dir, 'index.html') })
        if (!path.path) return null
        return { id: path.path + (specifier.includes('?') ? specifier.slice(specifier.indexOf('?')) : ''), external: path.external, moduleSideEffects: true, attributes: {}, meta: {} }
      },
      async load({ id }) {
        return { id, code: readFileSync(id.split('?')[0], 'utf8'), meta: {} }
      },
      parse(code, options) {
        let acorn
        try {
          acorn = context.require('acorn')
        } catch {
          throw new Error('this.parse takes the package "acorn", which is not installed: `deskjs add acorn`')
        }
        return acorn.parse(code, { ecmaVersion: 'latest', sourceType: 'module', ...options })
      },
      emitFile(file) {
        if (file.type !== 'asset') throw new Error(`files of the type "${file.type}" can't be emitted, only assets`)
        const source = Buffer.from(file.source ?? '')
        const hash = createHash('sha256').update(source).digest('hex').slice(0, 8).toUpperCase()
        const name = file.name || 'asset'
        const fileName = file.fileName || `assets/${basename(name, extname(name))}-${hash}${extname(name)}`
        const reference = createHash('sha256').update(fileName).digest('hex').slice(0, 8)
        emitted.set(reference, fileName)
        emitting.push(context.ask('emit', { name: fileName, source: source.toString('base64') }))
        return reference
      },
      setAssetSource() {
        throw new Error('give emitFile the source of an asset')
      },
      getFileName: reference => emitted.get(reference),
      addWatchFile: path => void dependencies.push(resolve(context.dir, path)),
      getWatchFiles: () => dependencies,
      getModuleInfo: id => ({ id, code: null, ast: null, meta: {}, importers: [], dynamicImporters: [], importedIds: [], isEntry: false }),
      getModuleIds: () => [][Symbol.iterator](),
      warn(message, place) {
        const given = placed(textOf(message), place)
        warnings.push({ severity: 'warning', text: `the plugin ${plugin.name}: ${messages.sentence(String(given.message ?? given))}`, file: job.file || '', ...placeOf(Object(given), job) })
      },
      info() {},
      debug() {},
      error(error, place) {
        throw located(plugin, placed(textOf(error), place), job, 'error')
      },
    }
  }

  async function resolveId(job, except) {
    const { specifier, importer } = job.arguments
    for (const plugin of sorted(started.plugins, 'resolveId')) {
      if (plugin === except) continue
      const { filter } = plugin.resolveId
      if (filter && !wanted(filter.id, specifier, started.createFilter)) continue
      const options = { attributes: {}, custom: {}, isEntry: !importer, ssr: false, scan: false }
      const found = await attempt(plugin, 'resolveId', job, () => hookOf(plugin, 'resolveId').call(contextOf(plugin, job, {}), specifier, importer || undefined, options))
      if (found === false) return { id: specifier, external: true }
      if (found) return typeof found === 'string' ? { id: found } : found
    }
    return null
  }

  const idOf = job => job.path + (job.query ? '?' + job.query : '')

  async function load(job) {
    const id = idOf(job)
    for (const plugin of sorted(started.plugins, 'load')) {
      const { filter } = plugin.load
      if (filter && !wanted(filter.id, id, started.createFilter)) continue
      const out = {}
      const loaded = await attempt(plugin, 'load', job, () => hookOf(plugin, 'load').call(contextOf(plugin, job, out), id, { ssr: false }))
      if (loaded === null || loaded === undefined) continue
      const { code, map, moduleType } = typeof loaded === 'string' ? { code: loaded } : loaded
      return { ...out, code: withAddresses(code), map: textOfMap(map), loader: moduleType || '', value: true }
    }
    return { value: false }
  }

  const textOfMap = map => (!map || map.mappings === '' ? '' : typeof map === 'string' ? map : JSON.stringify(map))
  const withAddresses = code => code.replace(/import\.meta\.ROLLUP_FILE_URL_(\w+)/g, (all, reference) => (emitted.has(reference) ? `new URL(${JSON.stringify('/' + emitted.get(reference))}, location.href).href` : all))

  async function transform(job) {
    const id = idOf(job)
    const early = job.arguments.early
    const out = { code: job.source, map: '', value: false }
    for (const plugin of sorted(started.plugins, 'transform')) {
      if ((plugin.enforce === 'pre') !== early) continue
      const { filter } = plugin.transform
      if (filter && (!wanted(filter.id, id, started.createFilter) || !wanted(filter.code, out.code))) continue
      const done = await attempt(plugin, 'transform', { ...job, source: out.code }, () => hookOf(plugin, 'transform').call(contextOf(plugin, job, out), out.code, id, { ssr: false, moduleType: job.arguments.loader }))
      if (done === null || done === undefined) continue
      const { code, map, moduleType } = typeof done === 'string' ? { code: done } : done
      if (code === undefined) continue
      out.code = withAddresses(code)
      if (moduleType) out.loader = moduleType
      // A map of a map is more than is worth it: with several plugins the last one's lines count if it kept them.
      out.map = out.value && out.map ? out.map : textOfMap(map)
      out.value = true
    }
    return out
  }

  async function hot(job) {
    const path = job.path
    // What a plugin would send to the page itself is not passed on: deskjs tells the page what to do.
    const modules = []
    const send = () => {}
    const invalidated = new Set()
    const graph = {
      getModuleById: id => modules.find(module => module.id === id) || { id, url: id, file: id.split('?')[0], importers: new Set() },
      getModulesByFile: file => new Set(modules.filter(module => module.file === file)),
      invalidateModule: module => void invalidated.add(module.id),
      invalidateAll() {},
    }
    const server = { config: started.resolved, ws: { send }, hot: { send }, moduleGraph: graph, environments: { client: { hot: { send }, moduleGraph: graph } } }
    let current = modules
    for (const name of ['hotUpdate', 'handleHotUpdate']) {
      for (const plugin of sorted(started.plugins, name)) {
        const given = { type: 'update', file: path, timestamp: Date.now(), modules: current, read: () => readFileSync(path, 'utf8'), server }
        const self = Object.assign(contextOf(plugin, job, {}), { environment: { name: 'client', mode: 'dev', hot: { send }, moduleGraph: graph, config: started.resolved } })
        const changed = await attempt(plugin, name, job, () => hookOf(plugin, name).call(self, given))
        if (Array.isArray(changed)) current = changed
      }
    }
    return { value: [...new Set([...current.map(module => module.id), ...invalidated])] }
  }

  const hooks = { start, load, transform, hot, resolve: async job => ({ value: await resolveId(job) }) }
  return async job => {
    const result = await hooks[job.hook](job)
    await Promise.all(emitting.splice(0))
    return result
  }
}
