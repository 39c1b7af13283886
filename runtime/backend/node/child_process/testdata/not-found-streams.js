// The streams of a process that could not be started end and close, and only then is 'close'.
// needs a patch: for await
const { spawn } = require('child_process')

const child = spawn('deskjs-no-such-program')
child.on('error', (error) => console.log('error', error.code))
child.on('exit', () => console.log('exit'))
let open = 2
for (const name of ['stdout', 'stderr']) {
  child[name].on('end', () => {
    open--
  }).resume()
}
child.on('close', (code, signal) => {
  console.log('close', code, signal, open)
  read()
})

async function read() {
  const child = spawn('deskjs-no-such-program', { stdio: ['ignore', 'pipe', 'ignore'] })
  child.on('error', (error) => console.log('error', error.code))
  for await (const chunk of child.stdout) console.log(chunk)
  console.log('read')
}
