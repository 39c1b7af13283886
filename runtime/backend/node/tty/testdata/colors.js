// getColorDepth and hasColors of environments.
const tty = require('tty')
const { getColorDepth, hasColors } = tty.WriteStream.prototype
const environments = [
  {}, { TERM: 'dumb', COLORTERM: 'truecolor' }, { TERM: 'xterm' }, { TERM: 'xterm-256color' }, { TERM: 'terminator' }, { COLORTERM: '1' },
  { COLORTERM: '24bit' }, { TERM_PROGRAM: 'iTerm.app', TERM_PROGRAM_VERSION: '3.1' }, { TERM_PROGRAM: 'iTerm.app', TERM_PROGRAM_VERSION: '2.0' },
  { TMUX: '1' }, { CI: '1', TRAVIS: '1' }, { CI: '1' }, { TEAMCITY_VERSION: '9.1.0' }, { FORCE_COLOR: '3' }, { FORCE_COLOR: '' },
  { FORCE_COLOR: '0' }, { NO_COLOR: '', TERM: 'xterm' }, { TERM: 'rxvt-unicode-24bit' },
]
if (process.platform !== 'win32') console.log(environments.map((env) => getColorDepth(env)).join())
console.log(hasColors.call(tty.WriteStream.prototype, 16, { FORCE_COLOR: '1' }), hasColors.call(tty.WriteStream.prototype, 256, { FORCE_COLOR: '1' }), hasColors.call(tty.WriteStream.prototype, { FORCE_COLOR: '2' }))
for (const make of [() => new tty.WriteStream(-1), () => tty.ReadStream('a'), () => hasColors(1)]) {
  try { make() } catch (error) { console.log(error.name, error.code, error.message) }
}
console.log(tty.isatty(-1), tty.isatty('0'), tty.isatty(1.5), tty.isatty(999), Object.keys(tty).join())
