// Escape sequences of terminals, and the lengths of characters.

const kUTF16SurrogateThreshold = 0x10000 // 2 ** 16
const kEscape = '\x1b'
const kSubstringSearch = Symbol('kSubstringSearch')

function CSI(strings, ...args) {
  let ret = `${kEscape}[`
  for (let n = 0; n < strings.length; n++) {
    ret += strings[n]
    if (n < args.length)
      ret += args[n]
  }
  return ret
}

CSI.kEscape = kEscape
CSI.kClearToLineBeginning = CSI`1K`
CSI.kClearToLineEnd = CSI`0K`
CSI.kClearLine = CSI`2K`
CSI.kClearScreenDown = CSI`0J`

function charLengthLeft(str, i) {
  if (i <= 0)
    return 0
  if ((i > 1 &&
      str.codePointAt(i - 2) >= kUTF16SurrogateThreshold) ||
      str.codePointAt(i - 1) >= kUTF16SurrogateThreshold) {
    return 2
  }
  return 1
}

function charLengthAt(str, i) {
  if (str.length <= i) {
    // Pretend to move to the right. This is necessary to autocomplete while
    // moving to the right.
    return 1
  }
  return str.codePointAt(i) >= kUTF16SurrogateThreshold ? 2 : 1
}

// This runs in O(n log n).
function commonPrefix(strings) {
  if (strings.length === 0) {
    return ''
  }
  if (strings.length === 1) {
    return strings[0]
  }
  const sorted = strings.slice().sort()
  const min = sorted[0]
  const max = sorted[sorted.length - 1]
  for (let i = 0; i < min.length; i++) {
    if (min[i] !== max[i]) {
      return min.slice(0, i)
    }
  }
  return min
}

module.exports = {
  charLengthAt,
  charLengthLeft,
  commonPrefix,
  kSubstringSearch,
  CSI,
}
