// The class and its functions, without a program.
process.removeAllListeners('warning')
const { WASI } = require('wasi')
const wasi = new WASI({ version: 'preview1', args: ['program', 'ä'], env: { A: 1, B: undefined } })
const show = (f) => {
  try {
    console.log(f())
  } catch (error) {
    console.log(error.code, error.message)
  }
}
const { wasiImport } = wasi
console.log(Object.keys(wasiImport).map((name) => `${wasiImport[name].name} ${wasiImport[name].length}`).join())
show(() => wasiImport.fd_write(1, 0, 0, 0))
show(() => wasiImport.fd_write(1))
show(() => wasi.start({ exports: { _start() {}, memory: {} } }))
const memory = new WebAssembly.Memory({ initial: 1 })
const other = new WASI({ version: 'preview1', args: ['program', 'ä'], env: { A: 1, B: undefined } })
console.log(other.start({ exports: { memory, _start: () => other.wasiImport.proc_exit(7) } }))
const call = (name, ...args) => other.wasiImport[name](...args)
const view = () => new DataView(memory.buffer)
console.log(call('args_sizes_get', 0, 4), view().getUint32(0, true), view().getUint32(4, true))
console.log(call('args_get', 0, 16), Buffer.from(memory.buffer, view().getUint32(4, true), 3))
console.log(call('environ_sizes_get', 0, 4), view().getUint32(0, true), view().getUint32(4, true))
console.log(call('random_get', 65530, 100), call('clock_time_get', 9, 0n, 0), call('clock_time_get', 0, 0n, 0), call('fd_close', 99))
console.log(call('fd_prestat_get', 3, 0), call('path_open', 3, 0, 0, 0, 0, 0n, 0n, 0, 0), call('fd_seek', 1, 1n, 9, 0), call('fd_read', 0, 0, 0, 'x'))
show(() => other.start({ exports: {} }))
show(() => new WASI({ version: 'x' }))
show(() => new WASI({}))
show(() => new WASI({ version: 'preview1', preopens: { '/x': '/does/not/exist' } }))
const unstable = new WASI({ version: 'unstable' })
console.log(Object.keys(unstable.getImportObject()), unstable.getImportObject().wasi_unstable === unstable.wasiImport)
