'use strict'
// Single-file components of Vue 3, by the project's @vue/compiler-sfc; the code is what @vitejs/plugin-vue makes.

const { createHash } = require('node:crypto')
const fs = require('node:fs')
const messages = require('./message.cjs')
const sourcemap = require('./sourcemap.cjs')

const hash = text => createHash('sha256').update(text).digest('hex').slice(0, 8)

module.exports = context => {
  const compiler = context.require('vue/compiler-sfc')
  if (compiler.registerTS) {
    compiler.registerTS(() => {
      try {
        return context.require('typescript')
      } catch {
        return undefined
      }
    })
  }
  const files = {
    fileExists: path => fs.existsSync(path),
    readFile: path => fs.readFileSync(path, 'utf8'),
    realpath: path => fs.realpathSync(path),
  }
  // The parts of a component are asked for one after the other.
  let last = {}

  function descriptorOf(job) {
    if (last.path === job.path && last.source === job.source && last.dev === job.dev) return last
    const { descriptor, errors } = compiler.parse(job.source, { filename: job.path, sourceMap: true, templateParseOptions: (job.options || {}).compilerOptions })
    const id = hash(job.file + (job.dev ? '' : '\n' + job.source))
    last = { path: job.path, source: job.source, dev: job.dev, descriptor, errors, id }
    return last
  }

  const located = (error, job) => messages.of(error, job, error.loc && error.loc.start ? { line: error.loc.start.line, column: error.loc.start.column } : undefined)

  function templateOptions(job, { descriptor, id }, bindings) {
    const { template } = descriptor
    const scoped = descriptor.styles.some(style => style.scoped)
    const lang = (descriptor.scriptSetup || descriptor.script || {}).lang
    const given = job.options || {}
    return {
      ...(given.template || {}),
      id,
      ast: template.lang && template.lang !== 'html' ? undefined : template.ast,
      filename: job.path,
      scoped,
      slotted: descriptor.slotted,
      isProd: !job.dev,
      inMap: template.src ? undefined : template.map,
      ssr: false,
      ssrCssVars: descriptor.cssVars,
      preprocessLang: template.lang === 'html' ? undefined : template.lang,
      preprocessCustomRequire: context.require,
      transformAssetUrls: (given.template || {}).transformAssetUrls,
      compilerOptions: {
        ...((given.template || {}).compilerOptions || {}),
        scopeId: scoped ? `data-v-${id}` : undefined,
        bindingMetadata: bindings,
        expressionPlugins: /^tsx?$/.test(lang || '') ? ['typescript'] : undefined,
        sourceMap: true,
      },
    }
  }

  function component(job) {
    const parsed = descriptorOf(job)
    const { descriptor, id, errors } = parsed
    if (errors.length) return { errors: errors.map(error => located(error, job)) }
    const dependencies = []
    const warnings = []
    const script = descriptor.scriptSetup || descriptor.script
    const inline = !job.dev && !!descriptor.scriptSetup && !(descriptor.template && descriptor.template.src)
    const parts = []
    const attached = []
    let bindings
    let scriptCode = 'const _sfc_main = {}'
    if (descriptor.script && descriptor.script.src) {
      const from = JSON.stringify(descriptor.script.src)
      scriptCode = `import _sfc_main from ${from}\nexport * from ${from}`
      parts.push({ code: scriptCode })
    } else if (script) {
      const compiled = compiler.compileScript(descriptor, {
        ...((job.options || {}).script || {}),
        id,
        isProd: !job.dev,
        inlineTemplate: inline,
        templateOptions: inline && descriptor.template ? templateOptions(job, parsed) : undefined,
        sourceMap: true,
        genDefaultAs: '_sfc_main',
        fs: files,
      })
      bindings = compiled.bindings
      scriptCode = compiled.content
      for (const file of compiled.deps || []) dependencies.push(file)
      parts.push({ code: scriptCode, map: compiled.map })
    } else {
      parts.push({ code: scriptCode })
    }
    if (descriptor.template && !(inline && script)) {
      const { template } = descriptor
      if (template.src) {
        const file = require('node:path').resolve(require('node:path').dirname(job.path), template.src)
        template.content = files.readFile(file)
        template.ast = undefined
        dependencies.push(file)
      }
      const result = compiler.compileTemplate({ ...templateOptions(job, parsed, bindings), source: template.content })
      if (result.errors.length) return { errors: result.errors.map(error => (typeof error === 'string' ? messages.of(error, job) : located(error, job))) }
      for (const tip of result.tips) warnings.push({ severity: 'warning', text: messages.sentence(tip), file: job.file })
      parts.push({ code: result.code.replace(/\nexport (function|const) render/, '\n$1 _sfc_render'), map: result.map })
      attached.push(['render', '_sfc_render'])
    }
    const lines = []
    const modules = []
    descriptor.styles.forEach((style, index) => {
      const scoped = style.scoped ? `&scoped=${id}` : ''
      const request = JSON.stringify(`${job.path.replace(/\\/g, '/')}?vue&type=style&index=${index}${scoped}&lang${style.module ? '.module' : ''}.${style.lang || 'css'}`)
      if (style.module) {
        lines.push(`import style${index} from ${request}`)
        modules.push([style.module === true ? '$style' : style.module, `style${index}`])
      } else {
        lines.push(`import ${request}`)
      }
    })
    for (const block of job.blocks ? descriptor.customBlocks : []) {
      const index = descriptor.customBlocks.indexOf(block)
      lines.push(`import block${index} from ${JSON.stringify(`${job.path.replace(/\\/g, '/')}?vue&type=${block.type}&index=${index}&lang.${block.lang || block.type}`)}`)
      lines.push(`if (typeof block${index} === 'function') block${index}(_sfc_main)`)
    }
    if (modules.length) {
      lines.push(`const cssModules = { ${modules.map(([name, value]) => `${JSON.stringify(name)}: ${value}`).join(', ')} }`)
      attached.push(['__cssModules', 'cssModules'])
    }
    if (descriptor.styles.some(style => style.scoped)) attached.push(['__scopeId', JSON.stringify(`data-v-${id}`)])
    if (job.dev) {
      attached.push(['__file', JSON.stringify(job.file)])
      lines.push(
        `_sfc_main.__hmrId = ${JSON.stringify(id)}`,
        `_sfc_main.__hmrScript = ${JSON.stringify(hash(scriptCode))}`,
        `typeof __VUE_HMR_RUNTIME__ !== 'undefined' && __VUE_HMR_RUNTIME__.createRecord(_sfc_main.__hmrId, _sfc_main)`,
        `import.meta.hot && import.meta.hot.accept(mod => {`,
        `  if (!mod) return`,
        `  const updated = mod.default`,
        `  if (updated.__hmrScript === _sfc_main.__hmrScript && updated.render) __VUE_HMR_RUNTIME__.rerender(updated.__hmrId, updated.render)`,
        `  else __VUE_HMR_RUNTIME__.reload(updated.__hmrId, updated)`,
        `})`,
      )
    }
    if (attached.length) {
      lines.unshift(`import _export_sfc from '\\0deskjs:vue'`)
      lines.push(`export default /*#__PURE__*/ _export_sfc(_sfc_main, [${attached.map(([key, value]) => `[${JSON.stringify(key)}, ${value}]`).join(', ')}])`)
    } else {
      lines.push('export default _sfc_main')
    }
    parts.push({ code: lines.join('\n') })
    const lang = (script && script.lang) || 'js'
    return {
      code: parts.map(part => part.code).join('\n'),
      map: JSON.stringify(sourcemap.join(parts, job.path, job.source)),
      loader: /^(ts|tsx|jsx)$/.test(lang) ? lang : 'js',
      dependencies,
      warnings,
      hot: job.dev ? 'self' : '',
    }
  }

  async function style(job, query) {
    const { descriptor, id } = descriptorOf(job)
    const block = descriptor.styles[Number(query.get('index'))]
    if (!block) return { errors: [{ severity: 'error', text: 'the component has no such style', file: job.file }] }
    if (block.src) return { code: `@import ${JSON.stringify(block.src)};`, loader: block.module ? 'local-css' : 'css', hot: block.module ? '' : 'style' }
    const first = block.loc.start.line - 1
    const styled = await context.compiler('style').process(block.content, block.lang || 'css', job, first)
    const result = await compiler.compileStyleAsync({
      ...((job.options || {}).style || {}),
      source: styled.code,
      filename: job.path,
      id: `data-v-${id}`,
      scoped: !!block.scoped,
      isProd: !job.dev,
    })
    if (result.errors.length) {
      const exact = !block.lang || block.lang === 'css'
      return { errors: result.errors.map(error => messages.of(error.reason || error, job, exact && error.line ? { line: error.line + first, column: error.column } : { quiet: true })) }
    }
    return { ...styled, code: result.code, loader: block.module ? 'local-css' : 'css', hot: block.module ? '' : 'style' }
  }

  return async job => {
    job.options = (await context.config(job)).builtin.vue || {}
    const query = new URLSearchParams(job.query || '')
    if (query.get('type') === 'style') return style(job, query)
    return component(job)
  }
}
