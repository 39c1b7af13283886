'use strict'
// A worker: reads a job, JSON on a line, from standard input; says what became of it on a line of standard output. What it
// asks meanwhile (a line with "ask") is answered on standard input. What compilers and plugins print goes to standard error.

const { createRequire } = require('node:module')
const { join } = require('node:path')
const configuration = require('./config.cjs')
const messages = require('./message.cjs')

const answer = process.stdout.write.bind(process.stdout)
process.stdout.write = process.stderr.write.bind(process.stderr)

const say = value => answer(JSON.stringify(value) + '\n')
const compilers = new Map()
const asked = new Map()
let questions = 0

const context = (globalThis[Symbol.for('deskjs.compile')] = {
  require: createRequire(join(process.cwd(), 'package.json')),
  dir: process.cwd(),
  // ask asks deskjs: what is it that it knows and a worker doesn't.
  ask(name, parameters) {
    return new Promise((resolve, reject) => {
      asked.set(++questions, { resolve, reject })
      say({ ask: name, number: questions, parameters })
    })
  },
  config: job => configuration.load(context, job),
  // compiler is the one in a script beside this one.
  compiler(name) {
    let compile = compilers.get(name)
    if (!compile) {
      compile = require(`./${name}.cjs`)(context)
      compilers.set(name, compile)
    }
    return compile
  },
})

async function run(job) {
  try {
    if (job.kind === 'warm') return void job.arguments.forEach(context.compiler)
    return await context.compiler(job.kind)(job)
  } catch (error) {
    return { errors: [messages.of(error, job)] }
  }
}

let rest = ''
process.stdin.setEncoding('utf8')
process.stdin.on('data', chunk => {
  const lines = (rest + chunk).split('\n')
  rest = lines.pop()
  for (const line of lines) {
    const job = JSON.parse(line)
    if (job.answers) {
      const { resolve, reject } = asked.get(job.answers)
      asked.delete(job.answers)
      if (job.failed) reject(Object.assign(new Error(job.failed), { located: job.message }))
      else resolve(job.value)
    } else {
      run(job).then(result => say({ ...result, job: job.number }))
    }
  }
})
process.stdin.on('end', () => process.exit(0))
