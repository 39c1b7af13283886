'use strict'

const { dlopen, errno, priority, signals } = require('os').constants
Object.assign(exports, dlopen, errno, priority, signals, require('fs').constants, require('crypto').constants)
Object.freeze(exports)
