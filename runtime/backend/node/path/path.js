// Both flavours' functions are native; see path.go.

binding.setUp((value, name) => require('internal/validators').validateString(value, name), () => process.cwd())

const { posix, win32 } = binding

function formatter(separator) {
  return function format(pathObject) {
    require('internal/validators').validateObject(pathObject, 'pathObject')
    const { root, ext } = pathObject
    const dir = pathObject.dir || root
    const base = pathObject.base || `${pathObject.name || ''}${ext ? (ext[0] === '.' ? ext : `.${ext}`) : ''}`
    if (!dir) return base
    return dir === root ? `${dir}${base}` : `${dir}${separator}${base}`
  }
}

function complete(flavour, separator, delimiter) {
  flavour.format = formatter(separator)
  flavour.sep = separator
  flavour.delimiter = delimiter
  flavour.win32 = win32
  flavour.posix = posix
  flavour.matchesGlob = function matchesGlob(path, pattern) {
    return require('internal/glob').matchesGlob(path, pattern, separator === '\\')
  }
  flavour._makeLong = flavour.toNamespacedPath
}

complete(posix, '/', ':')
complete(win32, '\\', ';')

module.exports = binding.windows ? win32 : posix
