'use strict'

// Keys by the names of KeyboardEvent.key, and what X11 calls them.

const named = {
  Backspace: 0xff08, Tab: 0xff09, Enter: 0xff0d, Escape: 0xff1b, Delete: 0xffff, Home: 0xff50, ArrowLeft: 0xff51, ArrowUp: 0xff52, ArrowRight: 0xff53, ArrowDown: 0xff54,
  PageUp: 0xff55, PageDown: 0xff56, End: 0xff57, Insert: 0xff63, ContextMenu: 0xff67, Shift: 0xffe1, Control: 0xffe3, Alt: 0xffe9, Meta: 0xffeb, CapsLock: 0xffe5,
  F1: 0xffbe, F2: 0xffbf, F3: 0xffc0, F4: 0xffc1, F5: 0xffc2, F6: 0xffc3, F7: 0xffc4, F8: 0xffc5, F9: 0xffc6, F10: 0xffc7, F11: 0xffc8, F12: 0xffc9,
}
const aliases = { Space: ' ', Esc: 'Escape', Return: 'Enter', Del: 'Delete', Left: 'ArrowLeft', Right: 'ArrowRight', Up: 'ArrowUp', Down: 'ArrowDown', Ctrl: 'Control', Command: 'Meta', Cmd: 'Meta' }
const modifierBits = { Shift: 1, Control: 2, Alt: 4, Meta: 8 }

function codeOf(key) {
  if (/^[a-z]$/i.test(key)) return 'Key' + key.toUpperCase()
  if (/^\d$/.test(key)) return 'Digit' + key
  if (key === ' ') return 'Space'
  return named[key] === undefined ? '' : key
}

// parse takes 'Control+Shift+a' apart: the modifiers in the order they are pressed, and the key.
function parse(combination) {
  if (typeof combination !== 'string' || combination === '') throw new TypeError('a key is a text such as "Enter", "a" or "Control+Shift+Z"')
  const parts = combination === '+' ? ['+'] : combination.endsWith('++') ? [...combination.slice(0, -2).split('+'), '+'] : combination.split('+')
  const keys = parts.map((part) => (part === 'ControlOrMeta' || part === 'CmdOrCtrl' ? (process.platform === 'darwin' ? 'Meta' : 'Control') : aliases[part] ?? part))
  const key = keys.pop()
  for (const modifier of keys) if (modifierBits[modifier] === undefined) throw new TypeError(`${JSON.stringify(combination)}: there is no modifier ${JSON.stringify(modifier)}; there are Shift, Control, Alt, Meta and ControlOrMeta`)
  if (named[key] === undefined && [...key].length !== 1) throw new TypeError(`there is no key ${JSON.stringify(key)}; it is a character, or one of ${Object.keys(named).join(', ')}`)
  return { modifiers: keys, key }
}

function numberOf(key) {
  if (named[key] !== undefined) return named[key]
  if (key === '\n') return named.Enter
  if (key === '\t') return named.Tab
  const code = key.codePointAt(0)
  return code < 0x100 ? code : 0x01000000 | code
}

module.exports = { parse, numberOf, codeOf, modifierBits }
