// Reads Electron's accelerators: 'CommandOrControl+Shift+K'.

const control = process.platform === 'darwin' ? 'meta' : 'control'

// Every name there is, as people write it, and what it stands for: a modifier or a key.
const modifiers = {
  Command: 'meta', Cmd: 'meta', Super: 'meta', Meta: 'meta', Control: 'control', Ctrl: 'control', CommandOrControl: control, CmdOrCtrl: control,
  Alt: 'alt', Option: 'alt', AltGr: 'altGr', Shift: 'shift',
}

const keys = [
  'Space', 'Tab', 'Capslock', 'Numlock', 'Scrolllock', 'Backspace', 'Delete', 'Insert', 'Return', 'Enter', 'Up', 'Down', 'Left', 'Right', 'Home', 'End',
  'PageUp', 'PageDown', 'Escape', 'Esc', 'VolumeUp', 'VolumeDown', 'VolumeMute', 'MediaNextTrack', 'MediaPreviousTrack', 'MediaStop',
  'MediaPlayPause', 'PrintScreen', 'Plus', 'numdec', 'numadd', 'numsub', 'nummult', 'numdiv',
  ...Array.from({ length: 10 }, (_, i) => `num${i}`), ...Array.from({ length: 24 }, (_, i) => `F${i + 1}`),
]

const same = { return: 'enter', esc: 'escape' }

const byName = new Map()
for (const name of Object.keys(modifiers)) byName.set(name.toLowerCase(), { modifier: modifiers[name] })
for (const name of keys) byName.set(name.toLowerCase(), { key: same[name.toLowerCase()] ?? name.toLowerCase() })
byName.set('plus', { key: '=', shift: true })

// What an American keyboard gives with Shift is on the key that gives the other.
const shifted = '!1"\'#3$4%5&7(9)0*8+=:;<,>.?/@2^6_-{[|\\}]~`'
for (let i = 0; i < shifted.length; i += 2) byName.set(shifted[i], { key: shifted[i + 1], shift: true })
for (const key of "abcdefghijklmnopqrstuvwxyz0123456789`-=[]\\;',./") byName.set(key, { key })

/** How many letters differ. */
function distance(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1))
    }
    row = next
  }
  return row[b.length]
}

function nearest(token) {
  let best
  let least = Math.max(2, token.length / 2)
  for (const name of [...Object.keys(modifiers), ...keys]) {
    const far = distance(token.toLowerCase(), name.toLowerCase())
    if (far < least) [best, least] = [name, far]
  }
  return best
}

function wrong(accelerator, index, why) {
  return Object.assign(new TypeError(`Error processing argument at index ${index}, conversion failure from ${String(accelerator)}: ${why}`),
    { code: 'ERR_INVALID_ARG_VALUE' })
}

const order = ['meta', 'control', 'alt', 'altGr', 'shift']
const spoken = { meta: 'Super', control: 'Control', alt: 'Alt', altGr: 'AltGr', shift: 'Shift' }

/**
 * What an accelerator stands for: { key, control, shift, alt, altGr, meta, accelerator }, the last being the same for all that stand for the
 * same. Throws a TypeError like Electron's, which says what is wrong; index is the number of the argument.
 */
function parse(accelerator, index = 0) {
  if (typeof accelerator !== 'string') throw wrong(accelerator, index, 'an accelerator is a string')
  const found = { key: undefined, meta: false, control: false, alt: false, altGr: false, shift: false }
  for (const token of accelerator.split('+').map((part) => part.trim())) {
    if (token === '') continue
    const meaning = byName.get(token.toLowerCase())
    if (meaning === undefined) {
      const near = nearest(token)
      throw wrong(accelerator, index, `there is no key named '${token}'${near === undefined ? '' : `; did you mean '${near}'?`}`)
    }
    if (meaning.modifier !== undefined) {
      found[meaning.modifier] = true
      continue
    }
    if (found.key !== undefined) throw wrong(accelerator, index, `it has two keys, '${found.key}' and '${meaning.key}', where one can be`)
    found.key = meaning.key
    found.shift ||= meaning.shift === true
  }
  if (found.key === undefined) {
    const plus = accelerator.trim().endsWith('+') ? " besides modifiers; the key + is called 'Plus'" : ' besides modifiers'
    throw wrong(accelerator, index, `it has no key${plus}`)
  }
  const name = found.key.length === 1 ? found.key.toUpperCase() : keys.find((known) => known.toLowerCase() === found.key)
  found.accelerator = [...order.filter((modifier) => found[modifier]).map((modifier) => spoken[modifier]), name].join('+')
  return found
}

module.exports = { parse }
