// What Electron adds to process in the main process.

const v8 = require('v8')
const os = require('os')

const started = Date.now() - process.uptime() * 1000

function define(name, value, writable = false) {
  Object.defineProperty(process, name, { value, writable, enumerable: true, configurable: true })
}

define('versions', Object.freeze({ ...process.versions, electron: binding.electron, chrome: binding.chrome }))
define('type', 'browser')
define('resourcesPath', binding.resources())
// As in Electron, it is there only if the app was not built.
if (binding.project !== '') define('defaultApp', true)
define('noAsar', false, true)
define('mas', false)
define('windowsStore', false)
define('sandboxed', false)
define('contextIsolated', false)
define('getSystemVersion', () => binding.system())
define('getCreationTime', () => started)
define('getHeapStatistics', () => {
  const { total_heap_size: total, total_heap_size_executable: executable, total_physical_size: physical, total_available_size: available,
    used_heap_size: used, heap_size_limit: limit, malloced_memory: malloced, peak_malloced_memory: peak } = v8.getHeapStatistics()
  const kilobytes = (bytes) => Math.round(bytes / 1024)
  return {
    totalHeapSize: kilobytes(total), totalHeapSizeExecutable: kilobytes(executable), totalPhysicalSize: kilobytes(physical),
    totalAvailableSize: kilobytes(available), usedHeapSize: kilobytes(used), heapSizeLimit: kilobytes(limit),
    mallocedMemory: kilobytes(malloced), peakMallocedMemory: kilobytes(peak), doesZapGarbage: false,
  }
})
define('getSystemMemoryInfo', () => ({ total: Math.round(os.totalmem() / 1024), free: Math.round(os.freemem() / 1024), swapTotal: 0, swapFree: 0 }))
define('getProcessMemoryInfo', async () => {
  const resident = Math.round(process.memoryUsage.rss() / 1024)
  return { residentSet: resident, private: resident, shared: 0 }
})
let before = { at: started, used: 0 }
define('getCPUUsage', () => {
  const { user, system } = process.cpuUsage()
  const now = { at: Date.now(), used: user + system }
  const passed = Math.max(1, now.at - before.at) * 1000
  const percentCPUUsage = Math.min(100, (now.used - before.used) / passed / os.availableParallelism() * 100)
  before = now
  return { percentCPUUsage, cumulativeCPUUsage: now.used / 1e6, idleWakeupsPerSecond: 0 }
})
define('crash', () => process.abort())
define('hang', () => { for (;;) continue })

// An error that nobody catches is shown, and the app goes on, as in Electron: its main process holds what its windows show. Until it is ready there is
// nothing to go on with: then the backend ends, and the host says why.
function goesOn() {
  process.on('uncaughtException', (error) => {
    if (process.listenerCount('uncaughtException') > 1) return
    const { inspect } = require('util')
    const text = typeof error?.stack === 'string' ? error.stack : inspect(error)
    process.stderr.write(`Uncaught Exception:\n${text}\n`)
    require('deskjs').dialog.showErrorBox('A JavaScript error occurred in the main process', `Uncaught Exception:\n${text}`)
  })
  process.on('unhandledRejection', (reason) => {
    if (process.listenerCount('unhandledRejection') > 1) return
    const { inspect } = require('util')
    process.emitWarning(typeof reason?.stack === 'string' ? reason.stack : inspect(reason), 'UnhandledPromiseRejectionWarning')
  })
}

module.exports = { goesOn }
