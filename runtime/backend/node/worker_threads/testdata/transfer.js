// Keys, certificates, modules of WebAssembly and open files in messages.
const { createSecretKey, createPrivateKey, generateKeyPairSync, createPublicKey, sign, verify, webcrypto, KeyObject } = require('crypto')
const { Worker, MessageChannel } = require('worker_threads')
const fs = require('fs')

const secret = createSecretKey(Buffer.from('abcdefgh'))
const copy = structuredClone(secret)
console.log(copy, copy.equals(secret), copy instanceof KeyObject)
const pair = structuredClone(generateKeyPairSync('ec', { namedCurve: 'P-256' }))
console.log(pair.publicKey.asymmetricKeyType, pair.privateKey.type)
console.log(verify('sha256', Buffer.from('x'), pair.publicKey, sign('sha256', Buffer.from('x'), pair.privateKey)))

const binary = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 127, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 6, 1, 4, 0, 65, 42, 11)

async function main() {
  const key = structuredClone(await webcrypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt', 'decrypt']))
  console.log(key, (await webcrypto.subtle.exportKey('raw', key)).byteLength)

  const worker = new Worker(`
    require('worker_threads').parentPort.once('message', async ({ secret, module, file, stream }) => {
      let text = ''
      const reader = stream.getReader()
      for (let step = await reader.read(); !step.done; step = await reader.read()) text += step.value
      console.log(secret.export().toString(), new WebAssembly.Instance(module).exports.f(), text)
      console.log(file.fd > 2, (await file.readFile('utf8')).split('\\n')[0])
      await file.close()
    })`, { eval: true })
  const stream = new ReadableStream({ start(c) { c.enqueue('a'); c.enqueue('b'); c.close() } })
  const file = await fs.promises.open(__filename)
  try {
    worker.postMessage(file)
  } catch (error) {
    console.log(error.message)
  }
  const reading = file.readFile()
  try {
    worker.postMessage(file, [file])
  } catch (error) {
    console.log(error.name, error.message)
  }
  await reading
  await file.close()
  const again = await fs.promises.open(__filename)
  worker.postMessage({ secret, module: new WebAssembly.Module(binary), file: again, stream }, [again, stream])
  console.log(again.fd)
  await new Promise((resolve) => worker.on('exit', resolve))
}
main()
