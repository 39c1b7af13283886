// Editing the line of a terminal: keys, history, completion, what is drawn.
const readline = require('readline')
const { PassThrough } = require('stream')
const input = new PassThrough()
const output = new PassThrough()
output.columns = 20
let drawn = ''
output.on('data', (data) => { drawn += data })
const rl = readline.createInterface({
  input, output, terminal: true, prompt: '> ', history: ['older', 'oldest'],
  completer: (line) => [['help', 'hello', 'quit'].filter((word) => word.startsWith(line)), line],
})
rl.on('line', (line) => console.log('line', JSON.stringify(line))).on('history', (history) => console.log('history', history.join()))
function type(name, text) {
  rl.write(text)
  show(name)
}
function press(name, ctrl, meta) {
  rl.write(null, { name, ctrl, meta })
  show(name)
}
function show(name) {
  console.log(name, JSON.stringify(rl.line), rl.cursor, JSON.stringify(drawn))
  drawn = ''
}
rl.prompt()
show('prompt')
type('words', 'one two three')
press('left')
press('w', true)
press('a', true)
press('right', false)
press('delete')
press('k', true)
press('y', true)
press('b', false, true)
press('d', false, true)
press('u', true)
press('up')
press('up')
press('down')
press('e', true)
press('backspace')
rl.write('\x1f')
type('wide', '漢字 wraps around the end')
console.log(rl.getCursorPos())
press('return')
press('l', true)
input.write('\u001b[A')
input.write('\u0003')
setImmediate(() => {
  show('closed')
  const keys = new PassThrough()
  readline.emitKeypressEvents(keys)
  keys.on('keypress', (text, key) => console.log(JSON.stringify(text), key.name, key.ctrl, key.meta, key.shift))
  keys.write('aB1\r\n\t\x7f\x1b[A\x1bOP\x1b[3~\x1b[1;5D\x1b[Z\x01\x1bxé漢')
  const screen = new PassThrough()
  console.log(readline.cursorTo(screen, 1, 2), readline.moveCursor(screen, -1, 3), readline.clearLine(screen, 0), readline.clearScreenDown(screen))
  console.log(JSON.stringify(String(screen.read())))
  for (const wrong of [() => readline.cursorTo(screen, 'a'), () => readline.cursorTo(screen, NaN), () => readline.cursorTo(screen, 'a', 1)]) {
    try { console.log(wrong()) } catch (error) { console.log(error.code, error.message) }
  }
  const { Readline } = require('readline/promises')
  new Readline(screen).cursorTo(0).moveCursor(1, -1).clearLine(-1).clearScreenDown().commit().then(() => console.log(JSON.stringify(String(screen.read()))))
})
