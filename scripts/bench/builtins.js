// Measures one of Node's builtins: node builtins.js NAME FOLDER prints how many milliseconds it took by the clock
// and of the processors, or "absent". The folder is the one that
// builtins.go filled.
'use strict'

const [, , name, folder] = process.argv
const fs = require('fs')
const path = require('path')
const MiB = 1024 * 1024

// text returns so many bytes of words, which compress as prose does.
function text(size) {
  const words = 'the of and to in a is that for it as was with be by on not he his but at are this have from or had an they which one you were her all'.split(' ')
  let seed = 1
  const parts = []
  for (let length = 0; length < MiB;) {
    seed = (seed * 1103515245 + 12345) % 2147483648
    const word = words[seed % words.length] + (seed % 7 === 0 ? seed.toString(36) : '')
    parts.push(word)
    length += word.length + 1
  }
  const block = Buffer.from(parts.join(' ').slice(0, MiB))
  const all = Buffer.alloc(size)
  for (let at = 0; at < size; at += block.length) block.copy(all, at)
  return all
}

function fib(n) { return n < 2 ? n : fib(n - 1) + fib(n - 2) }

// (func (export "fib") (param i32) (result i32) ...), written out.
const fibModule = Uint8Array.from([0, 97, 115, 109, 1, 0, 0, 0, 1, 6, 1, 96, 1, 127, 1, 127, 3, 2, 1, 0, 7, 7, 1, 3, 102, 105, 98, 0, 0, 10, 30, 1, 28, 0, 32, 0, 65, 2, 72,
  4, 127, 32, 0, 5, 32, 0, 65, 1, 107, 16, 0, 32, 0, 65, 2, 107, 16, 0, 106, 11, 11])

function compute(workers, done) {
  const { Worker } = require('worker_threads')
  const source = `const { parentPort } = require('worker_threads'); const fib = ${fib}; parentPort.postMessage(fib(27))`
  let left = workers
  for (let i = 0; i < workers; i++) {
    new Worker(source, { eval: true }).on('exit', () => { if (--left === 0) done() })
  }
}

function graph(items) {
  const all = []
  for (let i = 0; i < items; i++) all.push({ id: i, name: 'item ' + i, tags: ['a', 'b', 'c'], at: new Date(i), nested: { x: i / 3, ok: true, more: [i, i + 1] } })
  return all
}

function bytes(operation) {
  const data = text(16 * MiB)
  return [data, (done) => { operation(data); done() }]
}

