class Mine extends Promise {}
const log = (x) => console.log(x)
async function f() { await Mine.resolve(); log('await of a subclass') ; await new Mine((r) => r()); log('and again') }
Mine.resolve().then(() => log('mine 1')).then(() => log('mine 2')).then(() => log('mine 3'))
f()
Promise.resolve().then(() => log(1)).then(() => log(2)).then(() => log(3)).then(() => log(4)).then(() => log(5))
const fake = { constructor: Promise, then(resolve) { log('fake then'); resolve('fake') } }
Promise.resolve(fake).then(log)
new Promise((r) => r(fake)).then((v) => log('again ' + v))
;(async () => log('awaited ' + await fake))()
