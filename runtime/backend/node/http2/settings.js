'use strict'

// What sessions' settings are called and may be.

const process = require('process')
const { assertIsObject, assertWithinRange } = require('internal/http2/checks')
const { codes: { ERR_HTTP2_INVALID_SETTING_VALUE, ERR_HTTP2_TOO_MANY_CUSTOM_SETTINGS } } = require('internal/errors')
const {
  NGHTTP2_SETTINGS_ENABLE_CONNECT_PROTOCOL, NGHTTP2_SETTINGS_ENABLE_PUSH, NGHTTP2_SETTINGS_HEADER_TABLE_SIZE,
  NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, NGHTTP2_SETTINGS_MAX_FRAME_SIZE,
  NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE, __proto__,
} = require('internal/http2/constants')
const { kMaxFrameSize, kMaxInitialWindowSize, kMaxInt, kMaxStreams } = require('internal/http2/symbols')

const MAX_ADDITIONAL_SETTINGS = 10
const DEFAULT_HEADER_LIST_SIZE = 65535

function getDefaultSettings() {
  return {
    __proto__: null,
    headerTableSize: 4096,
    enablePush: true,
    initialWindowSize: 65535,
    maxFrameSize: 16384,
    maxConcurrentStreams: kMaxStreams,
    maxHeaderSize: DEFAULT_HEADER_LIST_SIZE,
    maxHeaderListSize: DEFAULT_HEADER_LIST_SIZE,
    enableConnectProtocol: false,
  }
}

function getSettings(handle, remote) {
  const list = handle.currentSettings(remote)
  const settings = {
    headerTableSize: list[0],
    enablePush: list[1],
    initialWindowSize: list[2],
    maxFrameSize: list[3],
    maxConcurrentStreams: list[4],
    maxHeaderListSize: list[5],
    maxHeaderSize: list[5],
    enableConnectProtocol: list[6],
  }
  if (list.length > 7) {
    settings.customSettings = {}
    for (let i = 7; i < list.length; i += 2) settings.customSettings[list[i]] = list[i + 1]
  }
  return settings
}

// settingsList is [id, value, ...] of what settings says, in the order in which they are sent.
function settingsList(settings) {
  const values = new Map()
  const custom = new Map()
  if (typeof settings.customSettings === 'object') {
    for (const setting in settings.customSettings) {
      const value = settings.customSettings[setting]
      if (typeof value !== 'number') continue
      const id = Number(setting)
      if (!(id > 0 && id <= 0xffff)) throw new ERR_HTTP2_INVALID_SETTING_VALUE.RangeError('Range Error', id, 0, 0xffff)
      if (!(value > 0 && value <= kMaxInt)) throw new ERR_HTTP2_INVALID_SETTING_VALUE.RangeError('Range Error', value, 0, kMaxInt)
      // In Node the numbers of its own table, which are not the protocol's, are taken for it.
      if (id < kOrder.length) {
        values.set(kIndexes[id], value)
        continue
      }
      if (!custom.has(id) && custom.size === MAX_ADDITIONAL_SETTINGS) throw new ERR_HTTP2_TOO_MANY_CUSTOM_SETTINGS()
      custom.set(id, value)
    }
  }
  const set = (id, value) => { if (typeof value === 'number') values.set(id, value) }
  set(NGHTTP2_SETTINGS_HEADER_TABLE_SIZE, settings.headerTableSize)
  set(NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, settings.maxConcurrentStreams)
  set(NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, settings.initialWindowSize)
  set(NGHTTP2_SETTINGS_MAX_FRAME_SIZE, settings.maxFrameSize)
  if (typeof settings.maxHeaderListSize === 'number' || typeof settings.maxHeaderSize === 'number') {
    if (settings.maxHeaderSize !== undefined && settings.maxHeaderSize !== settings.maxHeaderListSize) {
      process.emitWarning('settings.maxHeaderSize overwrite settings.maxHeaderListSize')
      values.set(NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE, settings.maxHeaderSize)
    } else {
      values.set(NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE, settings.maxHeaderListSize)
    }
  }
  if (typeof settings.enablePush === 'boolean') values.set(NGHTTP2_SETTINGS_ENABLE_PUSH, Number(settings.enablePush))
  if (typeof settings.enableConnectProtocol === 'boolean') {
    values.set(NGHTTP2_SETTINGS_ENABLE_CONNECT_PROTOCOL, Number(settings.enableConnectProtocol))
  }
  const list = []
  for (let i = 0; i < kOrder.length; i++) {
    if (values.has(kOrder[i])) list.push(kOrder[i], values.get(kOrder[i]))
  }
  custom.forEach((value, id) => list.push(id, value))
  return list
}

