// stream/promises.

const { isIterable, isNodeStream, isWebStream } = require('internal/streams/utils')


function pipeline(...streams) {
  return new Promise((resolve, reject) => {
    let signal
    let end
    const lastArg = streams[streams.length - 1]
    if (lastArg && typeof lastArg === 'object' &&
        !isNodeStream(lastArg) && !isIterable(lastArg) && !isWebStream(lastArg)) {
      const options = streams.pop()
      signal = options.signal
      end = options.end
    }

    require('internal/streams/pipeline').pipelineImpl(streams, (err, value) => {
      if (err) {
        reject(err)
      } else {
        resolve(value)
      }
    }, { signal, end })
  })
}

function finished(stream, opts) {
  return require('internal/streams/end-of-stream').finished(stream, opts)
}

module.exports = { finished, pipeline }
