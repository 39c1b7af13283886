// The forms that wait.
const { spawnSync, execSync, execFileSync } = require('child_process')

console.log(execSync('echo $GREETING', { env: { ...process.env, GREETING: 'hello' }, encoding: 'utf8' }))
console.log(execFileSync('cat', { input: 'typed' }))
const result = spawnSync('sh', ['-c', 'cat; echo problem >&2; exit 4'], { input: Buffer.from('in'), encoding: 'latin1' })
console.log(result.status, result.signal, result.output, result.stdout, result.stderr, result.error)
console.log(spawnSync('pwd', { cwd: '/', encoding: 'utf8' }).stdout)
console.log(spawnSync('sh', ['-c', 'echo $0'], { argv0: 'other', encoding: 'utf8' }).stdout)

for (const attempt of [
  () => execSync('echo out; echo bad >&2; exit 2', { stdio: 'pipe' }),
  () => execFileSync('no-such-program', ['x']),
  () => execFileSync('sh', ['-c', 'sleep 100'], { timeout: 20 }),
  () => execFileSync('sh', ['-c', 'sleep 100'], { timeout: 20, killSignal: 'SIGKILL' }),
  () => execFileSync('sh', ['-c', 'printf 01234567890123456789; exec sleep 100'], { maxBuffer: 10 }),
  () => spawnSync(''),
  () => spawnSync('x', { stdio: ['ipc'] }),
  () => spawnSync('x\0'),
  () => spawnSync('x', { timeout: -1 }),
  () => spawnSync('x', { killSignal: 'SIGNOPE' }),
  () => spawnSync('x', { uid: 1.5 }),
]) {
  try {
    console.log(attempt())
  } catch (error) {
    console.log(error.name, error.code, error.message, error.status, error.signal)
  }
}
