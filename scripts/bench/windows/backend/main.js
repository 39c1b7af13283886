// Opens and closes windows as bench asks it to: GET /COUNT answers with the milliseconds that each took, from its constructor until it has loaded
// and until its first frame.
const http = require('http')
const { once } = require('events')
const { app, BrowserWindow } = require('deskjs')

async function open() {
	const began = performance.now()
	const window = new BrowserWindow({ width: 800, height: 600 })
	const loaded = once(window.webContents, 'did-finish-load').then(() => performance.now() - began)
	window.loadFile('index.html')
	await loaded
	await window.webContents.executeJavaScript('new Promise((done) => requestAnimationFrame(() => setTimeout(done)))')
	return { window, loaded: await loaded, painted: performance.now() - began }
}

async function cycle(count) {
	const times = []
	for (let i = 0; i < count; i++) {
		const { window, loaded, painted } = await open()
		const closed = once(window, 'closed')
		window.close()
		await closed
		times.push({ loaded, painted })
	}
	return times
}

app.whenReady().then(async () => {
	await open() // it stays
	const server = http.createServer((request, response) => {
		cycle(Number(request.url.slice(1))).then((times) => response.end(JSON.stringify(times)), (error) => response.writeHead(500).end(error.stack))
	})
	server.listen(0, '127.0.0.1', () => console.log(`port ${server.address().port}`))
})
