// node:worker_threads.

const { isMainThread, SHARE_ENV, resourceLimits, setEnvironmentData, getEnvironmentData, threadId, threadName, Worker,
  postMessageToThread } = require('internal/worker')
const { MessagePort, MessageChannel, BroadcastChannel, markAsUntransferable, isMarkedAsUntransferable, markAsUncloneable,
  moveMessagePortToContext, receiveMessageOnPort } = require('internal/messaging')

module.exports = {
  isMainThread,
  MessagePort,
  MessageChannel,
  markAsUncloneable,
  markAsUntransferable,
  isMarkedAsUntransferable,
  moveMessagePortToContext,
  receiveMessageOnPort,
  resourceLimits,
  postMessageToThread,
  threadId,
  threadName,
  SHARE_ENV,
  Worker,
  parentPort: null,
  workerData: null,
  BroadcastChannel,
  setEnvironmentData,
  getEnvironmentData,
}

if (!isMainThread) {
  const { publicPort, workerData } = require('internal/main/worker_thread').given
  module.exports.parentPort = publicPort ?? null
  module.exports.workerData = workerData
}
