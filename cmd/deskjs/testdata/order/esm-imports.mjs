import './fixtures/first.mjs'
import { second } from './fixtures/second.mjs'
console.log('main', second)
process.nextTick(() => console.log('tick of main'))
Promise.resolve().then(() => console.log('micro of main'))
