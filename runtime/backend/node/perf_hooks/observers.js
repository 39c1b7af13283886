'use strict'

// internal/perf/observers: the functions that take each new entry, apart so that what makes entries need not load the rest when
// there are none.

module.exports = new Set()
