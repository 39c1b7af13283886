// deskjs only: findPackageJSON is of Node 22
const Module = require('module')
const path = require('path')
console.log(Module._stat(__dirname), Module._stat(__filename), Module._stat(__filename + 'x') < 0)
console.log(Module._resolveLookupPaths('./a')[0], Module._resolveLookupPaths('fs'), Module._resolveLookupPaths('./a', module)[0] === __dirname)
console.log(path.basename(Module._findPath('./internals', [__dirname])), Module._findPath('gone', [__dirname]), Module._findPath('x', []))
process.env.NODE_PATH = [__dirname, '', 'b'].join(path.delimiter)
Module._initPaths()
console.log(Module.globalPaths.length, require('internals') === module.exports)
console.log(Module.findPackageJSON('gone', __filename), Module.enableCompileCache(), Module.getCompileCacheDir())
for (const bad of [[], [1], ['x', 1]]) {
  try { Module.findPackageJSON(...bad) } catch (error) { console.log(error.code) }
}
