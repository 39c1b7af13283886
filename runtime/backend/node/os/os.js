// os. What asks the system is native; this is its shape.

const isWindows = process.platform === 'win32'

function table(pairs) {
  const object = { __proto__: null }
  for (let i = 0; i < pairs.length; i += 2) object[pairs[i]] = pairs[i + 1]
  return object
}

const constants = {
  __proto__: null,
  UV_UDP_REUSEADDR: 4,
  dlopen: isWindows ? { __proto__: null }
    : process.platform === 'linux' ? table(['RTLD_LAZY', 1, 'RTLD_NOW', 2, 'RTLD_GLOBAL', 256, 'RTLD_LOCAL', 0, 'RTLD_DEEPBIND', 8])
      : table(['RTLD_LAZY', 1, 'RTLD_NOW', 2, 'RTLD_GLOBAL', 8, 'RTLD_LOCAL', 4]),
  errno: table(binding.errnos()),
  signals: table(binding.signals()),
  priority: table(['PRIORITY_LOW', 19, 'PRIORITY_BELOW_NORMAL', 10, 'PRIORITY_NORMAL', 0,
    'PRIORITY_ABOVE_NORMAL', -7, 'PRIORITY_HIGH', -14, 'PRIORITY_HIGHEST', -20]),
}

let known
function uname(part) {
  known ??= binding.uname()
  return known[part]
}

function cpus() {
  const flat = binding.cpus()
  const list = []
  for (let i = 0; i < flat.length; i += 7) {
    list.push({
      model: flat[i],
      speed: flat[i + 1],
      times: { user: flat[i + 2], nice: flat[i + 3], sys: flat[i + 4], idle: flat[i + 5], irq: flat[i + 6] },
    })
  }
  return list
}

function networkInterfaces() {
  const flat = binding.networkInterfaces()
  const interfaces = {}
  for (let i = 0; i < flat.length; i += 8) {
    const entry = {
      address: flat[i + 1],
      netmask: flat[i + 2],
      family: flat[i + 3],
      mac: flat[i + 4],
      internal: flat[i + 5],
      cidr: `${flat[i + 1]}/${flat[i + 6]}`,
    }
    if (entry.family === 'IPv6') entry.scopeid = flat[i + 7]
    ;(interfaces[flat[i]] ??= []).push(entry)
  }
  return interfaces
}

function homedir() {
  return (isWindows ? process.env.USERPROFILE : process.env.HOME) || binding.homedir()
}

function tmpdir() {
  const { env } = process
  if (isWindows) {
    const dir = env.TEMP || env.TMP || `${env.SystemRoot || env.windir}\\temp`
    return dir.length > 1 && dir.endsWith('\\') && !dir.endsWith(':\\') ? dir.slice(0, -1) : dir
  }
  const dir = env.TMPDIR || env.TMP || env.TEMP || '/tmp'
  return dir.length > 1 && dir.endsWith('/') ? dir.slice(0, -1) : dir
}

function getPriority(pid) {
  if (pid === undefined) pid = 0
  else require('internal/validators').validateInt32(pid, 'pid')
  return asSystemError(() => binding.getPriority(pid))
}

function setPriority(pid, priority) {
  if (priority === undefined) {
    priority = pid
    pid = 0
  }
  const { validateInt32 } = require('internal/validators')
  validateInt32(pid, 'pid')
  validateInt32(priority, 'priority', -20, 19)
  asSystemError(() => binding.setPriority(pid, priority))
}

// asSystemError gives a failed call's error Node's name and its 'info'.
function asSystemError(call) {
  try {
    return call()
  } catch (error) {
    if (error.code === 'ERR_SYSTEM_ERROR') {
      Object.defineProperty(error, 'name', { configurable: true, writable: true, value: 'SystemError' })
      const [, code, message] = / returned (\w+) \((.*)\)$/.exec(error.message) ?? []
      error.info = { errno: error.errno, code, message, syscall: error.syscall }
    }
    throw error
  }
}

function userInfo(options) {
  const info = asSystemError(binding.userInfo)
  if (options?.encoding === 'buffer') {
    info.username = Buffer.from(info.username)
    info.homedir = Buffer.from(info.homedir)
    if (info.shell !== null) info.shell = Buffer.from(info.shell)
  } else if (typeof options?.encoding === 'string' && options.encoding !== 'utf8') {
    const { encoding } = options
    info.username = Buffer.from(info.username).toString(encoding)
    info.homedir = Buffer.from(info.homedir).toString(encoding)
    if (info.shell !== null) info.shell = Buffer.from(info.shell).toString(encoding)
  }
  return info
}

const os = {
  arch: () => process.arch,
  availableParallelism: () => binding.availableParallelism(),
  cpus,
  endianness: () => 'LE',
  freemem: () => binding.freemem(),
  getPriority,
  homedir,
  hostname: () => asSystemError(binding.hostname),
  loadavg: () => binding.loadavg(),
  networkInterfaces,
  platform: () => process.platform,
  release: () => uname(2),
  setPriority,
  tmpdir,
  totalmem: () => binding.totalmem(),
  type: () => uname(0),
  userInfo,
  uptime: () => binding.uptime(),
  version: () => uname(1),
  machine: () => uname(3),
}

// Used as a string, these functions are what they return.
for (const name of ['arch', 'availableParallelism', 'endianness', 'freemem', 'homedir', 'hostname', 'platform', 'release',
  'tmpdir', 'totalmem', 'type', 'uptime', 'version', 'machine']) {
  os[name][Symbol.toPrimitive] = () => os[name]()
}

module.exports = os

Object.defineProperties(os, {
  constants: { enumerable: true, value: constants },
  EOL: { configurable: true, enumerable: true, value: isWindows ? '\r\n' : '\n' },
  devNull: { configurable: true, enumerable: true, value: isWindows ? '\\\\.\\nul' : '/dev/null' },
})
