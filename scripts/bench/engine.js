// The engine's work in `make bench`: runs under deskjs, node and node --jitless, and prints the
// median time of each case in milliseconds, as JSON.
'use strict'

const rounds = 3

function numbers(count) {
  let seed = 7
  return Array.from({ length: count }, () => (seed = (seed * 16807) % 2147483647))
}

function rows() {
  const random = numbers(100)
  return Array.from({ length: 52000 }, (_, i) => ({
    id: i, name: 'user ' + i, email: 'user' + i + '@example.com', active: i % 3 === 0, score: random[i % 100] / 1000,
    tags: ['alpha', 'beta', String(i % 100)], address: { street: i % 1000 + ' Main St', city: 'Town' + i % 50, zip: 10000 + i }, note: null,
  }))
}

class Point {
  #seen = 0
  constructor(x, y) { this.x = x; this.y = y }
  sum() { this.#seen++; return this.x + this.y }
}

// Each case prepares what it needs and returns what is measured.
const cases = {
  'function calls: fib(24)': () => {
    const fib = (n) => n < 2 ? n : fib(n - 1) + fib(n - 2)
    return () => fib(24)
  },
  'calls of native functions: 300,000 Reflect.has': () => {
    const o = { a: 1 }
    return () => { let n = 0; for (let i = 0; i < 300000; i++) if (Reflect.has(o, 'a')) n++; return n }
  },
  'calls from native functions: 300,000 of map': () => {
    const a = numbers(300000)
    return () => a.map((x) => x).length
  },
  'objects: 100,000 instances and a method': () => () => {
    let n = 0
    for (let i = 0; i < 100000; i++) n += new Point(i, 1).sum()
    return n
  },
  'objects: 50,000 spread and destructured': () => () => {
    const base = { a: 1, b: 2, c: 3 }
    let n = 0
    for (let i = 0; i < 50000; i++) { const { a, d, ...rest } = { ...base, d: i }; n += a + d + rest.b }
    return n
  },
  'array: 300,000 by index': () => {
    const a = numbers(300000)
    return () => { let n = 0; for (let i = 0; i < a.length; i++) n += a[i]; return n }
  },
  'array: 300,000 by for-of': () => {
    const a = numbers(300000)
    return () => { let n = 0; for (const x of a) n += x; return n }
  },
  'typed array: 300,000 by index': () => {
    const a = new Float64Array(300000).fill(0.5)
    return () => { let n = 0; for (let i = 0; i < a.length; i++) { a[i] += 1; n += a[i] } return n }
  },
  'generator: 100,000 values': () => {
    function* count(n) { for (let i = 0; i < n; i++) yield i }
    return () => { let n = 0; for (const x of count(100000)) n += x; return n }
  },
  'sort: 50,000 numbers, a comparator': () => {
    const a = numbers(50000)
    return () => a.slice().sort((x, y) => x - y)[0]
  },
  'Map: 100,000 string keys, set and get': () => {
    const keys = numbers(100000).map((x) => 'key' + x)
    return () => { const m = new Map(); for (const k of keys) m.set(k, 1); let n = 0; for (const k of keys) n += m.get(k); return n }
  },
  'Set: 100,000 numbers': () => {
    const a = numbers(100000)
    return () => { const s = new Set(); for (const x of a) s.add(x % 5000); return s.size }
  },
  'string: 200,000 appends': () => () => {
    let s = ''
    for (let i = 0; i < 200000; i++) s += 'x' + i
    return s.length
  },
  'string: charCodeAt over 500,000': () => {
    const s = 'abcdefghij'.repeat(50000)
    return () => { let n = 0; for (let i = 0; i < s.length; i++) n = (n * 31 + s.charCodeAt(i)) | 0; return n }
  },
  'regexp: all matches in 500 KB': () => {
    const s = 'The year 2024, room 17: mail bob@example.com or call 555-1234. '.repeat(8000)
    return () => s.match(/\d{2,4}/g).length + s.match(/[a-z]+@[a-z]+\.com/g).length + s.replace(/o(?=m)/g, '0').length
  },
  'JSON.parse: 10 MB': () => {
    const text = JSON.stringify(rows())
    return () => JSON.parse(text).length
  },
  'JSON.stringify: 10 MB': () => {
    const all = rows()
    return () => JSON.stringify(all).length
  },
}

const results = {}
for (const [name, prepare] of Object.entries(cases)) {
  const run = prepare()
  const times = []
  for (let i = 0; i < rounds; i++) {
    const started = process.hrtime.bigint()
    run()
    times.push(Number(process.hrtime.bigint() - started) / 1e6)
  }
  results[name] = times.sort((a, b) => a - b)[rounds >> 1]
}
console.log(JSON.stringify(results))
