'use strict'

// process.allowedNodeEnvironmentFlags: a frozen set of what NODE_OPTIONS may have, which finds flags however they are written.

const flags = binding.flags

// whole is a flag as the set has it.
function whole(flag) {
  flag = flag.replace(/_/g, '-')
  if (!flag.startsWith('-')) {
    const long = `--${flag}`
    return flags.includes(long) ? long : `-${flag}`
  }
  return flag.replace(/=.*$/s, '')
}

class NodeEnvironmentFlagsSet extends Set {
  add() { return this }
  delete() { return false }
  clear() {}
  has(flag) { return typeof flag === 'string' && flags.includes(whole(flag)) }
  forEach(callback, thisArg) {
    for (let i = 0; i < flags.length; i++) Reflect.apply(callback, thisArg, [flags[i], flags[i], this])
  }
  entries() { return new Set(flags).entries() }
  keys() { return flags.values() }
  values() { return flags.values() }
  get size() { return flags.length }
}
NodeEnvironmentFlagsSet.prototype[Symbol.iterator] = NodeEnvironmentFlagsSet.prototype.values
Object.freeze(NodeEnvironmentFlagsSet.prototype.constructor)
Object.freeze(NodeEnvironmentFlagsSet.prototype)

module.exports = Object.freeze(new NodeEnvironmentFlagsSet())
