// Readable's pipe and unpipe, loaded when a stream is first piped.

const { prependListener } = require('internal/streams/legacy')
const { errorOrDestroy } = require('internal/streams/destroy')
const { kMultiAwaitDrain, kEndEmitted, kFlowing, kDataListening } = require('internal/streams/readable-state')

function pipe(src, dest, pipeOpts) {
  const state = src._readableState

  if (state.pipes.length === 1) {
    if ((state.state & kMultiAwaitDrain) === 0) {
      state.state |= kMultiAwaitDrain
      state.awaitDrainWriters = new Set(
        state.awaitDrainWriters ? [state.awaitDrainWriters] : [],
      )
    }
  }

  state.pipes.push(dest)

  const doEnd = (!pipeOpts || pipeOpts.end !== false) &&
              dest !== process.stdout &&
              dest !== process.stderr

  const endFn = doEnd ? onend : unpipe
  if ((state.state & kEndEmitted) !== 0)
    process.nextTick(endFn)
  else
    src.once('end', endFn)

  dest.on('unpipe', onunpipe)
  function onunpipe(readable, unpipeInfo) {
    if (readable === src) {
      if (unpipeInfo && unpipeInfo.hasUnpiped === false) {
        unpipeInfo.hasUnpiped = true
        cleanup()
      }
    }
  }

  function onend() {
    dest.end()
  }

  let ondrain

  let cleanedUp = false
  function cleanup() {
    // Cleanup event handlers once the pipe is broken.
    dest.removeListener('close', onclose)
    dest.removeListener('finish', onfinish)
    if (ondrain) {
      dest.removeListener('drain', ondrain)
    }
    dest.removeListener('error', onerror)
    dest.removeListener('unpipe', onunpipe)
    src.removeListener('end', onend)
    src.removeListener('end', unpipe)
    src.removeListener('data', ondata)

    cleanedUp = true

    // If the reader is waiting for a drain event from this
    // specific writer, then it would cause it to never start
    // flowing again.
    // So, if this is awaiting a drain, then we just call it now.
    // If we don't know, then assume that we are waiting for one.
    if (ondrain && state.awaitDrainWriters &&
        (!dest._writableState || dest._writableState.needDrain))
      ondrain()
  }

  function pause() {
    // If the user unpiped during `dest.write()`, it is possible
    // to get stuck in a permanently paused state if that write
    // also returned false.
    // => Check whether `dest` is still a piping destination.
    if (!cleanedUp) {
      if (state.pipes.length === 1 && state.pipes[0] === dest) {
        state.awaitDrainWriters = dest
        state.state &= ~kMultiAwaitDrain
      } else if (state.pipes.length > 1 && state.pipes.includes(dest)) {
        state.awaitDrainWriters.add(dest)
      }
      src.pause()
    }
    if (!ondrain) {
      // When the dest drains, it reduces the awaitDrain counter
      // on the source.  This would be more elegant with a .once()
      // handler in flow(), but adding and removing repeatedly is
      // too slow.
      ondrain = pipeOnDrain(src, dest)
      dest.on('drain', ondrain)
    }
  }

  src.on('data', ondata)
  function ondata(chunk) {
    const ret = dest.write(chunk)
    if (ret === false) {
      pause()
    }
  }

  // If the dest has an error, then stop piping into it.
  // However, don't suppress the throwing behavior for this.
  function onerror(er) {
    unpipe()
    dest.removeListener('error', onerror)
    if (dest.listenerCount('error') === 0) {
      const s = dest._writableState || dest._readableState
      if (s && !s.errorEmitted) {
        // User incorrectly emitted 'error' directly on the stream.
        errorOrDestroy(dest, er)
      } else {
        dest.emit('error', er)
      }
    }
  }

  // Make sure our error handler is attached before userland ones.
  prependListener(dest, 'error', onerror)

  // Both close and finish should trigger unpipe, but only once.
  function onclose() {
    dest.removeListener('finish', onfinish)
    unpipe()
  }
  dest.once('close', onclose)
  function onfinish() {
    dest.removeListener('close', onclose)
    unpipe()
  }
  dest.once('finish', onfinish)

  function unpipe() {
    src.unpipe(dest)
  }

  // Tell the dest that it's being piped to.
  dest.emit('pipe', src)

  // Start the flow if it hasn't been started already.

  if (dest.writableNeedDrain === true) {
    pause()
  } else if ((state.state & kFlowing) === 0) {
    src.resume()
  }

  return dest
}

function pipeOnDrain(src, dest) {
  return function pipeOnDrainFunctionResult() {
    const state = src._readableState

    // `ondrain` will call directly,
    // `this` maybe not a reference to dest,
    // so we use the real dest here.
    if (state.awaitDrainWriters === dest) {
      state.awaitDrainWriters = null
    } else if ((state.state & kMultiAwaitDrain) !== 0) {
      state.awaitDrainWriters.delete(dest)
    }

    if ((!state.awaitDrainWriters || state.awaitDrainWriters.size === 0) &&
      (state.state & kDataListening) !== 0) {
      src.resume()
    }
  }
}

function unpipe(src, dest) {
  const state = src._readableState
  const unpipeInfo = { hasUnpiped: false }

  // If we're not piping anywhere, then do nothing.
  if (state.pipes.length === 0)
    return src

  if (!dest) {
    // remove all.
    const dests = state.pipes
    state.pipes = []
    src.pause()

    for (let i = 0; i < dests.length; i++)
      dests[i].emit('unpipe', src, { hasUnpiped: false })
    return src
  }

  // Try to find the right one.
  const index = state.pipes.indexOf(dest)
  if (index === -1)
    return src

  state.pipes.splice(index, 1)
  if (state.pipes.length === 0)
    src.pause()

  dest.emit('unpipe', src, unpipeInfo)

  return src
}

module.exports = { pipe, unpipe }
