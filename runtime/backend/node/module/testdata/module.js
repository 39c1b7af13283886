// createRequire, isBuiltin and the Module class.
const Module = require('module')
const path = require('path')
const { pathToFileURL } = require('url')

console.log(Module === Module.Module, Module.isBuiltin('path'), Module.isBuiltin('node:path'), Module.isBuiltin('nope'))
console.log(Module.builtinModules.includes('fs'), Module.builtinModules.includes('path/posix'))
for (const from of [path.join(__dirname, 'package', 'x.js'), path.join(__dirname, 'package') + '/', pathToFileURL(path.join(__dirname, 'package', 'y.js')), pathToFileURL(__filename).href]) {
  const require = Module.createRequire(from)
  console.log(typeof require.resolve, require('node:path') === path, path.basename(require.resolve('./package', { paths: [__dirname] })))
}
console.log(Module.createRequire(path.join(__dirname, 'package', 'x.js'))('./index').name)
for (const wrong of ['./relative', 7, 'http://x/', undefined]) {
  try {
    Module.createRequire(wrong)
  } catch (error) {
    console.log(error.code, error.message)
  }
}
console.log(module instanceof Module, require.cache === Module._cache)
console.log(Module._nodeModulePaths('/a/b').slice(0, 2))
console.log(path.basename(Module._resolveFilename('./package', module)))
const made = new Module('made')
made._compile('module.exports = { file: __filename, sum: 1 + 2 }', path.join('/somewhere', 'made.js'))
console.log(made.exports)
