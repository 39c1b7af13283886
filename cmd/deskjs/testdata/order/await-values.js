const log = (x) => console.log(x)
async function value() { await 1; log('value 1'); await 2; log('value 2'); await 3; log('value 3') }
async function native() { await Promise.resolve(); log('native 1'); await Promise.resolve(); log('native 2') }
async function thenable() { await { then(r) { log('then called'); r() } }; log('thenable 1'); await { then(r) { r() } }; log('thenable 2') }
async function returns() { return Promise.resolve() }
async function inner() { await returns(); log('returned promise') }
value(); native(); thenable(); inner()
Promise.resolve().then(() => log('then 1')).then(() => log('then 2')).then(() => log('then 3')).then(() => log('then 4')).then(() => log('then 5'))
log('main')
