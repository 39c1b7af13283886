// Versions, as far as migrations need them: '1.2.3' and '1.2.3-beta.1' in their order, and ranges such as '>=1.2.0 <3.0.0'.

const { codes: { ERR_INVALID_ARG_VALUE } } = require('internal/errors')

const form = /^v?(\d+)\.(\d+)\.(\d+)(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/

function parse(text) {
  const match = form.exec(text)
  if (match === null) return undefined
  return { numbers: [Number(match[1]), Number(match[2]), Number(match[3])], before: match[4]?.split('.') ?? [] }
}

const isVersion = (text) => form.test(text)

function compare(first, second) {
  const a = parse(first)
  const b = parse(second)
  for (let i = 0; i < 3; i++) {
    if (a.numbers[i] !== b.numbers[i]) return a.numbers[i] - b.numbers[i]
  }
  // 1.0.0-beta comes before 1.0.0.
  if (a.before.length === 0 || b.before.length === 0) return b.before.length - a.before.length
  for (let i = 0; i < Math.max(a.before.length, b.before.length); i++) {
    const [x, y] = [a.before[i], b.before[i]]
    if (x === y) continue
    if (x === undefined || y === undefined) return x === undefined ? -1 : 1
    const [xIsNumber, yIsNumber] = [/^\d+$/.test(x), /^\d+$/.test(y)]
    if (xIsNumber && yIsNumber) return Number(x) - Number(y)
    if (xIsNumber !== yIsNumber) return xIsNumber ? -1 : 1
    return x < y ? -1 : 1
  }
  return 0
}

// range(text) returns a function that says whether a version is in it, or throws.
function range(text) {
  const parts = text.trim().split(/\s+(?![\d v])/).map((part) => /^(>=|<=|>|<|=)\s*(.+)$/.exec(part.trim()))
  if (parts.some((part) => part === null || !isVersion(part[2]))) {
    throw new ERR_INVALID_ARG_VALUE('options.migrations', text, "is neither a version, such as '1.2.0', nor a range of them, such as '>=1.2.0' or '>=1.2.0 <2.0.0'")
  }
  return (version) => parts.every(([, sign, other]) => {
    const order = compare(version, other)
    return sign === '>=' ? order >= 0 : sign === '<=' ? order <= 0 : sign === '>' ? order > 0 : sign === '<' ? order < 0 : order === 0
  })
}

// Which migrations bring what version `from` has left to version `to`, in the order in which they were written. '' is before all versions.
function due(migrations, from, to) {
  return Object.keys(migrations).filter((key) => {
    if (isVersion(key)) return (from === '' || compare(key, from) > 0) && compare(key, to) <= 0
    const inRange = range(key)
    return inRange(to) && (from === '' || !inRange(from))
  })
}

module.exports = { due, isVersion }
