// Listening for 'data' starts the reading; 'end' and 'close' follow.
const { stdin } = process
console.log(stdin.fd, stdin.isTTY, stdin.readable, stdin.readableFlowing, stdin.readableEncoding, stdin.isPaused())
const chunks = []
stdin.on('data', (chunk) => chunks.push(chunk))
console.log(stdin.readableFlowing, stdin.listenerCount('data'))
stdin.on('resume', () => console.log('resume'))
stdin.on('end', () => {
  console.log('end', Buffer.isBuffer(chunks[0]), Buffer.concat(chunks).toString())
  console.log(stdin.readableEnded, stdin.readable, stdin.destroyed, stdin.readableLength)
})
stdin.on('close', () => console.log('close', stdin.destroyed, stdin.closed, stdin.errored, stdin.readableAborted))
