'use strict'

// There is no inspector: the engine has no debugger that speaks its protocol. Programs that look for one find the module.

const EventEmitter = require('events')
const { codes: { ERR_INSPECTOR_NOT_ACTIVE, ERR_INSPECTOR_NOT_AVAILABLE, ERR_INSPECTOR_NOT_CONNECTED } } = require('internal/errors')
const { validateFunction, validateObject, validateString } = require('internal/validators')

class Session extends EventEmitter {
  connect() { throw new ERR_INSPECTOR_NOT_AVAILABLE() }
  connectToMainThread() { throw new ERR_INSPECTOR_NOT_AVAILABLE() }
  post(method, params, callback) {
    validateString(method, 'method')
    if (!callback && typeof params === 'function') {
      callback = params
      params = null
    }
    if (params) validateObject(params, 'params')
    if (callback) validateFunction(callback, 'callback')
    throw new ERR_INSPECTOR_NOT_CONNECTED()
  }
  disconnect() {}
}

function open() { throw new ERR_INSPECTOR_NOT_AVAILABLE() }
function close() {}
function url() { return undefined }
function waitForDebugger() { throw new ERR_INSPECTOR_NOT_ACTIVE() }

// broadcast tells the frontends that are attached: none.
function broadcast(params) {
  if (params) validateObject(params, 'params')
}

module.exports = {
  open,
  close,
  url,
  waitForDebugger,
  console,
  Session,
  Network: {
    requestWillBeSent: (params) => broadcast(params),
    responseReceived: (params) => broadcast(params),
    loadingFinished: (params) => broadcast(params),
    loadingFailed: (params) => broadcast(params)
  }
}
