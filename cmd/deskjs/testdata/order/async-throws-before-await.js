async function f() { console.log('f'); throw new Error('sync part') }
async function g() { await null; throw new Error('after await') }
f().catch((e) => console.log(e.message))
g().catch((e) => console.log(e.message))
Promise.resolve().then(() => console.log(1)).then(() => console.log(2)).then(() => console.log(3))
