'use strict'

// What happens in a handshake, told to the program, and what the program answers. A TLSWrap calls these; its owner is the TLSSocket.

const { codes: { ERR_MULTIPLE_CALLBACK, ERR_SOCKET_CLOSED, ERR_TLS_ALPN_CALLBACK_INVALID_RESULT } } = require('internal/errors')

const kALPNCallback = Symbol('alpncallback')
const kIsVerified = Symbol('verified')
const kPendingSession = Symbol('pendingSession')

// once makes the callback that a program may call once: answered is called if nothing has failed.
function once(socket, answered) {
  let called = false
  return (error, value) => {
    if (called) return socket.destroy(new ERR_MULTIPLE_CALLBACK())
    called = true
    if (error) return socket.destroy(error)
    if (socket._handle === null) return socket.destroy(new ERR_SOCKET_CLOSED())
    answered(value)
  }
}

function onhandshakedone() {
  const { owner } = this
  // A listener of 'newSession' has not answered yet.
  if (owner._newSessionPending) {
    owner._securePending = true
    return
  }
  owner._finishInit()
}

function onresumesession(id) {
  const { owner } = this
  if (!owner.server || !owner.server.emit('resumeSession', id, once(owner, (session) => this.loadSession(session)))) this.loadSession(undefined)
}

function oncertcb(info) {
  const { owner } = this
  const { servername } = info
  if (servername) owner.servername = servername
  if (!servername || !owner._SNICallback) return requestOCSP(owner, info)
  try {
    owner._SNICallback(servername, once(owner, (context) => {
      if (context) owner._handle.sni_context = context.context || context
      requestOCSP(owner, info)
    }))
  } catch (error) {
    owner.destroy(error)
  }
}

function requestOCSP(socket, info) {
  if (!info.OCSPRequest || !socket.server) return requestOCSPDone(socket)
  let context = socket._handle.sni_context || socket.server._sharedCreds
  if (!context) return requestOCSPDone(socket)
  if (context.context) context = context.context
  if (socket.server.listenerCount('OCSPRequest') === 0) return requestOCSPDone(socket)
  socket.server.emit('OCSPRequest', context.getCertificate(), context.getIssuer(), once(socket, (response) => {
    if (response) socket._handle.setOCSPResponse(response)
    requestOCSPDone(socket)
  }))
}

function requestOCSPDone(socket) {
  try {
    socket._handle.certCbDone()
  } catch (error) {
    socket.destroy(error)
  }
}

// callALPNCallback returns the protocol, undefined for none.
function callALPNCallback(servername, protocols) {
  const socket = this.owner
  try {
    const selected = socket[kALPNCallback]({ servername: servername || false, protocols })
    if (selected === undefined) return undefined
    if (!protocols.includes(selected)) throw new ERR_TLS_ALPN_CALLBACK_INVALID_RESULT(selected, protocols)
    return selected
  } catch (error) {
    socket.destroy(error)
    return undefined
  }
}

function onnewsessionclient(id, session) {
  const { owner } = this
  if (owner[kIsVerified]) owner.emit('session', session)
  else owner[kPendingSession] = session
}

function onnewsession(id, session) {
  const { owner } = this
  if (!owner.server) return this.newSessionDone()
  let called = false
  const done = () => {
    if (called) return
    called = true
    if (owner._handle === null) return owner.destroy(new ERR_SOCKET_CLOSED())
    this.newSessionDone()
    owner._newSessionPending = false
    if (owner._securePending) owner._finishInit()
    owner._securePending = false
  }
  owner._newSessionPending = true
  if (!owner.server.emit('newSession', id, session, done)) done()
}

function onkeylog(line) { this.owner.emit('keylog', line) }

function onocspresponse(response) { this.owner.emit('OCSPResponse', response) }

function onerror(error) {
  const { owner } = this
  if (owner._hadError) return
  owner._hadError = true
  if (this.isServer && owner.servername === null) owner.servername = this.getServername()
  if (!owner._secureEstablished) {
    // A listener of 'tlsClientError' still finds the socket.
    owner._closeAfterHandlingError = true
    owner.destroy(error)
  } else if (owner._tlsOptions?.isServer && owner._rejectUnauthorized && error.message.includes('peer did not return a certificate')) {
    owner.destroy()
  } else {
    owner._emitTLSError(error)
  }
}

module.exports = {
  kALPNCallback, kIsVerified, kPendingSession,
  onhandshakedone, onresumesession, oncertcb, callALPNCallback, onnewsessionclient, onnewsession, onkeylog, onocspresponse, onerror,
}
