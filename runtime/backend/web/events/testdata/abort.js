// AbortController, AbortSignal and DOMException.
const controller = new AbortController()
const { signal } = controller
signal.onabort = (event) => console.log('onabort', event.isTrusted)
signal.addEventListener('abort', () => console.log('abort', signal.reason.name, signal.reason.code, signal.reason.message))
const any = AbortSignal.any([signal, new AbortController().signal])
any.addEventListener('abort', () => console.log('any', any.reason === signal.reason))
console.log(signal.aborted, signal.reason)
controller.abort()
controller.abort('again')
try {
  signal.throwIfAborted()
} catch (error) {
  console.log(error === signal.reason, error instanceof DOMException, error instanceof Error, String(error))
}
console.log(AbortSignal.abort('reason').reason, AbortSignal.any([signal]).aborted, controller, signal)
const timeout = AbortSignal.timeout(1)
timeout.addEventListener('abort', () => console.log(timeout.reason.name, timeout.reason.message))
setTimeout(() => {}, 20)
for (const call of [() => new AbortSignal(), () => AbortSignal.timeout('x'), () => AbortSignal.any([5])]) {
  try {
    call()
  } catch (error) {
    console.log(error.name, error.code)
  }
}
const exception = new DOMException('message', { name: 'DataCloneError', cause: 1 })
console.log(exception.code, exception.cause, DOMException.ABORT_ERR, exception.INVALID_STATE_ERR, new DOMException().name)
