'use strict'

// internal/fetch/dispatcher: requests by a dispatcher of npm's undici, which a program gave as an option.

module.exports = { begin() { throw new TypeError('dispatcher') } }
