'use strict'

// The channels of diagnostics_channel that tell of streams.

const { channel } = require('diagnostics_channel')

const client = channelsOf('http2.client.stream.')
const server = channelsOf('http2.server.stream.')

function channelsOf(prefix) {
  return {
    created: channel(prefix + 'created'),
    start: channel(prefix + 'start'),
    error: channel(prefix + 'error'),
    finish: channel(prefix + 'finish'),
    close: channel(prefix + 'close'),
  }
}

// began tells of a stream that is there at once.
function began(channels, stream, headers) {
  if (channels.created.hasSubscribers) channels.created.publish({ stream, headers })
  if (channels.start.hasSubscribers) channels.start.publish({ stream, headers })
}

module.exports = { client, server, began }
