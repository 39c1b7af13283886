'use strict'
// JSX of Solid, by the project's babel-preset-solid; hot updates by its solid-refresh.

const { createRequire } = require('node:module')

module.exports = context => {
  // What vite-plugin-solid depends on need not be where the project finds it.
  function find(name) {
    try {
      return context.require.resolve(name)
    } catch (error) {
      try {
        return createRequire(context.require.resolve('vite-plugin-solid')).resolve(name)
      } catch {
        throw error
      }
    }
  }
  const babel = require(find('@babel/core'))
  const preset = require(find('babel-preset-solid'))
  let refresh
  try {
    refresh = require(find('solid-refresh/babel'))
    refresh = refresh.default || refresh
  } catch {
    // Without it a changed component loads the page anew.
  }

  return async job => {
    const options = (await context.config(job)).builtin.solid || {}
    const own = typeof options.babel === 'function' ? await options.babel(job.source, job.path, false) : options.babel || {}
    const plugins = ['jsx', 'decorators']
    if (/\.tsx$/.test(job.path)) plugins.push('typescript')
    const hot = job.dev && refresh && options.hot !== false && !job.path.includes('node_modules')
    try {
      const result = await babel.transformAsync(job.source, {
        babelrc: false,
        configFile: false,
        root: context.dir,
        filename: job.path,
        sourceFileName: job.path,
        ast: false,
        sourceMaps: true,
        inputSourceMap: false,
        parserOpts: { plugins },
        ...own,
        presets: [[preset.default || preset, { generate: 'dom', hydratable: false, ...options.solid }], ...(own.presets || [])],
        plugins: [...(hot ? [[refresh, { bundler: 'vite', ...options.refresh }]] : []), ...(own.plugins || [])],
      })
      return { code: result.code, map: JSON.stringify(result.map), loader: /\.tsx$/.test(job.path) ? 'ts' : 'js', hot: hot ? 'self' : '' }
    } catch (error) {
      if (!error.loc) throw error
      const text = String(error.message).split('\n')[0].replace(job.path + ':', '').replace(/\s*\(\d+:\d+\)$/, '').replace(/\.$/, '').trim()
      return { errors: [{ severity: 'error', text, file: job.file, line: error.loc.line, column: error.loc.column + 1 }] }
    }
  }
}
