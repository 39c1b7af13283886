'use strict'

// internal/fetch/base: what relative URLs are relative to. A backend has no page: it is what undici's setGlobalOrigin of npm set, if anything.

const kOrigin = Symbol.for('undici.globalOrigin.1')

const baseURL = () => globalThis[kOrigin]?.href

module.exports = { baseURL }
