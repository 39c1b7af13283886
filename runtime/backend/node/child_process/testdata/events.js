// The events of a child, in their order, and what it says.
const { spawn } = require('child_process')

const child = spawn('sh', ['-c', 'cat; echo done >&2; exit 3'])
for (const name of ['spawn', 'exit', 'error']) child.on(name, (...values) => console.log(name, ...values))
let text = ''
let problems = ''
child.stdout.setEncoding('utf8').on('data', (chunk) => { text += chunk })
child.stderr.setEncoding('utf8').on('data', (chunk) => { problems += chunk })
child.on('close', (code, signal) => {
  console.log('close', code, signal, JSON.stringify(text), JSON.stringify(problems), child.exitCode, child.signalCode, child.killed, child.connected)
  missing()
})
console.log(typeof child.pid, child.spawnfile, child.spawnargs, child.stdio.length)
child.stdin.write('one\n')
child.stdin.end('two\n')

function missing() {
  const child = spawn('no-such-program', ['x'])
  console.log(child.pid, child.stdin.destroyed)
  child.on('exit', () => console.log('never'))
  child.on('error', (error) => {
    console.log(error.message, error.code, error.syscall, error.path, error.spawnargs)
    killed()
  })
}

function killed() {
  const child = spawn('cat')
  child.on('exit', (code, signal) => {
    console.log(code, signal, child.kill())
    extra()
  })
  console.log(child.kill('sigkill'), child.killed)
  try {
    child.kill('SIGNOPE')
  } catch (error) {
    console.log(error.code, error.message)
  }
}

function extra() {
  const child = spawn('sh', ['-c', 'read line <&3; echo "got $line" >&3'], { stdio: ['ignore', 'inherit', null, 'pipe'] })
  child.stdio[3].on('data', (chunk) => console.log(String(chunk).trim(), child.stdin, child.stdout, child.stderr !== null))
  child.stdio[3].write('this\n')
  child.on('close', (code) => console.log('close', code))
}
