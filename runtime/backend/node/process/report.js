'use strict'

// process.report: what helps to find out why a program is in the state it is in. The members that are about V8 and libuv are
// there and empty, since whatever reads reports expects them.

const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors')
const { validateBoolean, validateObject, validateString } = require('internal/validators')
const process = require('process')

let directory = ''
let filename = ''
let compact = false
let excludeNetwork = false
let signal = 'SIGUSR2'
let onFatalError = false
let onSignal = false
let onUncaughtException = false
let sequence = 0

function pad(number, length = 2) { return String(number).padStart(length, '0') }

function nameOf(now) {
  const date = `${now.getFullYear()}${pad(now.getMonth() + 1)}${pad(now.getDate())}`
  const time = `${pad(now.getHours())}${pad(now.getMinutes())}${pad(now.getSeconds())}`
  return `report.${date}.${time}.${process.pid}.0.${pad(++sequence, 3)}.json`
}

function stackOf(error) {
  const lines = String(error?.stack ?? '').split('\n')
  return { message: lines[0], stack: lines.slice(1).map((line) => line.trim()), errorProperties: {} }
}

function limits() {
  const usage = process.resourceUsage()
  const cpu = usage.userCPUTime / 1e6 + usage.systemCPUTime / 1e6
  return {
    free_memory: String(process.availableMemory()),
    total_memory: String(require('os').totalmem()),
    rss: String(process.memoryUsage.rss()),
    constrained_memory: String(process.constrainedMemory()),
    available_memory: String(process.availableMemory()),
    userCpuSeconds: usage.userCPUTime / 1e6,
    kernelCpuSeconds: usage.systemCPUTime / 1e6,
    cpuConsumptionPercent: cpu / Math.max(process.uptime(), 0.001) * 100,
    userCpuConsumptionPercent: usage.userCPUTime / 1e4 / Math.max(process.uptime(), 0.001),
    kernelCpuConsumptionPercent: usage.systemCPUTime / 1e4 / Math.max(process.uptime(), 0.001),
    maxRss: String(usage.maxRSS * 1024),
    pageFaults: { IORequired: String(usage.majorPageFault), IONotRequired: String(usage.minorPageFault) },
    fsActivity: { reads: String(usage.fsRead), writes: String(usage.fsWrite) },
  }
}

function make(error, trigger, name) {
  const os = require('os')
  const now = new Date()
  const facts = binding.facts()
  const memory = process.memoryUsage()
  const header = {
    reportVersion: 3,
    event: error === undefined ? 'JavaScript API' : String(error?.message ?? error),
    trigger,
    filename: name,
    dumpEventTime: now.toISOString().replace(/\.\d+Z$/, 'Z'),
    dumpEventTimeStamp: String(now.getTime()),
    processId: process.pid,
    threadId: 0,
    cwd: process.cwd(),
    commandLine: [process.argv0, ...process.execArgv, ...process.argv.slice(1)],
    nodejsVersion: process.version,
    wordSize: 64,
    arch: process.arch,
    platform: process.platform,
    componentVersions: process.versions,
    release: process.release,
    osName: os.type(),
    osRelease: os.release(),
    osVersion: os.version(),
    osMachine: os.machine(),
    cpus: os.cpus(),
    networkInterfaces: [],
    host: os.hostname(),
  }
  if (!excludeNetwork) {
    const all = os.networkInterfaces()
    for (const interfaceName of Object.keys(all)) {
      for (const { internal, mac, address, netmask, family } of all[interfaceName]) {
        header.networkInterfaces.push({ name: interfaceName, internal, mac, address, netmask, family })
      }
    }
  }
  return {
    header,
    javascriptStack: stackOf(error ?? new Error('JavaScript Callstack')),
    javascriptHeap: {
      totalMemory: memory.heapTotal, usedMemory: memory.heapUsed, memoryLimit: process.constrainedMemory(),
      externalMemory: memory.external, collections: facts.collections, heapSpaces: {},
    },
    nativeStack: [],
    resourceUsage: limits(),
    libuv: process.getActiveResourcesInfo().map((type) => ({ type, is_active: true, is_referenced: true })),
    workers: [],
    environmentVariables: { ...process.env },
    userLimits: {},
    sharedObjects: [facts.executable],
    deskjs: { goVersion: facts.goVersion, goroutines: facts.goroutines, modules: facts.modules },
  }
}

function checkError(error) {
  if (error === undefined) return
  if (error === null || typeof error !== 'object') throw new ERR_INVALID_ARG_TYPE('err', 'Object', error)
}

const report = {
  // writeReport(file?, error?) returns the file's name.
  writeReport(file, error) {
    if (typeof file === 'object' && file !== null) {
      error = file
      file = undefined
    } else if (file !== undefined) {
      validateString(file, 'file')
    }
    if (error !== undefined) validateObject(error, 'err')
    const name = file || filename || nameOf(new Date())
    const text = JSON.stringify(make(error, 'API', name), null, compact ? 0 : 2) + '\n'
    if (name === 'stdout') process.stdout.write(text)
    else if (name === 'stderr') process.stderr.write(text)
    else require('fs').writeFileSync(require('path').resolve(directory || '.', name), text)
    return name
  },
  getReport(error) {
    checkError(error)
    return make(error, 'GetReport', null)
  },
  get directory() { return directory },
  set directory(value) {
    validateString(value, 'directory')
    directory = value
  },
  get filename() { return filename },
  set filename(value) {
    validateString(value, 'filename')
    filename = value
  },
  get compact() { return compact },
  set compact(value) {
    validateBoolean(value, 'compact')
    compact = value
  },
  get excludeNetwork() { return excludeNetwork },
  set excludeNetwork(value) {
    validateBoolean(value, 'excludeNetwork')
    excludeNetwork = value
  },
  get signal() { return signal },
  set signal(value) {
    validateString(value, 'signal')
    if (require('os').constants.signals[value] === undefined) {
      const { codes: { ERR_UNKNOWN_SIGNAL } } = require('internal/errors')
      throw new ERR_UNKNOWN_SIGNAL(value, require('os').constants.signals[value.toUpperCase()] !== undefined)
    }
    if (onSignal) process.removeListener(signal, byItself)
    signal = value
    if (onSignal) process.on(signal, byItself)
  },
  get reportOnFatalError() { return onFatalError },
  set reportOnFatalError(on) {
    validateBoolean(on, 'trigger')
    onFatalError = on
  },
  get reportOnSignal() { return onSignal },
  set reportOnSignal(on) {
    validateBoolean(on, 'trigger')
    if (on === onSignal) return
    onSignal = on
    if (on) process.on(signal, byItself)
    else process.removeListener(signal, byItself)
  },
  get reportOnUncaughtException() { return onUncaughtException },
  set reportOnUncaughtException(on) {
    validateBoolean(on, 'trigger')
    if (on === onUncaughtException) return
    onUncaughtException = on
    if (on) process.on('uncaughtExceptionMonitor', byItself)
    else process.removeListener('uncaughtExceptionMonitor', byItself)
  },
}

function byItself(error) { report.writeReport(undefined, error !== null && typeof error === 'object' ? error : undefined) }

module.exports = report
