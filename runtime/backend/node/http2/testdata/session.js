// Sessions: settings and their acknowledgement, ping, goaway, altsvc, state, windows, time-outs.
const http2 = require('http2')
const seen = []
const server = http2.createServer({ settings: { maxConcurrentStreams: 7, initialWindowSize: 1000 }, remoteCustomSettings: [9999] })
server.on('session', (session) => {
  session.on('ping', (payload) => seen.push(String(payload)))
  session.on('goaway', (code, last, data) => seen.push(code, last, String(data)))
  session.on('error', (error) => seen.push(error.code, error.message))
  session.once('remoteSettings', (settings) => {
    seen.push(settings.enablePush, settings.customSettings[9999])
    session.altsvc('h2=":8000"', 'https://example.org')
  })
  session.on('close', () => server.close(() => console.log(seen.join(' '))))
})
server.listen(0, () => {
  const client = http2.connect('http://localhost:' + server.address().port, { settings: { enablePush: false, customSettings: { 9999: 5 } } })
  client.on('localSettings', (settings) => console.log('local', settings.enablePush, settings.maxConcurrentStreams))
  client.once('remoteSettings', (settings) => {
    console.log('remote', settings.maxConcurrentStreams, settings.initialWindowSize, settings.maxFrameSize)
    console.log(client.state.nextStreamID, client.state.remoteWindowSize, client.state.localWindowSize)
    client.setLocalWindowSize(100000)
    console.log(client.state.effectiveLocalWindowSize, client.pendingSettingsAck)
  })
  client.on('altsvc', (alt, origin, stream) => {
    console.log('altsvc', alt, origin, stream)
    client.ping(Buffer.from('12345678'), (error, duration, payload) => {
      console.log('pong', error, duration > 0, String(payload))
      client.settings({ maxHeaderListSize: 50 }, (error, settings) => {
        console.log('acknowledged', error, settings.maxHeaderListSize)
        client.goaway(2, 0, Buffer.from('bye'))
      })
    })
  })
  client.on('error', (error) => console.log('client error', error.code, error.message))
})