const tests = {
  '10,000 fs.readFile of 4 KB': () => (done) => {
    let left = 10000
    let next = 0
    const one = () => fs.readFile(path.join(folder, 'small', String(next++ % 100)), (error, data) => {
      if (error || data.length !== 4096) throw error ?? new Error('wrong size')
      if (next < 10000) one()
      if (--left === 0) done()
    })
    for (let i = 0; i < 16; i++) one()
  },
  '10,000 fs.readFileSync of 4 KB': () => (done) => {
    for (let i = 0; i < 10000; i++) fs.readFileSync(path.join(folder, 'small', String(i % 100)))
    done()
  },
  '512 MB through createReadStream().pipe()': () => (done) => {
    const target = path.join(folder, 'copy')
    fs.createReadStream(path.join(folder, 'large')).pipe(fs.createWriteStream(target)).on('close', () => { fs.unlinkSync(target); done() })
  },
  'readdir of 50,000 files in 500 folders': () => (done) => {
    if (fs.readdirSync(path.join(folder, 'tree'), { recursive: true }).length !== 50520) throw new Error('entries are missing')
    done()
  },
  'readdir of the same, with types, by hand': () => (done) => {
    let files = 0
    const walk = (dir, end) => fs.readdir(dir, { withFileTypes: true }, (error, entries) => {
      let left = 1
      const one = () => { if (--left === 0) end() }
      for (const entry of entries) {
        if (entry.isDirectory()) { left++; walk(path.join(dir, entry.name), one) } else files++
      }
      one()
    })
    walk(path.join(folder, 'tree'), () => { if (files !== 50000) throw new Error('files are missing'); done() })
  },
  'sha256 of 256 MB': () => {
    const data = text(MiB)
    return (done) => {
      const hash = require('crypto').createHash('sha256')
      for (let i = 0; i < 256; i++) hash.update(data)
      hash.digest('hex')
      done()
    }
  },
  'gzip of 256 MB, as a stream': () => {
    const data = text(MiB)
    return (done) => {
      const gzip = require('zlib').createGzip()
      let size = 0
      gzip.on('data', (chunk) => { size += chunk.length })
      gzip.on('end', () => { if (size === 0) throw new Error('nothing came'); done() })
      let left = 256
      const write = () => { while (left-- > 0) if (!gzip.write(data)) return gzip.once('drain', write); gzip.end() }
      write()
    }
  },
  'gunzip of 256 MB': () => {
    const packed = require('zlib').gzipSync(text(256 * MiB), { level: 1 })
    return (done) => { if (require('zlib').gunzipSync(packed).length !== 256 * MiB) throw new Error('wrong size'); done() }
  },
  'Buffer: 16 MB to base64 and back': () => bytes((data) => Buffer.from(data.toString('base64'), 'base64'))[1],
  'Buffer: 16 MB to hex and back': () => bytes((data) => Buffer.from(data.toString('hex'), 'hex'))[1],
  'Buffer: 16 MB to utf8 and back': () => bytes((data) => Buffer.from(data.toString('utf8'), 'utf8'))[1],
  'Buffer: 16 MB to latin1 and back': () => bytes((data) => Buffer.from(data.toString('latin1'), 'latin1'))[1],
  'Buffer: 16 MB to utf16le and back': () => bytes((data) => Buffer.from(data.toString('utf8'), 'utf16le').toString('utf16le'))[1],
  '1,000,000 emits to one listener': () => (done) => {
    const emitter = new (require('events'))()
    let n = 0
    emitter.on('x', (a, b) => { n += a + b })
    for (let i = 0; i < 1000000; i++) emitter.emit('x', i, 1)
    done()
  },
  'sqlite: 100,000 inserts in a transaction': () => sqlite((database) => insert(database)),
  'sqlite: 100,000 selects by key': () => sqlite((database) => {
    const select = database.prepare('SELECT * FROM t WHERE id = ?')
    for (let i = 1; i <= 100000; i++) if (select.get(i).name !== 'name ' + i) throw new Error('wrong row')
  }, insert),
  'sqlite: all of 100,000 rows': () => sqlite((database) => { if (database.prepare('SELECT * FROM t').all().length !== 100000) throw new Error('rows are missing') }, insert),
  'structuredClone of an object graph (10 MB as JSON)': () => { const g = graph(90000); return (done) => { structuredClone(g); done() } },
  'structuredClone of 10 MB of bytes': () => { const b = new Uint8Array(10 * MiB); return (done) => { for (let i = 0; i < 10; i++) structuredClone(b); done() } },
  'WebAssembly: fib(32)': () => {
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(fibModule))
    return (done) => { if (exports.fib(32) !== 2178309) throw new Error('wrong'); done() }
  },
  'JavaScript: fib(32), for comparison': () => (done) => { fib(32); done() },
  '1 worker on fib(27)': () => (done) => compute(1, done),
  '4 workers on fib(27) each': () => (done) => compute(4, done),
}

function sqlite(measured, before) {
  let DatabaseSync
  try {
    ({ DatabaseSync } = require('node:sqlite'))
  } catch {
    return undefined
  }
  const database = new DatabaseSync(':memory:')
  database.exec('CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT, value REAL)')
  before?.(database)
  return (done) => { measured(database); done() }
}

function insert(database) {
  const statement = database.prepare('INSERT INTO t (name, value) VALUES (?, ?)')
  database.exec('BEGIN')
  for (let i = 1; i <= 100000; i++) statement.run('name ' + i, i / 7)
  database.exec('COMMIT')
}

if (name === undefined) {
  console.log(JSON.stringify(Object.keys(tests)))
} else {
  const test = tests[name]()
  if (test === undefined) {
    console.log('absent')
  } else {
    const cpu = process.cpuUsage()
    const start = process.hrtime.bigint()
    test(() => {
      const wall = Number(process.hrtime.bigint() - start) / 1e6
      const { user, system } = process.cpuUsage(cpu)
      console.log(wall, (user + system) / 1e3)
    })
  }
}
