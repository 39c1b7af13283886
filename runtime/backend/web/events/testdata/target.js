// EventTarget and its events.
const target = new EventTarget()
const listener = (event) => console.log(event.type, event.target === target, event.currentTarget === target, event.eventPhase)
target.addEventListener('x', listener)
target.addEventListener('x', listener)
target.addEventListener('x', { handleEvent(event) { console.log('object', event.detail) } }, { once: true })
target.addEventListener('x', (event) => event.preventDefault())
const event = new CustomEvent('x', { detail: 4, cancelable: true })
console.log(target.dispatchEvent(event), event.defaultPrevented, event.currentTarget, event.eventPhase)
console.log(target.dispatchEvent(new Event('x')))
target.removeEventListener('x', listener)
target.addEventListener('y', (event) => { console.log('one'); event.stopImmediatePropagation() })
target.addEventListener('y', () => console.log('never'))
target.dispatchEvent(new Event('y'))
const controller = new AbortController()
target.addEventListener('z', () => console.log('never'), { signal: controller.signal })
controller.abort()
target.dispatchEvent(new Event('z'))
for (const call of [() => new Event(), () => target.addEventListener('x'), () => target.addEventListener('x', 5),
  () => target.dispatchEvent({}), () => Event.prototype.type, () => EventTarget.prototype.addEventListener.call({}, 'x', listener)]) {
  try {
    call()
  } catch (error) {
    console.log(error.name, error.code, error.message)
  }
}
console.log(Event.AT_TARGET, Object.keys(Event.prototype).length, String(event), String(target))
process.on('uncaughtException', (error) => console.log('uncaught', error.message))
target.addEventListener('throws', () => { throw new Error('of a listener') })
target.addEventListener('throws', async () => { throw new Error('of an async listener') })
target.addEventListener('throws', () => console.log('still called'))
target.dispatchEvent(new Event('throws'))
