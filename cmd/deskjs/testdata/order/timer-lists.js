// Timers of one delay fire together, even if one of another delay was due between them.
const log = (x) => console.log(x)
const wait = (ms) => { const until = Date.now() + ms; while (Date.now() < until); }
setTimeout(() => log('20 a'), 20)
setTimeout(() => log("25"), 25)
wait(10)
setTimeout(() => log('20 b'), 20)

wait(60)
