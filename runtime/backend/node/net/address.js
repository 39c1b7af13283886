'use strict'

// What is an IP address, and what is a socket.

// isIP is 4, 6, or 0 for what is none.
function isIP(value) { return binding.family(`${value}`) }

exports.isIP = isIP
exports.isIPv4 = function isIPv4(value) { return isIP(value) === 4 }
exports.isIPv6 = function isIPv6(value) { return isIP(value) === 6 }
exports.normalizedArgsSymbol = Symbol('normalizedArgs')

// Streams of pipes and terminals are net.Sockets in Node. Here they do without loading it, and come under it as soon as it is loaded.
let socketPrototype
const waiting = []

exports.likeSocket = function likeSocket(prototype) {
  if (socketPrototype === undefined) waiting.push(prototype)
  else Object.setPrototypeOf(prototype, socketPrototype)
}

exports.setSocket = function setSocket(prototype) {
  socketPrototype = prototype
  for (let i = 0; i < waiting.length; i++) Object.setPrototypeOf(waiting[i], prototype)
}
