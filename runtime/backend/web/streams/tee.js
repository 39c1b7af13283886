'use strict'

// internal/webstreams/tee: ReadableStream.prototype.tee.

const { kResolved, deferred, react } = require('internal/webstreams/util')
const readable = require('internal/webstreams/readablestream')
const { acquire, read, cancel, releaseReader } = readable

// tee returns the two branches of the stream s.
function tee(s) {
  return s.controller.bytes ? teeBytes(s) : teeChunks(s)
}

// cancelling returns what both kinds share: who is cancelled, and what to do at last.
function cancelling(s) {
  const both = { first: false, second: false, firstReason: undefined, secondReason: undefined, done: deferred() }
  both.cancelFirst = (reason) => {
    both.first = true
    both.firstReason = reason
    if (both.second) both.done.resolve(cancel(s, [both.firstReason, both.secondReason]))
    return both.done.promise
  }
  both.cancelSecond = (reason) => {
    both.second = true
    both.secondReason = reason
    if (both.first) both.done.resolve(cancel(s, [both.firstReason, both.secondReason]))
    return both.done.promise
  }
  return both
}

function teeChunks(s) {
  const both = cancelling(s)
  let branch1
  let branch2
  let reading = false
  const r = acquire(s, false, (errored, error) => {
    if (!errored) return
    react(kResolved, () => {
      readable.fail(branch1.controller, error)
      readable.fail(branch2.controller, error)
      if (!both.first || !both.second) both.done.resolve()
    })
  })
  const request = {
    promise: undefined,
    chunk(chunk) {
      react(kResolved, () => {
        reading = false
        if (!both.first) readable.enqueue(branch1.controller, chunk)
        if (!both.second) readable.enqueue(branch2.controller, chunk)
      })
    },
    close() {
      // Not in the standard: a program's last microtasks see both branches readable, as in Node.
      process.nextTick(() => {
        reading = false
        if (!both.first) readable.close(branch1.controller)
        if (!both.second) readable.close(branch2.controller)
        if (!both.first || !both.second) both.done.resolve()
      })
    },
    error() { reading = false },
  }
  const pull = () => {
    if (!reading) {
      reading = true
      read(r, request)
    }
    return kResolved
  }
  branch1 = readable.make(undefined, pull, both.cancelFirst, 1, undefined)
  branch2 = readable.make(undefined, pull, both.cancelSecond, 1, undefined)
  if (s.state === 'errored') r.closing(true, s.error)
  return [branch1.self, branch2.self]
}

function copyOf(chunk) {
  return new Uint8Array(chunk.buffer.slice(chunk.byteOffset, chunk.byteOffset + chunk.byteLength))
}

function teeBytes(s) {
  const bytes = require('internal/webstreams/bytestream')
  const both = cancelling(s)
  let r
  let branch1
  let branch2
  let reading = false
  let again1 = false
  let again2 = false

  function acquireReader(byob) {
    const mine = r = acquire(s, byob, (errored, error) => {
      if (!errored) return
      react(kResolved, () => {
        if (mine !== r) return
        bytes.fail(branch1.controller, error)
        bytes.fail(branch2.controller, error)
        if (!both.first || !both.second) both.done.resolve()
      })
    })
    if (s.state === 'errored') r.closing(true, s.error)
  }

  function switchReader(byob) {
    if (r.byob === byob) return
    releaseReader(r)
    acquireReader(byob)
  }

  function afterChunk() {
    reading = false
    if (again1) pull1()
    else if (again2) pull2()
  }

  // cloneFor returns a copy of the chunk, undefined if there is none and all ends.
  function cloneFor(chunk) {
    try {
      return copyOf(chunk)
    } catch (error) {
      bytes.fail(branch1.controller, error)
      bytes.fail(branch2.controller, error)
      both.done.resolve(cancel(s, error))
      return undefined
    }
  }

  const request = {
    promise: undefined,
    chunk(chunk) {
      react(kResolved, () => {
        again1 = false
        again2 = false
        let second = chunk
        if (!both.first && !both.second) {
          second = cloneFor(chunk)
          if (second === undefined) return
        }
        if (!both.first) bytes.enqueue(branch1.controller, chunk)
        if (!both.second) bytes.enqueue(branch2.controller, second)
        afterChunk()
      })
    },
    close() {
      reading = false
      if (!both.first) bytes.close(branch1.controller)
      if (!both.second) bytes.close(branch2.controller)
      if (branch1.controller.pendingPullIntos.length > 0) bytes.respond(branch1.controller, 0)
      if (branch2.controller.pendingPullIntos.length > 0) bytes.respond(branch2.controller, 0)
      if (!both.first || !both.second) both.done.resolve()
    },
    error() { reading = false },
  }

  function pullInto(view, forSecond) {
    switchReader(true)
    const mine = forSecond ? branch2 : branch1
    const other = forSecond ? branch1 : branch2
    const cancelled = (branch) => branch === branch1 ? both.first : both.second
    bytes.readInto(r, view, 1, {
      promise: undefined,
      chunk(chunk) {
        react(kResolved, () => {
          again1 = false
          again2 = false
          const mineCancelled = cancelled(mine)
          if (!cancelled(other)) {
            const copy = cloneFor(chunk)
            if (copy === undefined) return
            if (!mineCancelled) bytes.respondWithNewView(mine.controller, chunk)
            bytes.enqueue(other.controller, copy)
          } else if (!mineCancelled) {
            bytes.respondWithNewView(mine.controller, chunk)
          }
          afterChunk()
        })
      },
      close(chunk) {
        reading = false
        const mineCancelled = cancelled(mine)
        const otherCancelled = cancelled(other)
        if (!mineCancelled) bytes.close(mine.controller)
        if (!otherCancelled) bytes.close(other.controller)
        if (chunk !== undefined) {
          if (!mineCancelled) bytes.respondWithNewView(mine.controller, chunk)
          if (!otherCancelled && other.controller.pendingPullIntos.length > 0) bytes.respond(other.controller, 0)
        }
        if (!mineCancelled || !otherCancelled) both.done.resolve()
      },
      error() { reading = false },
    })
  }

  function pull(branch, forSecond) {
    reading = true
    const wanted = bytes.byobRequest(branch.controller)
    if (wanted !== null) {
      pullInto(wanted.view, forSecond)
    } else {
      switchReader(false)
      read(r, request)
    }
  }

  function pull1() {
    if (reading) again1 = true
    else pull(branch1, false)
    return kResolved
  }

  function pull2() {
    if (reading) again2 = true
    else pull(branch2, true)
    return kResolved
  }

  acquireReader(false)
  branch1 = bytes.make(pull1, both.cancelFirst)
  branch2 = bytes.make(pull2, both.cancelSecond)
  return [branch1.self, branch2.self]
}

module.exports = { tee }
