'use strict'
// A worker: reads a job, JSON on a line, from standard input; says what became of it on a line of standard output. What
// compilers and plugins print goes to standard error.

const { createRequire } = require('node:module')
const { join } = require('node:path')

const answer = process.stdout.write.bind(process.stdout)
process.stdout.write = process.stderr.write.bind(process.stderr)

const compilers = new Map()

// context is what a compiler's script gets besides the job.
function contextOf(job) {
  const fromProject = createRequire(join(job.dir, 'package.json'))
  return { require: fromProject }
}

async function run(job) {
  try {
    let compile = compilers.get(job.kind)
    if (!compile) {
      compile = require(`./${job.kind}.cjs`)(contextOf(job))
      compilers.set(job.kind, compile)
    }
    return await compile(job)
  } catch (error) {
    return { errors: [require('./message.cjs').of(error, job)] }
  }
}

let rest = ''
let queue = Promise.resolve()
process.stdin.setEncoding('utf8')
process.stdin.on('data', chunk => {
  const lines = (rest + chunk).split('\n')
  rest = lines.pop()
  for (const line of lines) {
    queue = queue.then(async () => answer(JSON.stringify(await run(JSON.parse(line))) + '\n'))
  }
})
process.stdin.on('end', () => process.exit(0))
