'use strict'
// The project's configuration files, each of which deskjs has made one module of; loaded once.

const { readFileSync } = require('node:fs')
const { basename, dirname, join, resolve } = require('node:path')
const { pathToFileURL } = require('node:url')
const messages = require('./message.cjs')

const loaded = new Map()
let replaced

function importOf(path) {
  if (!loaded.has(path)) loaded.set(path, import(pathToFileURL(path).href).then(module => module.default ?? module))
  return loaded.get(path)
}

// standIn puts deskjs's module in the place of an installed Vite, which is native code.
async function standIn(context) {
  const vite = await import('./standin/vite.mjs')
  let home
  try {
    home = dirname(context.require.resolve('vite/package.json'))
  } catch {
    return vite
  }
  const targets = value => (typeof value === 'string' ? [value] : value && typeof value === 'object' ? Object.values(value).flatMap(targets) : [])
  const { exports: entries, main } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
  for (const target of new Set([...targets(entries && entries['.'] ? entries['.'] : {}), main].filter(Boolean))) {
    const path = resolve(home, target)
    require.cache[path] = { id: path, filename: path, loaded: true, exports: { ...vite, __esModule: true }, children: [], paths: [] }
  }
  return vite
}

// plugins makes one list of what Vite takes for plugins: lists in lists, promises, and nothing.
async function plugins(list) {
  const all = await Promise.all([list].flat(Infinity))
  return all.some(Array.isArray) || all.some(one => one && typeof one.then === 'function') ? plugins(all) : all.filter(Boolean)
}

// load returns { vite, svelte, postcss, builtin }: the configurations, each {} if there is none, and the options of the plugins
// that deskjs has built in, by their names.
async function load(context, job) {
  const files = job.configs || {}
  const environment = { command: job.dev ? 'serve' : 'build', mode: job.dev ? 'development' : 'production', isSsrBuild: false, isPreview: false }
  const config = { builtin: {}, foreign: [], vite: {}, deskjs: {}, ...job.settings }
  if (files.vite || files.deskjs) await (replaced ||= standIn(context))
  for (const name of ['vite', 'deskjs', 'svelte', 'postcss']) {
    if (!files[name] && config[name]) continue
    try {
      let value = files[name] ? await importOf(files[name]) : {}
      if (typeof value === 'function') value = await value(name === 'postcss' ? { env: environment.mode, cwd: context.dir, file: {} } : environment)
      config[name] = value || {}
    } catch (error) {
      const text = messages.sentence(String(error && error.message ? error.message : error))
      const stack = String((error && error.stack) || '').split('\n').slice(1, 4).map(line => line.trim())
      const file = basename(files[name]).replace(/-\w+\.mjs$/, '')
      throw Object.assign(new Error(text), { located: { severity: 'error', text: `the configuration of ${file} failed: ${text}`, file: (job.names || {})[name], notes: stack.length ? [stack.join('\n')] : [] } })
    }
  }
  for (const plugin of await plugins([config.vite.plugins, config.deskjs.plugins])) {
    if (plugin.deskjs) config.builtin[plugin.deskjs] = plugin.options || {}
    else config.foreign.push(plugin)
  }
  config.environment = environment
  return config
}

exports.load = load
