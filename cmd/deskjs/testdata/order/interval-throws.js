let n = 0
process.on('uncaughtException', (e) => { console.log('uncaught', e.message); process.nextTick(() => console.log('tick')) })
const i = setInterval(() => { if (++n === 3) clearInterval(i); console.log('interval', n); throw new Error('no ' + n) }, 2)
