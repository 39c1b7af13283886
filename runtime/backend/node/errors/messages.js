'use strict'

// The messages that take more than putting arguments in; loaded when such an error is made.

const { determineSpecificType, formatList, addNumericalSeparator } = require('internal/errors')

function inspect(value) {
  return require('internal/util/inspect').inspect(value)
}

const primitives = new Set(['string', 'function', 'number', 'object', 'Function', 'Object', 'boolean', 'bigint', 'symbol'])
const className = /^([A-Z][a-z0-9]*)+$/

function subject(name) {
  if (name.endsWith(' argument')) return 'The ' + name + ' '
  return 'The "' + name + '" ' + (name.includes('.') ? 'property' : 'argument') + ' '
}

function expectation(expected) {
  const types = []
  const instances = []
  const others = []
  for (const value of expected) {
    if (primitives.has(value)) types.push(value.toLowerCase())
    else if (className.test(value)) instances.push(value)
    else others.push(value)
  }
  // "an instance of Buffer or Object" reads better than "of type object or an instance of Buffer".
  const object = types.indexOf('object')
  if (instances.length > 0 && object !== -1) {
    types.splice(object, 1)
    instances.push('Object')
  }
  const parts = []
  if (types.length > 0) parts.push((types.length > 1 ? 'one of type ' : 'of type ') + formatList(types, 'or'))
  if (instances.length > 0) parts.push('an instance of ' + formatList(instances, 'or'))
  if (others.length > 1) parts.push('one of ' + formatList(others, 'or'))
  else if (others.length === 1) parts.push((others[0].toLowerCase() !== others[0] ? 'an ' : '') + others[0])
  return parts.join(' or ')
}


