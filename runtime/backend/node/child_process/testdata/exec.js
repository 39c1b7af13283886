// exec and execFile: callbacks, promises, limits, an AbortSignal.
const { exec, execFile } = require('child_process')
const { promisify } = require('util')

async function show(promise) {
  try {
    console.log(await promise)
  } catch (error) {
    console.log(error.name, error.code, error.killed, error.signal, error.cmd, JSON.stringify(error.message),
      String(error.stdout).length, String(error.stderr))
  }
}

async function main() {
  await show(promisify(exec)('echo out; echo err >&2'))
  await show(promisify(exec)('echo out; echo err >&2; exit 5'))
  await show(promisify(execFile)('cat', ['/dev/null'], { encoding: 'buffer' }))
  await show(promisify(execFile)('no-such-program', ['x']))
  await show(promisify(exec)('printf 0123456789', { maxBuffer: 4 }))
  await show(promisify(execFile)('sleep', ['100'], { timeout: 20 }))
  const controller = new AbortController()
  const aborted = promisify(execFile)('sleep', ['100'], { signal: controller.signal })
  console.log(typeof aborted.child.pid)
  controller.abort()
  await show(aborted)
}
main()
