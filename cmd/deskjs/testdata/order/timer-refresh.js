// refresh puts a timer behind those of its delay, whatever the clock says.
const log = (x) => console.log(x)
let n = 0
const t = setTimeout(() => {
  log('refreshed')
  const again = setTimeout(() => { log('again ' + n); if (++n < 3) again.refresh() }, 5)
}, 10)
setTimeout(() => log('not refreshed'), 10)
t.refresh()
const gone = setTimeout(() => log('never'), 5)
clearTimeout(gone)
gone.refresh()
log([t.hasRef(), gone._destroyed, typeof +t].join())