const messages = {
  ERR_BUFFER_OUT_OF_BOUNDS(name) {
    return name ? '"' + name + '" is outside of buffer bounds' : 'Attempt to access memory outside buffer bounds'
  },
  ERR_ENCODING_INVALID_ENCODED_DATA(encoding, errno) {
    this.errno = errno
    return 'The encoded data was not valid for encoding ' + encoding
  },
  ERR_FALSY_VALUE_REJECTION(reason) {
    this.reason = reason
    return 'Promise was rejected with falsy value'
  },
  ERR_FEATURE_UNAVAILABLE_ON_PLATFORM(feature) {
    return 'The feature ' + feature + ' is unavailable on the current platform, which is being used to run Node.js'
  },
  ERR_INTERNAL_ASSERTION(message) {
    return (message === undefined ? '' : message + '\n') + 'This is caused by either a bug in the runtime or incorrect usage of its internals.'
  },
  ERR_INVALID_ADDRESS_FAMILY(addressType, host, port) {
    this.host = host
    this.port = port
    return 'Invalid address family: ' + addressType + ' ' + host + ':' + port
  },
  ERR_INVALID_ARG_TYPE(name, expected, actual) {
    const list = Array.isArray(expected) ? expected : [expected]
    return subject(name) + 'must be ' + expectation(list) + '. Received ' + determineSpecificType(actual)
  },
  ERR_HTTP2_INVALID_SETTING_VALUE(name, actual, min = undefined, max = undefined) {
    this.actual = actual
    if (min !== undefined) {
      this.min = min
      this.max = max
    }
    return 'Invalid value for setting "' + name + '": ' + actual
  },
  ERR_HTTP2_STREAM_CANCEL(error) {
    if (!error) return 'The pending stream has been canceled'
    this.cause = error
    return 'The pending stream has been canceled' + (typeof error.message === 'string' ? ' (caused by: ' + error.message + ')' : '')
  },
  ERR_INVALID_ARG_VALUE(name, value, reason = 'is invalid') {
    let text = inspect(value)
    if (text.length > 128) text = text.slice(0, 128) + '...'
    return 'The ' + (name.includes('.') ? 'property' : 'argument') + " '" + name + "' " + reason + '. Received ' + text
  },
  ERR_INVALID_CHAR(name, field) {
    return 'Invalid character in ' + name + (field === undefined ? '' : ' ["' + field + '"]')
  },
  ERR_INVALID_MIME_SYNTAX(production, text, at) {
    return 'The MIME syntax for a ' + production + ' in "' + text + '" is invalid' + (at === -1 ? '' : ' at ' + at)
  },
  ERR_INVALID_MODULE_SPECIFIER(request, reason, base) {
    return 'Invalid module "' + request + '" ' + reason + (base ? ' imported from ' + base : '')
  },
  ERR_INVALID_PACKAGE_CONFIG(path, base, message) {
    return 'Invalid package config ' + path + '.' + (base ? ' while importing ' + base : '') + (message ? ' ' + message : '')
  },
  ERR_INVALID_PACKAGE_TARGET(path, key, target, isImport = false, base = undefined) {
    const hint = typeof target === 'string' && !isImport && target.length > 0 && !target.startsWith('./')
    const where = ' defined in the package config ' + path + 'package.json' + (base ? ' imported from ' + base : '') + (hint ? '; targets must start with "./"' : '')
    if (key === '.') return 'Invalid "exports" main target ' + JSON.stringify(target) + where
    return 'Invalid "' + (isImport ? 'imports' : 'exports') + '" target ' + JSON.stringify(target) + " defined for '" + key + "' in the package config " +
      path + 'package.json' + (base ? ' imported from ' + base : '') + (hint ? '; targets must start with "./"' : '')
  },
  ERR_INVALID_RETURN_PROPERTY_VALUE(input, name, property, value) {
    return 'Expected ' + input + ' to be returned for the "' + property + '" from the "' + name + '" function but got ' + determineSpecificType(value) + '.'
  },
  ERR_INVALID_RETURN_VALUE(input, name, value) {
    return 'Expected ' + input + ' to be returned from the "' + name + '" function but got ' + determineSpecificType(value) + '.'
  },
  ERR_INVALID_URL(input, base) {
    this.input = input
    if (base !== undefined && base !== null) this.base = base
    // The code comes before the input, as own properties are printed in order.
    this.code = 'ERR_INVALID_URL'
    return 'Invalid URL'
  },
  ERR_INVALID_URL_SCHEME(expected) {
    const list = typeof expected === 'string' ? [expected] : expected
    return 'The URL must be ' + (list.length > 1 ? 'one of scheme ' : 'of scheme ') + formatList(list, 'or')
  },
  ERR_MISSING_ARGS(...names) {
    const quoted = names.map((name) => (Array.isArray(name) ? name.map((n) => '"' + n + '"').join(' or ') : '"' + name + '"'))
    return 'The ' + formatList(quoted) + ' argument' + (names.length > 1 ? 's' : '') + ' must be specified'
  },
  ERR_MODULE_NOT_FOUND(path, base, exactUrl) {
    if (exactUrl) this.url = String(exactUrl)
    return 'Cannot find ' + (exactUrl ? 'module' : 'package') + " '" + path + "' imported from " + base
  },
  ERR_OUT_OF_RANGE(name, range, value, replaceDefault = false) {
    let received
    if (Number.isInteger(value) && Math.abs(value) > 2 ** 32) received = addNumericalSeparator(String(value))
    else if (typeof value === 'bigint') {
      received = String(value)
      const limit = 2n ** 32n
      if (value > limit || value < -limit) received = addNumericalSeparator(received)
      received += 'n'
    } else received = inspect(value)
    const start = replaceDefault ? name : 'The value of "' + name + '" is out of range.'
    return start + ' It must be ' + range + '. Received ' + received
  },
  ERR_PACKAGE_IMPORT_NOT_DEFINED(specifier, path, base) {
    return 'Package import specifier "' + specifier + '" is not defined' + (path ? ' in package ' + path + 'package.json' : '') + ' imported from ' + base
  },
  ERR_PACKAGE_PATH_NOT_EXPORTED(path, subpath, base) {
    const from = base ? ' imported from ' + base : ''
    if (subpath === '.') return 'No "exports" main defined in ' + path + 'package.json' + from
    return "Package subpath '" + subpath + '\' is not defined by "exports" in ' + path + 'package.json' + from
  },
  ERR_PARSE_ARGS_UNKNOWN_OPTION(option, allowPositionals) {
    const hint = '. To specify a positional argument starting with a \'-\', place it at the end of the command after \'--\', as in \'-- "' + option + '"'
    return "Unknown option '" + option + "'" + (option && allowPositionals ? hint : '')
  },
  ERR_REQUIRE_ESM(filename) {
    return 'require() of ES Module ' + filename + ' not supported.'
  },
  ERR_SOCKET_BAD_PORT(name, port, allowZero = true) {
    return name + ' should be ' + (allowZero ? '>=' : '>') + ' 0 and < 65536. Received ' + determineSpecificType(port) + '.'
  },
  ERR_SRI_PARSE(text, char, position) {
    return 'Subresource Integrity string ' + JSON.stringify(text) + ' had an unexpected ' + JSON.stringify(char) + ' at position ' + position
  },
  ERR_TEST_FAILURE(error, failureType) {
    this.failureType = failureType
    this.cause = error
    const message = error !== null && error !== undefined && error.message !== undefined ? error.message : error
    return typeof message === 'string' ? message : inspect(message)
  },
  ERR_TLS_ALPN_CALLBACK_INVALID_RESULT(value, protocols) {
    return `ALPN callback returned a value (${value}) that did not match any of the client's offered protocols (${protocols.join(', ')})`
  },
  ERR_TLS_CERT_ALTNAME_INVALID(reason, host, cert) {
    this.reason = reason
    this.host = host
    this.cert = cert
    return "Hostname/IP does not match certificate's altnames: " + reason
  },
  ERR_UNHANDLED_ERROR(error) {
    return 'Unhandled error.' + (error === undefined ? '' : ' (' + error + ')')
  },
  ERR_UNHANDLED_REJECTION(reason) {
    return 'This error originated either by throwing inside of an async function without a catch block, ' +
      'or by rejecting a promise which was not handled with .catch(). The promise rejected with the reason "' + reason + '".'
  },
  ERR_UNKNOWN_FILE_EXTENSION(extension, path) {
    return 'Unknown file extension "' + extension + '" for ' + path
  },
  ERR_UNSUPPORTED_ESM_URL_SCHEME(url, supported) {
    return 'Only URLs with a scheme in: ' + formatList(supported) + " are supported by the default ESM loader. Received protocol '" + url.protocol + "'"
  },
  ERR_WORKER_INVALID_EXEC_ARGV(errors, what = 'invalid execArgv flags') {
    return 'Initiated Worker with ' + what + ': ' + errors.join(', ')
  },
  ERR_WORKER_PATH(filename) {
    return 'The worker script or module filename must be an absolute path or a relative path starting with \'./\' or \'../\'.' +
      (filename.startsWith('file://') ? ' Wrap file:// URLs with `new URL`.' : '') +
      (filename.startsWith('data:text/javascript') ? ' Wrap data: URLs with `new URL`.' : '') + ' Received "' + filename + '"'
  },
}

module.exports = messages
