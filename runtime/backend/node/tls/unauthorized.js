'use strict'

// internal/tls/unauthorized: whether the environment lets any certificate pass. Whatever connects by TLS asks here, so that it is warned of, once.

let warned = false

// allowsUnauthorized is what NODE_TLS_REJECT_UNAUTHORIZED says.
function allowsUnauthorized() {
  if (process.env.NODE_TLS_REJECT_UNAUTHORIZED !== '0') return false
  if (!warned) {
    warned = true
    process.emitWarning("Setting the NODE_TLS_REJECT_UNAUTHORIZED environment variable to '0' makes TLS connections and HTTPS requests insecure by disabling certificate verification.")
  }
  return true
}

module.exports = { allowsUnauthorized }
