const Module = require('module')
const load = Module._load
Module._load = function (request, parent, isMain) { if (request === 'virtual') return { v: 1 }; return load.apply(this, arguments) }
console.log(require('virtual'), require('path').sep, module.require('virtual'))
Module._load = load
const resolve = Module._resolveFilename
Module._resolveFilename = function (request, ...rest) { return resolve.call(this, request === 'alias' ? __dirname + '/fixtures/hooked.js' : request, ...rest) }
console.log(require('alias').a, require.resolve('alias').endsWith('hooked.js'))
Module._resolveFilename = resolve
const own = Module.prototype.require
Module.prototype.require = function (id) { return id === 'proto' ? 'P' : own.call(this, id) }
console.log(require('proto'), typeof require('fs').readFile)
Module.prototype.require = own
require.cache.fs = { exports: { fake: true } }
console.log(require('fs'), typeof require('node:fs').readFile)
delete require.cache.fs
console.log(typeof require('fs').readFile)
try { require('virtual') } catch (e) { console.log(e.code) }
