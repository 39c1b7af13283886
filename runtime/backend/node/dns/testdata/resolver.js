// A resolver, and a server that knows little: TXT, a cancelled question, and one that nobody answers.
const dns = require('dns')
const dgram = require('dgram')

const server = dgram.createSocket('udp4', (message, from) => {
  const first = message.subarray(13, 13 + message[12]).toString()
  if (first === 'silent') return
  const answer = Buffer.from(message)
  answer[2] |= 0x80
  if (first === 'txt') {
    answer[7] = 2
    const record = (text) => Buffer.from([0xc0, 12, 0, 16, 0, 1, 0, 0, 0, 9, 0, text.length + 1, text.length, ...Buffer.from(text)])
    server.send([answer, record('one'), record('two')], from.port, from.address)
    return
  }
  answer[3] |= first === 'none' ? 3 : 2
  server.send(answer, from.port, from.address)
})

function show(what, error, result) {
  if (error) console.log(what, error.code, error.syscall, error.hostname, error.errno, error.message)
  else console.log(what, result)
}

server.bind(0, '127.0.0.1', async () => {
  const options = { timeout: 5000, tries: 1 }
  const resolver = new dns.promises.Resolver(options)
  resolver.setServers([`127.0.0.1:${server.address().port}`])
  show('txt', null, await resolver.resolveTxt('txt.example'))
  show('resolve', null, await resolver.resolve('txt.example', 'TXT'))
  await resolver.resolve4('none.example').catch((error) => show('none', error))
  await resolver.resolveMx('broken.example').catch((error) => show('broken', error))
  await resolver.resolveSrv('a..b').catch((error) => show('bad name', error))

  const other = new dns.Resolver(options)
  other.setServers(resolver.getServers())
  let left = 3
  const done = (what) => (error, result) => {
    show(what, error, result)
    if (--left === 0) server.close()
  }
  other.resolve4('silent.example', done('first'))
  other.resolve6('silent.example', done('second'))
  try {
    other.setServers(['127.0.0.1'])
  } catch (error) {
    console.log(error.code)
  }
  other.cancel()
  console.log('cancelled')
  const impatient = new dns.Resolver({ timeout: 20, tries: 1 })
  impatient.setServers(resolver.getServers())
  impatient.resolveAny('silent.example', done('timeout'))
})
