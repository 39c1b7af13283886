// Text encrypted with a key that the system keeps, after Electron's safeStorage. The key stays in the host.

const native = require('internal/deskjs/native')
const { validateBoolean, validateString } = require('internal/validators')
const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors')

function validateEncrypted(encrypted) {
  if (!(encrypted instanceof Uint8Array)) throw new ERR_INVALID_ARG_TYPE('encrypted', ['Buffer', 'Uint8Array'], encrypted)
}

function plain(plainText) {
  validateString(plainText, 'plainText')
  return Buffer.from(plainText)
}

// An answer without bytes is its value alone.
const decrypted = (answer) => (typeof answer === 'boolean' ?
  { shouldReEncrypt: answer, result: '' } :
  { shouldReEncrypt: answer.value, result: answer.bytes.toString() })

const safeStorage = {
  isEncryptionAvailable() { return native.call('secret.available').available },

  async isAsyncEncryptionAvailable() { return (await native.ask('secret.available')).available },

  encryptString(plainText) { return native.call('secret.encrypt', undefined, plain(plainText)).bytes },

  async encryptStringAsync(plainText) { return (await native.ask('secret.encrypt', undefined, plain(plainText))).bytes },

  decryptString(encrypted) {
    validateEncrypted(encrypted)
    return decrypted(native.call('secret.decrypt', undefined, encrypted)).result
  },

  async decryptStringAsync(encrypted) {
    validateEncrypted(encrypted)
    return decrypted(await native.ask('secret.decrypt', undefined, encrypted))
  },

  setUsePlainTextEncryption(usePlainText) {
    validateBoolean(usePlainText, 'usePlainText')
    native.call('secret.plain', usePlainText)
  },

  getSelectedStorageBackend() {
    if (process.platform === 'linux') return native.call('secret.available').backend
    throw Object.assign(new Error('safeStorage.getSelectedStorageBackend is not supported here: it exists on Linux only, where there are several'),
      { code: 'ERR_NOT_SUPPORTED' })
  },
}

module.exports = { safeStorage }
