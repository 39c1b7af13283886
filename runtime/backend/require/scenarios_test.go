package require_test

import "testing"

func TestScenarios(t *testing.T) {
	for _, s := range scenarios {
		t.Run(s.name, func(t *testing.T) { s.check(t, nil) })
	}
}

var scenarios = []scenario{
	{name: "files, extensions and folders", files: files{
		"main.js": prelude + `for (const s of ['./a', './a.js', './data', './dir', './dir/', './lib', './lib/', './sub/../a', __dirname + '/a', './both', './both/', '.']) t(() => require(s))`,
		"a.js":    `module.exports = 'a.js'`, "data.json": `{"is": "data.json"}`, "dir/index.js": `module.exports = 'dir/index.js'`,
		"lib/package.json": `{"main": "./src/start"}`, "lib/src/start.js": `module.exports = 'lib/src/start.js'`,
		"both.js": `module.exports = 'both.js'`, "both/index.json": `"both/index.json"`, "index.js": `module.exports = 'index.js'`,
	}, want: `
"a.js"
"a.js"
{"is":"data.json"}
"dir/index.js"
"dir/index.js"
"lib/src/start.js"
"lib/src/start.js"
"a.js"
"a.js"
"both.js"
"both/index.json"
"index.js"`},
	{name: "a main that is not there", files: files{
		"main.js":                         prelude + `t(() => require('falls')); t(() => require('broken'))`,
		"node_modules/falls/package.json": `{"main": "gone.js"}`, "node_modules/falls/index.js": `module.exports = 'index'`,
		"node_modules/broken/package.json": `{"main": "gone.js"}`,
	}, want: `
"index"
Error Cannot find module './node_modules/broken/gone.js'. Please verify that the package.json has a valid "main" entry {"code":"MODULE_NOT_FOUND","path":"./node_modules/broken/package.json","requestPath":"broken"}`},
	{name: "packages upwards", files: files{
		"main.js":                         `console.log(require('./deep/er/x'))`,
		"deep/er/x.js":                    `module.exports = [require('near'), require('far'), require('@scope/name'), require('@scope/name/sub'), require('file')]`,
		"deep/node_modules/near/index.js": `module.exports = 'near'`, "node_modules/near/index.js": `module.exports = 'wrong'`,
		"node_modules/far/index.js": `module.exports = 'far'`, "node_modules/@scope/name/index.js": `module.exports = '@scope/name'`,
		"node_modules/@scope/name/sub.js": `module.exports = 'sub'`, "node_modules/file.js": `module.exports = 'file'`,
	}, want: `[ 'near', 'far', '@scope/name', 'sub', 'file' ]`},
	{name: "exports", files: files{
		"main.js": prelude + `
for (const s of ['p', 'p/a', 'p/null', 'p/cond', 'p/nullcond', 'p/order', 'p/list', 'p/f/x.js', 'p/f/x', 'p/f/.js', 'p/f/private/x.js', 'p/f/long/x.js', 'p/a.js', 'p/gone', 'p/package.json', 'only/sub', 'bad', 'bad/b']) t(() => require(s))`,
		"node_modules/p/package.json": `{"exports": {".": {"import": "./wrong.js", "require": "./main.js"}, "./a": "./a.js", "./null": null,
			"./cond": {"browser": "./wrong.js", "node": {"import": "./wrong.js", "default": "./a.js"}}, "./nullcond": {"node": null, "default": "./a.js"},
			"./order": {"default": "./a.js", "require": "./wrong.js"}, "./list": [{"browser": "./wrong.js"}, null, "./a.js"],
			"./f/*.js": "./features/*.js", "./f/*": "./features/*.js", "./f/private/*": null, "./f/long/*": "./features/long-*", "./gone": "./gone.js"}}`,
		"node_modules/p/main.js": `module.exports = 'main'`, "node_modules/p/a.js": `module.exports = 'a'`,
		"node_modules/p/features/x.js": `module.exports = 'x'`, "node_modules/p/features/long-x.js": `module.exports = 'long-x'`,
		"node_modules/p/wrong.js": `module.exports = 'wrong'`, "node_modules/p/features/private/x.js": "",
		"node_modules/only/package.json": `{"exports": "./main.js"}`, "node_modules/only/sub.js": "",
		"node_modules/bad/package.json": `{"exports": {".": "main.js", "./b": "./../../b.js"}}`,
	}, want: `
"main"
"a"
Error Package subpath './null' is not defined by "exports" in ./node_modules/p/package.json {"code":"ERR_PACKAGE_PATH_NOT_EXPORTED"}
"a"
Error Package subpath './nullcond' is not defined by "exports" in ./node_modules/p/package.json {"code":"ERR_PACKAGE_PATH_NOT_EXPORTED"}
"a"
"a"
"x"
"x"
Error Cannot find module './node_modules/p/features/.js.js' {"code":"MODULE_NOT_FOUND","path":"./node_modules/p/package.json"}
Error Package subpath './f/private/x.js' is not defined by "exports" in ./node_modules/p/package.json {"code":"ERR_PACKAGE_PATH_NOT_EXPORTED"}
"long-x"
Error Package subpath './a.js' is not defined by "exports" in ./node_modules/p/package.json {"code":"ERR_PACKAGE_PATH_NOT_EXPORTED"}
Error Cannot find module './node_modules/p/gone.js' {"code":"MODULE_NOT_FOUND","path":"./node_modules/p/package.json"}
Error Package subpath './package.json' is not defined by "exports" in ./node_modules/p/package.json {"code":"ERR_PACKAGE_PATH_NOT_EXPORTED"}
Error Package subpath './sub' is not defined by "exports" in ./node_modules/only/package.json {"code":"ERR_PACKAGE_PATH_NOT_EXPORTED"}
Error Invalid "exports" main target "main.js" defined in the package config ./node_modules/bad/package.json; targets must start with "./" {"code":"ERR_INVALID_PACKAGE_TARGET"}
Error Invalid "exports" target "./../../b.js" defined for './b' in the package config ./node_modules/bad/package.json {"code":"ERR_INVALID_PACKAGE_TARGET"}`},
	{name: "self-reference", files: files{
		"main.js":      prelude + `t(() => require('me')); t(() => require('me/x')); t(() => require('me/y'))`,
		"package.json": `{"name": "me", "exports": {".": "./a.js", "./x": "./x.js"}}`, "a.js": `module.exports = 'a'`, "x.js": `module.exports = 'x'`,
	}, want: `
"a"
"x"
Error Package subpath './y' is not defined by "exports" in ./package.json imported from ./main.js {"code":"ERR_PACKAGE_PATH_NOT_EXPORTED"}`},
	{name: "imports", files: files{
		"main.js":      prelude + `for (const s of ['#x', '#dep', '#cond', '#in/x', '#none', '#null', '#gone']) t(() => require(s))`,
		"package.json": `{"imports": {"#x": "./x.js", "#dep": "dep", "#cond": {"browser": "./no.js", "default": "./x.js"}, "#in/*": "./*.js", "#null": null, "#gone": "./gone.js"}}`,
		"x.js":         `module.exports = 'x'`, "node_modules/dep/index.js": `module.exports = 'dep'`,
	}, want: `
"x"
"dep"
"x"
"x"
TypeError Package import specifier "#none" is not defined in package ./package.json imported from ./main.js {"code":"ERR_PACKAGE_IMPORT_NOT_DEFINED"}
TypeError Package import specifier "#null" is not defined in package ./package.json imported from ./main.js {"code":"ERR_PACKAGE_IMPORT_NOT_DEFINED"}
Error Cannot find module './gone.js' {"code":"MODULE_NOT_FOUND","path":"./package.json"}`},
	{name: "imports of builtins", own: true, files: files{ // a require of Node 20 refuses what its import allows
		"main.js":      prelude + `t(() => require('#path') === require('path')); t(() => require('#node') === require('path'))`,
		"package.json": `{"imports": {"#path": "path", "#node": "node:path"}}`,
	}, want: "true\ntrue"},
	{name: "JSON", files: files{
		"main.js":  prelude + `t(() => require('./bom.json')); t(() => require('./bom')); try { require('./bad.json') } catch (e) { console.log(e.name, e.message.startsWith(__dirname + '/bad.json: ')) }`,
		"bom.json": "\ufeff{\"a\": 1}", "bad.json": `{"a": }`,
	}, want: "{\"a\":1}\n{\"a\":1}\nSyntaxError true"},
	{name: "native addons", own: true, files: files{
		"main.js": `try { require('./addon') } catch (e) { console.log(e.code, e.message) }`, "addon.node": "\x7fELF",
	}, want: `ERR_DLOPEN_FAILED ./addon.node is a native addon: compiled for Node, it can't be loaded here. Look for a package that is pure JavaScript or WebAssembly.`},
	{name: "cycles", files: files{
		"main.js": `console.log(require('./a'))`,
		"a.js":    `exports.early = 1; exports.b = require('./b'); exports.late = 2`,
		"b.js":    `const a = require('./a'); module.exports = { sees: { ...a }, loaded: require.cache[require.resolve('./a')].loaded }`,
	}, want: `{ early: 1, b: { sees: { early: 1 }, loaded: false }, late: 2 }`},
	{name: "the cache", files: files{
		"main.js": `
const first = require('./x')
console.log(require('./x.js') === first, require.resolve('./x') in require.cache)
delete require.cache[require.resolve('./x')]
console.log(require('./x') === first)
require.cache[require.resolve('./x')] = { exports: 'planted' }
console.log(require('./x'), Object.keys(require.cache).map(f => f.slice(__dirname.length)), require('./y'))`,
		"x.js": `module.exports = {}`, "y.js": `module.exports = require.cache === module.constructor._cache`,
	}, want: "true true\nfalse\nplanted [ '/main.js', '/x.js' ] true"},
	{name: "a module that fails is forgotten", files: files{
		"main.js": prelude + `for (let i = 0; i < 2; i++) t(() => require('./x')); console.log(module.children.length, Object.keys(require.cache).length)`,
		"x.js":    `globalThis.n = (globalThis.n || 0) + 1; throw new Error('time ' + n)`,
	}, want: "Error time 1 {}\nError time 2 {}\n0 1"},
	{name: "module", files: files{
		"main.js": `
const x = require('./x'); require('./y'); require('./x')
console.log(Object.keys(module).join(" "), module.id, module.filename === __filename, module.path === __dirname, module.loaded, module.parent)
console.log(require.main === module, module.children.map(c => c.id.slice(__dirname.length)), x, module.paths[0] === __dirname + '/node_modules')
console.log(this === exports, exports === module.exports, arguments.length, module.constructor === require('module'), module instanceof require('module'))
console.log(require.name, require.length, Object.keys(require), Object.keys(require.extensions), module.require('./x') === x)`,
		"x.js": `module.exports = [module.parent === require.main, module.parent.id, require.main.filename === module.parent.filename, module.id === __filename]`,
		"y.js": `require('./x')`,
	}, want: `
id path exports filename loaded children paths . true true false null
true [ '/x.js', '/y.js' ] [ true, '.', true, true ] true
true true 5 true true
require 1 [ 'resolve', 'main', 'extensions', 'cache' ] [ '.js', '.json', '.node' ] true`},
	{name: "require.resolve", files: files{
		"main.js": prelude + `
t(() => require.resolve('./x')); t(() => require.resolve('fs')); t(() => require.resolve('node:fs')); t(() => require.resolve('p'))
t(() => require.resolve('p', { paths: [__dirname + '/other'] })); t(() => require.resolve('./y', { paths: ['/nowhere', __dirname + '/other'] }))
t(() => require.resolve('nope')); t(() => require.resolve('p', { paths: 5 })); t(() => require.resolve(5))
t(() => require.resolve.paths('fs')); t(() => require.resolve.paths('./x')); t(() => require.resolve.paths('x')[0])`,
		"x.js": "", "other/y.js": "", "node_modules/p/index.js": "", "other/node_modules/p/index.js": "",
	}, want: `
"./x.js"
"fs"
"node:fs"
"./node_modules/p/index.js"
"./other/node_modules/p/index.js"
"./other/y.js"
Error Cannot find module 'nope'
Require stack:
- ./main.js {"code":"MODULE_NOT_FOUND","requireStack":["./main.js"]}
TypeError The property 'options.paths' is invalid. Received 5 {"code":"ERR_INVALID_ARG_VALUE"}
TypeError The "request" argument must be of type string. Received type number (5) {"code":"ERR_INVALID_ARG_TYPE"}
null
["."]
"./node_modules"`},
	{name: "not found", files: files{
		"main.js":  prelude + `t(() => require('./a')); t(() => require('node:nope')); t(() => require('')); t(() => require()); t(() => require({}))`,
		"a.js":     `require('./lib/b')`,
		"lib/b.js": `require('missing/sub')`,
	}, want: `
Error Cannot find module 'missing/sub'
Require stack:
- ./lib/b.js
- ./a.js
- ./main.js {"code":"MODULE_NOT_FOUND","requireStack":["./lib/b.js","./a.js","./main.js"]}
Error No such built-in module: node:nope {"code":"ERR_UNKNOWN_BUILTIN_MODULE"}
TypeError The argument 'id' must be a non-empty string. Received '' {"code":"ERR_INVALID_ARG_VALUE"}
TypeError The "id" argument must be of type string. Received undefined {"code":"ERR_INVALID_ARG_TYPE"}
TypeError The "id" argument must be of type string. Received an instance of Object {"code":"ERR_INVALID_ARG_TYPE"}`},
	{name: "createRequire", files: files{
		"main.js": prelude + `
const { createRequire } = require('module')
t(() => createRequire(__dirname + '/sub/none.js')('./x')); t(() => createRequire(__dirname + '/sub/')('./x')); t(() => createRequire(__dirname + '/sub/none.js')('./y'))`,
		"sub/x.js": `module.exports = [module.parent.filename.endsWith('none.js') || module.parent.filename.endsWith('noop.js'), require.main.id]`,
	}, want: `
[true,"."]
[true,"."]
Error Cannot find module './y'
Require stack:
- ./sub/none.js {"code":"MODULE_NOT_FOUND","requireStack":["./sub/none.js"]}`},
	{name: "builtins and packages of their name", files: files{
		"main.js":                    `console.log(typeof require('path').join, require('path/'), require('fs') === require('node:fs'))`,
		"node_modules/path/index.js": `module.exports = 'package'`,
	}, want: "function package true"},
	{name: "symbolic links", files: files{
		"main.js":               `console.log(require('linked') === require('./real/package'), require('linked').file.slice(__dirname.length), require('./link.js') === require('./real/package/dep'))`,
		"real/package/index.js": `exports.file = __filename; require('./dep')`, "real/package/dep.js": "",
		"node_modules/linked": "-> ../real/package", "link.js": "-> real/package/dep.js",
	}, want: "true /real/package/index.js true"},
	{name: "require.extensions", files: files{
		"main.js": `
const load = require.extensions['.js']
require.extensions['.js'] = (module, filename) => {
	const compile = module._compile
	module._compile = function (code, name) { return compile.call(this, code.replace('before', 'after'), name) }
	load(module, filename)
}
require.extensions['.txt'] = (module, filename) => { module.exports = filename.slice(__dirname.length) }
console.log(require('./x'), require('./y.txt'))`,
		"x.js": `module.exports = 'before'`, "y.txt": "",
	}, want: "after /y.txt"},
	{name: "errors are at their place", own: true, files: files{
		"main.js": `require('./x')`, "x.js": "const fine = 1\nlet wrong = a 12\n",
	}, want: "./x.js:2\nlet wrong = a 12\n              ^\n\nSyntaxError: Unexpected number\n    at ./x.js:2:15"},
	{name: "code that is no function's body", own: true, files: files{
		"main.js": `try { require('./x') } catch (e) { console.log(e.name) }`, "x.js": "}); ({",
	}, want: "SyntaxError"},
}
