// The descriptor 0 is a file's like any other.
const { readFileSync } = require('fs')
console.log(readFileSync(0, 'utf8').split('\n'))
process.stdin.on('data', () => console.log('data')).on('end', () => console.log('end'))
