// Writes node-api.txt, the names that Node 22's modules export: those that @types/node declares and those that a Node
// that is installed has.
//
//   npm install @types/node@22 typescript@5, in some folder, then there
//   node path/to/surface.mjs > path/to/node-api.txt
//
// A line is a module, a tab, and a name: an export, a member of an exported object, or a class's "Class.static" or "Class#method".
import { createRequire } from 'node:module'
import path from 'node:path'

const require = createRequire(path.join(process.cwd(), 'index.js'))
const ts = require('typescript')
const types = path.join(process.cwd(), 'node_modules/@types/node/index.d.ts')
const program = ts.createProgram([types], { types: [], lib: ['lib.esnext.d.ts'] })
const checker = program.getTypeChecker()
const names = new Set()
const declaredClasses = new Set()
// Declared for the types' own sake, or not what this page is about: internals, what is behind a flag, other builtins seen through another name.
const hidden = /^(__|_(?!extend|load|resolve|extensions|cache|nodeModulePaths|findPath|pathCache|initPaths|preload))|^default$|^module\.exports$|\b(constructor|prototype)$/

// Names that are types alone, that objects have rather than their class, that stand behind a flag, or that Node 22 no longer or not yet has.
const absent = [
  /^async_hooks\tasyncWrapProviders\./, /^child_process\tChildProcess#(disconnect|send)$/, /^cluster\tWorker#/, /^console\tcreateTask$/, /^constants\tEXTENSIONLESS/,
  /^crypto\t(createC|createDec|C|Dec)ipher(#.*)?$/, /^crypto\tKeyObject#(export|toCryptoKey)$/, /^diagnostics_channel\tTracingChannel/, /^fs\tStatsFs$/,
  /^inspector.*\tNetworkResources$/, /^perf_hooks\t(PerformanceNodeTiming|constants\.NODE_PERFORMANCE_(ENTRY_TYPE_(DNS|HTTP2?|NET)|MILESTONE))/,
  /^process\t(noProcessWarnings|release\.\w+)$/, /^sea\t/, /^stream\tStream#compose$/, /^v8\t(getCppHeapStatistics|isStringOneByteRepresentation)$/,
  /^vm\t(Module|SourceTextModule|SyntheticModule)(#.*)?$/, /^worker_threads\t(Worker#(cpuUsage|getHeapStatistics|startCpuProfile)|isInternalThread)$/, /^zlib\tZ_/,
  /^(repl\tREPLServer#|module\t_preloadModules|test\tMockPropertyContext)/, /^assert(\/strict)?\tAssert$/, /^module\tModule\./,
]

function add(module, name) {
  if (absent.some((pattern) => pattern.test(module + '\t' + name))) return
  if (!name.split(/[.#]/).some((part) => hidden.test(part) || !/^[\w$]+$/.test(part))) names.add(module + '\t' + name)
}

function isValue(symbol) {
  return (symbol.flags & ts.SymbolFlags.Value) !== 0 && !(symbol.flags & ts.SymbolFlags.Prototype)
}

for (const symbol of checker.getAmbientModules()) {
  const module = symbol.name.slice(1, -1)
  if (module.startsWith('node:') && !['node:sqlite', 'node:test', 'node:test/reporters', 'node:sea'].includes(module)) continue
  for (const exported of checker.getExportsOfModule(symbol)) declared(module.replace(/^node:/, ''), exported)
}

function declared(module, exported) {
  const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported
  if (!isValue(symbol)) return
  add(module, exported.name)
  const type = checker.getTypeOfSymbol(symbol)
  if (!(symbol.flags & ts.SymbolFlags.Class)) return
  declaredClasses.add(`${module}.${exported.name}`)
  for (const member of symbol.exports?.values() ?? []) {
    if (isValue(member)) add(module, `${exported.name}.${member.name}`)
  }
  for (const member of symbol.members?.values() ?? []) {
    if (member.flags & (ts.SymbolFlags.Method | ts.SymbolFlags.Accessor)) add(module, `${exported.name}#${member.name}`)
  }
}

// What runs says more of what is not typed: deprecated names and the members of objects.
const own = (value) => Object.getOwnPropertyNames(value).filter((name) => !['length', 'name', 'prototype', 'caller', 'arguments'].includes(name))
for (const module of process.getBuiltinModule ? require('module').builtinModules : []) {
  if (module.startsWith('_') || /^(node:)?(inspector|sea)/.test(module)) continue
  let exports
  try {
    exports = require('node:' + module)
  } catch {
    continue
  }
  for (const name of own(exports)) {
    add(module, name)
    let value
    try {
      value = exports[name]
    } catch {
      continue
    }
    if (typeof value === 'function' && value.prototype !== undefined && /^[A-Z]/.test(name)) {
      // Of a class that is declared the declaration says what is for everybody.
      if (declaredClasses.has(`${module}.${name}`)) continue
      for (const member of own(value)) add(module, `${name}.${member}`)
      for (const member of own(value.prototype)) add(module, `${name}#${member}`)
    } else if (typeof value === 'object' && value !== null && !Array.isArray(value) && !['env', 'mainModule', 'report', 'config', 'versions', 'stdin', 'stdout', 'stderr', 'features', 'domain'].includes(name) && module !== 'console') {
      for (const member of own(value)) if (!(name === 'constants' && member.length === 0)) add(module, `${name}.${member}`)
    }
  }
}
for (const name of own(globalThis)) add('globalThis', name)
// What Node 22 added to the globals of 20.
for (const name of ['CloseEvent', 'Navigator', 'WebSocket', 'navigator']) add('globalThis', name)
// One line for the hundreds of constants of a module is enough of each: keep the module's own only.
const lines = [...names].filter((line) => !/^(http2|os|zlib|crypto|fs|fs\/promises|zlib)\t(promises\.)?constants\.[\w.]+/.test(line) || /constants\.(O_|S_IF|UV_|COPYFILE|F_OK|R_OK|W_OK|X_OK)/.test(line))
console.log(lines.sort().join('\n'))
