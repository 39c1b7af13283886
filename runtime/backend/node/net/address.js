'use strict'

// What is an IP address.

// isIP is 4, 6, or 0 for what is none.
function isIP(value) { return binding.family(`${value}`) }

exports.isIP = isIP
exports.isIPv4 = function isIPv4(value) { return isIP(value) === 4 }
exports.isIPv6 = function isIPv6(value) { return isIP(value) === 6 }
exports.normalizedArgsSymbol = Symbol('normalizedArgs')