const kOrder = [
  NGHTTP2_SETTINGS_HEADER_TABLE_SIZE, NGHTTP2_SETTINGS_ENABLE_PUSH, NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE,
  NGHTTP2_SETTINGS_MAX_FRAME_SIZE, NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE, NGHTTP2_SETTINGS_ENABLE_CONNECT_PROTOCOL,
]
const kIndexes = [
  NGHTTP2_SETTINGS_HEADER_TABLE_SIZE, NGHTTP2_SETTINGS_ENABLE_PUSH, NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, NGHTTP2_SETTINGS_MAX_FRAME_SIZE,
  NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE, NGHTTP2_SETTINGS_ENABLE_CONNECT_PROTOCOL,
]

function checkRemoteCustomSettings(list) {
  if (list.length > MAX_ADDITIONAL_SETTINGS) throw new ERR_HTTP2_TOO_MANY_CUSTOM_SETTINGS()
  for (let i = 0; i < list.length; i++) {
    const id = list[i]
    if (typeof id !== 'number' || id > 0xffff || id < 0) throw new ERR_HTTP2_INVALID_SETTING_VALUE.RangeError('Range Error', id, 0, 0xffff)
  }
}

function getSessionState(handle) {
  const list = handle.state()
  return {
    effectiveLocalWindowSize: list[0],
    effectiveRecvDataLength: list[1],
    nextStreamID: list[2],
    localWindowSize: list[3],
    lastProcStreamID: list[4],
    remoteWindowSize: list[5],
    outboundQueueSize: list[6],
    deflateDynamicTableSize: list[7],
    inflateDynamicTableSize: list[8],
  }
}

function getStreamState(handle) {
  const list = handle.state()
  return {
    state: list[0],
    weight: list[1],
    sumDependencyWeight: list[2],
    localClose: list[3],
    remoteClose: list[4],
    localWindowSize: list[5],
  }
}

function validateSettings(settings) {
  if (settings === undefined) return
  assertIsObject(settings.customSettings, 'customSettings', 'Number')
  if (settings.customSettings) {
    const entries = Object.entries(settings.customSettings)
    if (entries.length > MAX_ADDITIONAL_SETTINGS) throw new ERR_HTTP2_TOO_MANY_CUSTOM_SETTINGS()
    for (const { 0: key, 1: value } of entries) {
      assertWithinRange('customSettings:id', Number(key), 0, 0xffff)
      assertWithinRange('customSettings:value', Number(value), 0, kMaxInt)
    }
  }

  assertWithinRange('headerTableSize', settings.headerTableSize, 0, kMaxInt)
  assertWithinRange('initialWindowSize', settings.initialWindowSize, 0, kMaxInitialWindowSize)
  assertWithinRange('maxFrameSize', settings.maxFrameSize, 16384, kMaxFrameSize)
  assertWithinRange('maxConcurrentStreams', settings.maxConcurrentStreams, 0, kMaxStreams)
  assertWithinRange('maxHeaderListSize', settings.maxHeaderListSize, 0, kMaxInt)
  assertWithinRange('maxHeaderSize', settings.maxHeaderSize, 0, kMaxInt)
  if (settings.enablePush !== undefined && typeof settings.enablePush !== 'boolean') {
    throw new ERR_HTTP2_INVALID_SETTING_VALUE('enablePush', settings.enablePush)
  }
  if (settings.enableConnectProtocol !== undefined && typeof settings.enableConnectProtocol !== 'boolean') {
    throw new ERR_HTTP2_INVALID_SETTING_VALUE('enableConnectProtocol', settings.enableConnectProtocol)
  }
}

module.exports = {
  MAX_ADDITIONAL_SETTINGS,
  getDefaultSettings,
  getSettings,
  settingsList,
  checkRemoteCustomSettings,
  getSessionState,
  getStreamState,
  validateSettings,
}
