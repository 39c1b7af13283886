// Memory that threads share, environments, output, and messages between any threads.
// needs a patch: SharedArrayBuffer
const { Worker, isMainThread, workerData, parentPort, SHARE_ENV, setEnvironmentData, getEnvironmentData } = require('worker_threads')

if (isMainThread) {
  const counter = new Int32Array(new SharedArrayBuffer(8))
  setEnvironmentData('key', { value: 1 })
  process.env.SHARED = 'main'
  const code = `const { workerData, parentPort, getEnvironmentData } = require('worker_threads')
    for (let i = 0; i < 1000; i++) Atomics.add(workerData, 0, 1)
    Atomics.notify(workerData, 1)
    process.env.SHARED += ' worker'
    console.log('printed', getEnvironmentData('key'))
    process.stdout.write('written\\n')
    process.stderr.write('error\\n')
    parentPort.postMessage(process.env.SHARED)`
  const run = (options) => new Promise((resolve) => {
    const worker = new Worker(code, { eval: true, workerData: counter, ...options })
    const out = []
    if (options.stdout) worker.stdout.setEncoding('utf8').on('data', (chunk) => out.push(chunk))
    let message
    worker.on('message', (value) => { message = value })
    worker.on('exit', () => resolve([message, out.join('')]))
  })
  ;(async () => {
    console.log(await run({ stdout: true, stderr: true }), process.env.SHARED)
    console.log(await run({ env: { SHARED: 'own' }, stdout: true, stderr: true }), process.env.SHARED)
    console.log(await run({ env: SHARE_ENV, stdout: true, stderr: true }), process.env.SHARED)
    console.log(await Promise.all([run({ stdout: true, stderr: true }), run({ stdout: true, stderr: true })]).then((all) => all.length), counter[0])
    const echo = new Worker('process.stdin.pipe(process.stdout)', { eval: true, stdin: true, stdout: true })
    echo.stdin.end('through')
    for await (const chunk of echo.stdout) console.log(String(chunk))
  })()
}
