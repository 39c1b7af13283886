// deskjs only: Node has allowNegative since 22.4
const { parseArgs } = require('util')
const options = { color: { type: 'boolean' }, name: { type: 'string' }, 'no-x': { type: 'boolean' } }
for (const [args, strict] of [[['--no-color']], [['--no-color', '--color']], [['--no-name']], [['--no-x']], [['--no-other'], false], [['--no-color=1'], false]]) {
  try { console.log(parseArgs({ args, options, strict, allowNegative: true, allowPositionals: true }).values) } catch (error) { console.log(error.code, error.message) }
}
console.log(parseArgs({ args: [], options: { ['__proto__']: { type: 'string', default: 'x' } } }).values)
