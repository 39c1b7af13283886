// pipe copies to stdout, which stays open.
const { stdin, stdout } = process
stdout.on('pipe', (source) => console.log('pipe', source === stdin))
stdout.on('unpipe', (source) => console.log('unpipe', source === stdin))
console.log(stdin.pipe(stdout) === stdout)
stdin.on('end', () => console.log('end', stdout.writable))
