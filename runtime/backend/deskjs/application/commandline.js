// app.commandLine, after Electron: the switches that the app was started with, and those that it has added. There is no browser that reads them.

const { validateString } = require('internal/validators')

const switches = new Map()
const args = []

for (const arg of process.argv.slice(1)) {
  const match = /^--([^=]+)(?:=(.*))?$/s.exec(arg)
  if (match !== null) switches.set(match[1].toLowerCase(), match[2] ?? '')
  else args.push(arg)
}

function name(value) {
  validateString(value, 'switch')
  return value.toLowerCase()
}

const commandLine = {
  appendSwitch(key, value = '') { switches.set(name(key), String(value)) },

  appendArgument(value) {
    validateString(value, 'value')
    args.push(value)
  },

  hasSwitch: (key) => switches.has(name(key)),

  getSwitchValue: (key) => switches.get(name(key)) ?? '',

  removeSwitch(key) { switches.delete(name(key)) },
}

module.exports = { commandLine }
