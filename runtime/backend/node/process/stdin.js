// process.stdin: an EventEmitter with the ways of a stream.Readable. Nothing is read before the
// program asks, and only a read that it waits for keeps it running.

const EventEmitter = require('events')

const kIterable = Symbol.asyncIterator

class ReadStream extends EventEmitter {
  #chunks = []
  #length = 0
  #decoder
  #flowing = null
  #reading = false
  #atEnd = false // the input is over; 'end' comes when all of it was taken
  #endScheduled = false
  #resumeScheduled = false
  #hasReader = false // there are listeners of 'readable', which take the data themselves
  #stopped = false // by pause(): the program no longer waits for input
  #referenced = true
  #pipes = []
  #waiting = new Set()

  constructor() {
    super()
    this.fd = 0
    this.readableEnded = false
    this.readableDidRead = false
    this.readableObjectMode = false
    this.readableHighWaterMark = 65536
    this.destroyed = false
    this.closed = false
    this.errored = null
    if (binding.isTerminal()) makeTerminal(this)
  }

  get readable() { return !this.destroyed && !this.readableEnded }
  get readableAborted() { return this.destroyed && !this.readableEnded }
  get readableFlowing() { return this.#flowing }
  get readableLength() { return this.#length }
  get readableEncoding() { return this.#decoder?.encoding ?? null }

  setEncoding(encoding) {
    const { StringDecoder } = require('string_decoder')
    this.#decoder = new StringDecoder(encoding)
    const before = this.#chunks
    this.#chunks = []
    this.#length = 0
    for (let i = 0; i < before.length; i++) this.#keep(this.#decoder.write(before[i]))
    return this
  }

  on(name, listener) {
    super.on(name, listener)
    if (name === 'data') {
      this.#hasReader = this.listenerCount('readable') > 0
      if (this.#flowing !== false) this.resume()
    } else if (name === 'readable' && !this.#hasReader && !this.readableEnded) {
      this.#hasReader = true
      this.#flowing = false
      this.#stopped = false
      process.nextTick(() => {
        if (this.#length > 0 || this.#atEnd) this.#deliver()
        else this.#ask()
      })
    }
    return this
  }

  removeListener(name, listener) {
    super.removeListener(name, listener)
    if (name === 'readable') this.#readersChanged()
    return this
  }

  removeAllListeners(name) {
    if (arguments.length === 0) super.removeAllListeners()
    else super.removeAllListeners(name)
    if (name === 'readable' || name === undefined) this.#readersChanged()
    return this
  }

  // A tick later, since a listener may be replaced by another one.
  #readersChanged() {
    process.nextTick(() => {
      this.#hasReader = this.listenerCount('readable') > 0
      if (this.#hasReader) return
      if (this.#resumeScheduled && !this.#stopped) this.#flowing = true
      else if (this.listenerCount('data') > 0) this.resume()
      else this.#flowing = null
    })
  }

  read(size) {
    if (this.destroyed) return null
    if (size !== undefined) size = Number.parseInt(size, 10)
    if (this.#length === 0) {
      if (this.#atEnd) this.#end()
      else this.#ask()
      return null
    }
    if (size === 0) return null
    const chunk = this.#take(size)
    if (chunk === null) {
      this.#ask()
      return null
    }
    this.readableDidRead = true
    this.emit('data', chunk)
    if (this.#length === 0) {
      if (this.#atEnd) this.#end()
      else if (!this.#stopped) this.#ask()
    }
    return chunk
  }

  // take returns size bytes or characters, null if there are not as many yet. Without a size
  // it is the next chunk for a program that gets 'data', and all there is for others.
  #take(size) {
    const chunks = this.#chunks
    if (size === undefined || Number.isNaN(size)) size = this.#flowing ? chunks[0].length : this.#length
    if (size > this.#length && !this.#atEnd) return null
    if (chunks.length > 1 && size > chunks[0].length) {
      chunks.splice(0, chunks.length, this.#decoder ? chunks.join('') : Buffer.concat(chunks))
    }
    const first = chunks[0]
    if (size >= first.length) {
      chunks.shift()
      this.#length -= first.length
      return first
    }
    chunks[0] = first.slice(size)
    this.#length -= size
    return first.slice(0, size)
  }

  #keep(chunk) {
    if (chunk.length === 0) return false
    this.#chunks.push(chunk)
    this.#length += chunk.length
    return true
  }

  #ask() {
    if (this.destroyed || this.#atEnd) return
    this.#stopped = false
    if (!this.#reading) {
      this.#reading = true
      binding.read((error, bytes) => this.#arrived(error, bytes))
    }
    this.#hold()
  }

  #hold() {
    binding.hold(this.#reading && this.#referenced && !this.#stopped && !this.destroyed)
  }

  #arrived(error, bytes) {
    this.#reading = false
    if (this.destroyed) return
    if (error) {
      this.destroy(error)
    } else if (bytes === null) {
      this.#atEnd = true
      if (this.#decoder) this.#keep(this.#decoder.end())
      this.#deliver()
    } else {
      const chunk = Buffer.from(bytes)
      if (this.#keep(this.#decoder ? this.#decoder.write(chunk) : chunk)) this.#deliver()
      else if (!this.#stopped) this.#ask() // not even one whole character
    }
    this.#hold()
  }

  #deliver() {
    if (this.destroyed) return
    if (this.#hasReader) this.emit('readable')
    this.#flow()
  }

  #flow() {
    while (this.#flowing && this.read() !== null);
  }

  #end() {
    if (this.#endScheduled) return
    this.#endScheduled = true
    process.nextTick(() => {
      if (this.destroyed) return
      this.readableEnded = true
      this.emit('end')
      this.destroy()
    })
  }

  resume() {
    if (this.#flowing) return this
    this.#flowing = !this.#hasReader
    this.#stopped = false
    this.#hold()
    if (this.#resumeScheduled) return this
    this.#resumeScheduled = true
    process.nextTick(() => {
      this.#resumeScheduled = false
      if (!this.#stopped) this.read(0)
      this.emit('resume')
      this.#flow()
    })
    return this
  }

  pause() {
    if (this.#flowing === false) return this
    this.#flowing = false
    this.#stopped = true
    this.#hold()
    this.emit('pause')
    return this
  }

  isPaused() { return this.#flowing === false }

  ref() {
    this.#referenced = true
    this.#hold()
    return this
  }

  unref() {
    this.#referenced = false
    this.#hold()
    return this
  }

  destroy(error) {
    if (this.destroyed) return this
    this.destroyed = true
    this.errored = error ?? null
    this.#chunks = []
    this.#length = 0
    this.#hold()
    process.nextTick(() => {
      if (error) this.emit('error', error)
      this.closed = true
      this.emit('close')
    })
    return this
  }

  pipe(destination, options) {
    const onData = (chunk) => {
      if (destination.write(chunk) === false) {
        this.#waiting.add(destination)
        this.pause()
      }
    }
    const goOn = () => {
      if (this.#waiting.delete(destination) && this.#waiting.size === 0 && this.listenerCount('data') > 0) this.resume()
    }
    const unpipe = () => this.unpipe(destination)
    const onError = (error) => {
      unpipe()
      if (destination.listenerCount('error') === 0) destination.emit('error', error)
    }
    // What the process prints on stays open.
    const ends = options?.end !== false && destination !== process.stdout && destination !== process.stderr
    const onEnd = ends ? () => destination.end() : unpipe
    const undo = () => {
      this.removeListener('data', onData)
      this.removeListener('end', onEnd)
      destination.removeListener('drain', goOn)
      destination.removeListener('close', unpipe)
      destination.removeListener('finish', unpipe)
      destination.removeListener('error', onError)
      goOn()
    }
    this.#pipes.push({ destination, undo })
    destination.on('drain', goOn)
    destination.once('close', unpipe)
    destination.once('finish', unpipe)
    destination.prependListener('error', onError)
    if (this.readableEnded) process.nextTick(onEnd)
    else this.once('end', onEnd)
    this.on('data', onData)
    destination.emit('pipe', this)
    if (destination.writableNeedDrain === true) {
      this.#waiting.add(destination)
      this.pause()
    } else {
      this.resume()
    }
    return destination
  }

  unpipe(destination) {
    const all = destination === undefined
    const gone = this.#pipes.filter((pipe) => all || pipe.destination === destination)
    if (gone.length === 0) return this
    this.#pipes = this.#pipes.filter((pipe) => !gone.includes(pipe))
    if (this.#pipes.length === 0) this.pause()
    for (const pipe of gone) {
      pipe.undo()
      pipe.destination.emit('unpipe', this, { hasUnpiped: all })
    }
    return this
  }

  [kIterable]() { return new ChunkIterator(this) }
}

ReadStream.prototype.addListener = ReadStream.prototype.on
ReadStream.prototype.off = ReadStream.prototype.removeListener

// ChunkIterator is what for await gets: the chunks, until the end, an error, or break.
class ChunkIterator {
  #stream
  #listening = false
  #finished = false
  #error
  #wake
  #last = Promise.resolve()

  constructor(stream) { this.#stream = stream }

  [kIterable]() { return this }

  // Calls wait for those before them, as those of an async generator do.
  #queue(step) {
    const answer = this.#last.then(step)
    this.#last = answer.catch(() => {})
    return answer
  }

  next() { return this.#queue(() => this.#next()) }

  return(value) {
    return this.#queue(() => {
      this.#finished = true
      this.#stream.destroy()
      return { value, done: true }
    })
  }

  throw(error) {
    return this.#queue(() => {
      this.#finished = true
      this.#stream.destroy()
      throw error
    })
  }

  async #next() {
    if (!this.#listening) this.#listen()
    while (!this.#finished) {
      const value = this.#stream.read()
      if (value !== null) return { value, done: false }
      await new Promise((resolve) => { this.#wake = resolve })
    }
    const error = this.#error
    this.#error = undefined
    if (error) throw error
    return { value: undefined, done: true }
  }

  #listen() {
    this.#listening = true
    const stream = this.#stream
    const finish = (error) => {
      if (this.#finished) return
      this.#finished = true
      this.#error = error
      this.#wake?.()
    }
    if (stream.closed) {
      finish(stream.errored)
      return
    }
    stream.on('readable', () => this.#wake?.())
    stream.once('end', () => finish())
    stream.once('error', finish)
    stream.once('close', () => {
      const { codes: { ERR_STREAM_PREMATURE_CLOSE } } = require('internal/errors')
      finish(this.#finished ? undefined : new ERR_STREAM_PREMATURE_CLOSE())
    })
  }
}

// makeTerminal adds what tty.ReadStream has.
function makeTerminal(stream) {
  stream.isTTY = true
  stream.isRaw = false
  stream.readableHighWaterMark = 0
  let restores = false
  stream.setRawMode = function setRawMode(mode) {
    binding.setRaw(!!mode)
    stream.isRaw = !!mode
    // The terminal outlives the program.
    if (!restores) process.prependOnceListener('exit', () => binding.setRaw(false))
    restores = true
    return stream
  }
}

module.exports = new ReadStream()
