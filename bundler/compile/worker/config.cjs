'use strict'
// The project's configuration files, each of which deskjs has made one module of; loaded once.

const { pathToFileURL } = require('node:url')

const loaded = new Map()

function importOf(path) {
  if (!loaded.has(path)) loaded.set(path, import(pathToFileURL(path).href).then(module => module.default ?? module))
  return loaded.get(path)
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
  const config = { builtin: {}, foreign: [] }
  for (const name of ['vite', 'deskjs', 'svelte', 'postcss']) {
    let value = files[name] ? await importOf(files[name]) : {}
    if (typeof value === 'function') value = await value(name === 'postcss' ? { env: environment.mode, cwd: context.dir, file: {} } : environment)
    config[name] = value || {}
  }
  for (const plugin of await plugins([config.vite.plugins, config.deskjs.plugins])) {
    if (plugin.deskjs) config.builtin[plugin.deskjs] = plugin.options || {}
    else config.foreign.push(plugin)
  }
  config.environment = environment
  return config
}

exports.load = load
