'use strict'

// What the parts of http2 keep on sessions and streams.

const kMaxFrameSize = 2 ** 24 - 1
const kMaxInt = 2 ** 32 - 1
const kMaxInitialWindowSize = 2 ** 31 - 1
const kMaxStreams = 2 ** 32 - 1
const kMaxALTSVC = 2 ** 14 - 2

module.exports = {
  kMaxFrameSize,
  kMaxInt,
  kMaxInitialWindowSize,
  kMaxStreams,
  kMaxALTSVC,
  kAfterAsyncWrite: Symbol('kAfterAsyncWrite'),
  kAlpnProtocol: Symbol('alpnProtocol'),
  kAuthority: Symbol('authority'),
  kBoundSession: Symbol('kBoundSession'),
  kEncrypted: Symbol('encrypted'),
  kHandle: Symbol('kHandle'),
  kID: Symbol('id'),
  kInit: Symbol('init'),
  kInfoHeaders: Symbol('sent-info-headers'),
  kLocalSettings: Symbol('local-settings'),
  kMaybeDestroy: Symbol('kMaybeDestroy'),
  kOptions: Symbol('options'),
  kOrigin: Symbol('origin'),
  kOwner: Symbol('owner_symbol'),
  kPendingRequestCalls: Symbol('kPendingRequestCalls'),
  kProceed: Symbol('proceed'),
  kProtocol: Symbol('protocol'),
  kProxySocket: Symbol('proxySocket'),
  kRemoteSettings: Symbol('remote-settings'),
  kRequest: Symbol('request'),
  kRequestAsyncResource: Symbol('requestAsyncResource'),
  kSelectPadding: Symbol('select-padding'),
  kSensitiveHeaders: Symbol('sensitiveHeaders'),
  kSentHeaders: Symbol('sent-headers'),
  kSentTrailers: Symbol('sent-trailers'),
  kServer: Symbol('server'),
  kSession: Symbol('kSession'),
  kSocket: Symbol('socket'),
  kState: Symbol('state'),
  kTimeout: Symbol('timeout'),
  kType: Symbol('type'),
  kUpdateTimer: Symbol('kUpdateTimer'),
  kWriteGeneric: Symbol('write-generic'),
  STREAM_FLAGS_PENDING: 0x0,
  STREAM_FLAGS_READY: 0x1,
  STREAM_FLAGS_CLOSED: 0x2,
  STREAM_FLAGS_HEADERS_SENT: 0x4,
  STREAM_FLAGS_HEAD_REQUEST: 0x8,
  STREAM_FLAGS_ABORTED: 0x10,
  STREAM_FLAGS_HAS_TRAILERS: 0x20,
  SESSION_FLAGS_PENDING: 0x0,
  SESSION_FLAGS_READY: 0x1,
  SESSION_FLAGS_CLOSED: 0x2,
  SESSION_FLAGS_DESTROYED: 0x4,
}
