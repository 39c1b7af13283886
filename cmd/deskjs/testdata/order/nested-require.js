// A module that is required runs at once; what it queued waits for the main script.
console.log('main')
process.nextTick(() => console.log('tick of main'))
require('./fixtures/required.js')
Promise.resolve().then(() => console.log('micro of main'))
console.log('main ends')
