const log = (x) => console.log(x)
let n = 0
const t = setTimeout(() => {
  log('refreshed')
  const again = setTimeout(() => { log('again ' + n); if (++n < 3) again.refresh() }, 5)
}, 20)
setTimeout(() => { t.refresh(); log('refresh') }, 10)
const gone = setTimeout(() => log('never'), 5)
clearTimeout(gone)
gone.refresh()
log([t.hasRef(), gone._destroyed, typeof +t].join())
