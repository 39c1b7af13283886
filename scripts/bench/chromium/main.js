// The peer on Chromium with Node: a server of the page's files, and a browser that shows them in windows without its own buttons.
const http = require('node:http')
const fs = require('node:fs')
const path = require('node:path')
const { spawn } = require('node:child_process')

const [browser, folder, profile, windows] = process.argv.slice(2)
const types = { '.html': 'text/html', '.css': 'text/css', '.js': 'text/javascript' }

const server = http.createServer((request, response) => {
	const name = path.basename(request.url) || 'index.html'
	fs.readFile(path.join(folder, name), (error, text) => {
		response.writeHead(error ? 404 : 200, { 'Content-Type': types[path.extname(name)] ?? 'text/plain' })
		response.end(text)
	})
})
server.listen(0, '127.0.0.1', () => {
	const flags = ['--app=http://127.0.0.1:' + server.address().port + '/', '--user-data-dir=' + profile, '--window-size=900,650', '--no-first-run',
		'--no-default-browser-check', '--disable-extensions', '--disable-background-networking', '--disable-component-update', '--disable-sync']
	if (process.getuid() === 0) flags.push('--no-sandbox')
	const first = spawn(browser, flags, { stdio: 'ignore' })
	first.on('exit', () => process.exit())
	process.on('SIGTERM', () => first.kill())
	// The others are asked of the one that runs. It has a window by then.
	for (let i = 1; i < Number(windows); i++) setTimeout(() => spawn(browser, flags, { stdio: 'ignore' }), 3000 + 500 * i)
})
