'use strict'

// cluster: every program is a primary without workers. Workers share a server's socket by handing it from process to process,
// for which there is nothing here; fork and setupPrimary say so.

const EventEmitter = require('events')
const process = require('process')

const cluster = new EventEmitter()
module.exports = cluster

class Worker extends EventEmitter {
  constructor() {
    super()
    throw unavailable('cluster.Worker')
  }
}

function unavailable(name) {
  const error = new Error(`${name} is not available: processes of DeskJS can't share a server's socket. ` +
    'Use worker_threads for computing on all cores, or child_process.fork for programs that exchange messages.')
  error.code = 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM'
  return error
}

cluster.isWorker = false
cluster.isMaster = true
cluster.isPrimary = true
cluster.Worker = Worker
cluster.workers = {}
cluster.settings = {}
cluster.SCHED_NONE = 1
cluster.SCHED_RR = 2
cluster.schedulingPolicy = process.platform === 'win32' ? 1 : 2

cluster.fork = function fork() { throw unavailable('cluster.fork()') }
cluster.setupPrimary = function setupPrimary() { throw unavailable('cluster.setupPrimary()') }
cluster.setupMaster = cluster.setupPrimary

// disconnect has no workers to wait for.
cluster.disconnect = function disconnect(callback) {
  if (typeof callback === 'function') process.nextTick(callback)
}
