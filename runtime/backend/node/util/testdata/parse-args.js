'use strict'
const { parseArgs } = require('util')
function show(config) {
  try {
    const result = parseArgs(config)
    console.log(JSON.stringify(result))
  } catch (error) { console.log(error.code, error.message) }
}
const options = { verbose: { type: 'boolean', short: 'v' }, file: { type: 'string', short: 'f' }, tag: { type: 'string', multiple: true, default: ['d'] } }
show({ args: ['-v', '--file', 'a', '-fb', '--tag=x', '--tag', 'y'], options })
show({ args: ['-vf', 'x', 'pos', '--', '--not'], options, allowPositionals: true, tokens: true })
show({ args: ['--unknown'], options })
show({ args: ['pos'], options })
show({ args: ['--file'], options })
show({ args: ['--verbose=1'], options })
show({ args: ['--file', '-v'], options })
show({ args: ['--any', '-abc', 'pos'], strict: false })
show({ args: ['--no-verbose'], options: { verbose: { type: 'boolean' } }, strict: false })
show({ args: [], options: { x: { type: 'number' } } })
