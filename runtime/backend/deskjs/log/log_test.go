package log_test

import (
	"strings"
	"testing"

	"github.com/deskjs/deskjs/runtime/backend/backendtest"
)

// head has the log in an empty folder, with a clock that stands still.
const head = `
	const { log } = require('deskjs')
	const fs = require('fs'), path = require('path')
	log.transports.file.resolvePathFn = ({ fileName }) => path.join(process.cwd(), 'logs', fileName)
	log.hooks.push((message) => ({ ...message, date: new Date(2026, 0, 2, 3, 4, 5, 6) }))
	const file = (name = 'main.log') => fs.readFileSync(path.join('logs', name), 'utf8')
	const show = (act) => { try { console.log(act()) } catch (error) { console.log(error.code) } }
`

func TestLog(t *testing.T) {
	for _, test := range []struct{ name, code, stdout, stderr string }{
		{"levels, scopes and formats", `
			log.info('saved', 5, { a: 1 }); log.error(new TypeError('broken').message); log.scope('db').warn('%d rows', 3)
			log.transports.console.level = 'warn'; log.silly('s'); log.transports.file.level = false; log.error('not in the file'); log.transports.file.level = 'silly'
			log.transports.console.level = false; log.variables.user = 'ann'; log.transports.file.format = '{user} {processType} {level} {nothing} {text}'; log.verbose('x')
			log.transports.file.format = ({ data, level }) => [level, ...data]; log.debug({ b: 2 }); show(file)`,
			`03:04:05.006 › saved 5 { a: 1 }
[2026-01-02 03:04:05.006] [info] saved 5 { a: 1 }
[2026-01-02 03:04:05.006] [error] broken
[2026-01-02 03:04:05.006] [warn] (db) 3 rows
[2026-01-02 03:04:05.006] [silly] s
ann main verbose {nothing} x
debug { b: 2 }`, `03:04:05.006 › broken
03:04:05.006 (db) › 3 rows
03:04:05.006 › not in the file`},
		{"an entry can't look like two", `log.transports.console.level = false; log.info('a\n[2026] [error] b\r\n\x1b[31mred'); show(file)`,
			"[2026-01-02 03:04:05.006] [info] a\n  [2026] [error] b\n  \\x1b[31mred", ""},
		{"files rotate", `log.transports.console.level = false; Object.assign(log.transports.file, { maxSize: 30, maxFiles: 3, format: '{text}' })
			for (let i = 0; i < 10; i++) log.info('line number ' + i)
			show(() => fs.readdirSync('logs').join()); show(() => JSON.stringify(log.transports.file.readAllLogs().map(({ lines }) => lines[0])))
			log.transports.file.maxFiles = 1; log.info('the last line'); log.info('and one'); show(() => JSON.stringify(file()))
			show(() => path.basename(log.transports.file.getFile().path))`,
			`main.1.log,main.2.log,main.log` + "\n" + `["line number 8","line number 6","line number 4"]` + "\n" + `"the last line\nand one\n"` + "\nmain.log", ""},
		{"hooks, transports and other logs", `log.transports.console.level = false; log.hooks.push((message, transport, name) => name === 'file' && message.data[0] === 'secret' ? false : message)
			log.transports.own = Object.assign(({ data, level }) => console.log('own', level, ...data), { level: 'info' }); log.info('secret'); log.debug('more')
			const other = log.create({ logId: 'other' }); other.transports.file.resolvePathFn = log.transports.file.resolvePathFn; other.transports.console.level = false; other.info('x')
			show(file); show(() => file('other.log').endsWith('x\n')); const { info } = log.functions; delete log.transports.own; info('y'); show(() => file().endsWith('y\n'))`,
			"own info secret\n[2026-01-02 03:04:05.006] [debug] more\n\ntrue\ntrue", ""},
		{"what nobody catches", `log.transports.console.level = false; log.errorHandler.startCatching({ onError: ({ error, origin }) => { console.log(origin, error.message); return error.message !== 'b' } })
			setTimeout(() => { throw new Error('a') }); setTimeout(() => { throw new Error('b') }, 1); setTimeout(() => { Promise.reject(new Error('c')) }, 2)
			setTimeout(() => show(() => file().split('\n').filter((line) => line.startsWith('[')).join('\n')), 4)`,
			"uncaughtException a\nuncaughtException b\nunhandledRejection c\n[2026-01-02 03:04:05.006] [error] Unhandled Error: a\n[2026-01-02 03:04:05.006] [error] Unhandled rejection Error: c", ""},
		{"mistakes", `const { file: disk, console: terminal } = log.transports; show(() => disk.level = 'loud'); show(() => disk.fileName = '../x'); show(() => terminal.format = 5); show(() => disk.maxSize = -1)
			show(() => log.scope(5)); show(() => log.create({})); terminal.level = false; disk.resolvePathFn = () => '/dev/null/x/y.log'; process.on('warning', ({ message }) => console.log(message)); log.info('a'); log.info('b')`,
			`ERR_INVALID_ARG_VALUE
ERR_INVALID_ARG_VALUE
ERR_INVALID_ARG_TYPE
ERR_OUT_OF_RANGE
ERR_INVALID_ARG_TYPE
ERR_INVALID_ARG_TYPE
The log can't be written to its file: ENOTDIR: not a directory, mkdir '/dev/null/x'`, ""},
		{"a plain script has no file", `log.transports.file.resolvePathFn = undefined; log.info('x')`, "03:04:05.006 › x", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			result := backendtest.RunCode(".", head+test.code)
			if got := strings.TrimSpace(result.Stdout); result.Code != 0 || got != test.stdout {
				t.Errorf("exit code %d, stdout\n%s\nwant\n%s\nstderr\n%s", result.Code, got, test.stdout, result.Stderr)
			}
			if got := strings.TrimSpace(result.Stderr); got != test.stderr && !strings.Contains(got, "LogWarning") {
				t.Errorf("stderr\n%s\nwant\n%s", got, test.stderr)
			}
		})
	}
}
