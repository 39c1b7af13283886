// stream/consumers.
const { Readable } = require('stream')
const consumers = require('stream/consumers')
async function main() {
  console.log(await consumers.text(Readable.from(['grü', Buffer.from([0xc3]), Buffer.from([0x9f])])))
  console.log(await consumers.json(Readable.from(['{"a":', '1}'])))
  console.log(await consumers.buffer(Readable.from([Buffer.from('ab'), 'c'])))
  console.log((await consumers.arrayBuffer(Readable.from([Buffer.from('ab')]))).byteLength)
}
main()
