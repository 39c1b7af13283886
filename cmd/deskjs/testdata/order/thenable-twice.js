const log = (...x) => console.log(...x)
const noisy = { then(resolve, reject) { resolve(1); resolve(2); reject(3); throw new Error('ignored') } }
Promise.resolve(noisy).then((v) => log('value', v))
const thrower = { then() { throw new Error('then throws') } }
Promise.resolve(thrower).catch((e) => log(e.message))
const getter = { get then() { throw new Error('getter throws') } }
Promise.resolve(getter).catch((e) => log(e.message))
;(async () => { try { await getter } catch (e) { log('awaited', e.message) } })()
;(async () => { const p = Promise.resolve(); Object.defineProperty(p, 'constructor', { get() { throw new Error('constructor throws') } }); try { await p } catch (e) { log('awaited', e.message) } log('went on') })()
Promise.resolve().then(() => log(1)).then(() => log(2)).then(() => log(3))
