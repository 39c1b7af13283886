//go:build linux

package test

import "testing"

// electronApp talks as an app written for Electron does: a preload script gives its page what it chooses.
func electronApp(t *testing.T) *page {
	t.Helper()
	dir := project(t,
		"deskjs.json", `{ "name": "Electron", "id": "org.deskjs.electron", "version": "1.0.0", "windows": [{ "preload": "frontend/preload.ts" }] }`,
		"frontend/index.html", `<!doctype html><title>Electron</title><script type="module" src="main.ts"></script>`,
		"frontend/main.ts", `
			import { ipcRenderer } from 'electron'
			Object.assign(window, { ipcRenderer })`,
		"frontend/preload.ts", `
			import { contextBridge, ipcRenderer } from 'electron'
			import { hello } from '../backend/api'
			const config = ipcRenderer.sendSync('config', 'theme') // before anything else has run
			const said: unknown[] = []
			ipcRenderer.on('told', (event, ...args) => said.push(args))
			contextBridge.exposeInMainWorld('app', {
				config,
				said: () => said,
				quiet: () => { ipcRenderer.removeAllListeners('told') },
				hello: (name: string) => hello(name),
				invoke: (channel: string, ...args: unknown[]) => ipcRenderer.invoke(channel, ...args),
				sync: (channel: string, ...args: unknown[]) => ipcRenderer.sendSync(channel, ...args),
				send: (channel: string, ...args: unknown[]) => ipcRenderer.send(channel, ...args),
				double: (number: number) => new Promise((resolve) => {
					const { port1, port2 } = new MessageChannel()
					ipcRenderer.postMessage('double', 'a port', [port2])
					port1.onmessage = ({ data }) => resolve(data)
					port1.postMessage(number)
				}),
				given: () => new Promise((resolve) => {
					ipcRenderer.once('given', ({ ports: [port] }, text) => {
						port.onmessage = ({ data }) => resolve(text + ' ' + data)
						port.postMessage('x')
					})
					ipcRenderer.send('give')
				}),
			})`,
		"backend/api.ts", `export async function hello(name: string) { return 'hello ' + name }`,
		"backend/main.ts", `
			import { ipcMain, MessageChannelMain, webContents } from 'electron'
			ipcMain.handle('add', (event, a, b) => a + b)
			ipcMain.handle('with space', () => 'found')
			ipcMain.handleOnce('once', () => 1)
			ipcMain.handle('fail', () => { throw Object.assign(new RangeError('out of range'), { code: 'ERR_RANGE' }) })
			ipcMain.handle('callback', async (event, call) => await call(20))
			ipcMain.handle('pages', () => webContents.getAllWebContents().length)
			ipcMain.on('config', (event, key) => { event.returnValue = { key, bytes: new Uint8Array([1, 250]), at: new Date(5) } })
			ipcMain.on('throws', () => { throw new TypeError('wrong') })
			ipcMain.on('tell', (event, times) => { for (let i = 0; i < times; i++) event.reply('told', i, new Map([[i, 'text']])) })
			ipcMain.on('double', ({ ports: [port] }) => {
				port.on('message', ({ data }) => port.postMessage(2 * data))
				port.start()
			})
			ipcMain.on('give', (event) => {
				const { port1, port2 } = new MessageChannelMain()
				port1.on('message', ({ data }) => port1.postMessage('got ' + data))
				port1.start()
				event.sender.postMessage('given', 'here', [port2])
			})`)
	command(t, "build", "--automation", dir)
	p := open(t, home(t), dir+"/dist/electron")
	p.eventually(`return window.ipcRenderer !== undefined`)
	return p
}

func TestElectronsForm(t *testing.T) {
	p := electronApp(t)
	for name, expression := range map[string]string{
		"sendSync before the page":         `app.config.key === 'theme' && app.config.bytes[1] === 250 && app.config.at.getTime() === 5`,
		"a typed call of a preload script": `await app.hello('you') === 'hello you'`,
		"invoke":                           `await app.invoke('add', 2, 3) === 5`,
		"a channel with a space":           `await app.invoke('with space') === 'found'`,
		"handleOnce":                       `await app.invoke('once') === 1 && /No handler registered for 'once'/.test((await app.invoke('once').catch(String)))`,
		"a handler that throws":            `await app.invoke('fail').catch((error) => error.message) === "Error invoking remote method 'fail': RangeError: out of range"`,
		"no handler":                       `await app.invoke('nothing').catch((error) => error.message) === "Error invoking remote method 'nothing': Error: No handler registered for 'nothing'"`,
		"a callback as an argument":        `await app.invoke('callback', (number) => number + 1) === 21`,
		"sendSync with bytes":              `app.sync('config', new Uint8Array([7])).key[0] === 7`,
		"sendSync without a listener":      `app.sync('nobody') === undefined`,
		"sendSync whose listener throws":   `(() => { try { app.sync('throws') } catch (error) { return error.message === 'wrong' } })()`,
		"the page's port":                  `await app.double(21) === 42`,
		"a port of the backend":            `await app.given() === 'here got x'`,
		"one page has used channels":       `await app.invoke('pages') === 1`,
		"channels are the preload's":       `(await ipcRenderer.invoke('add', 1, 1).catch((error) => error.code)) === 'ERR_CALL_NOT_ALLOWED'`,
		"sendSync is the preload's too":    `(() => { try { ipcRenderer.sendSync('config') } catch (error) { return error.code === 'ERR_CALL_NOT_ALLOWED' } })()`,
		"no key, no secret":                `(await fetch('/.deskjs/hello/').catch(() => ({ status: 404 }))).status === 404`,
		"the page can't speak as preload": `await new Promise((resolve) => {
			document.addEventListener('deskjs:receive', ({ detail }) => resolve(detail === null), { once: true })
			document.dispatchEvent(new CustomEvent('deskjs:send', { detail: 'preload\ncall 9 ipc:add ["invoke",1,1]' }))
		})`,
	} {
		p.check(`if (!(` + expression + `)) wrong.push(` + "`" + name + "`" + `)`)
	}
}

func TestMessagesToAPageComeInOrderAndEndWithItsListeners(t *testing.T) {
	p := electronApp(t)
	p.check(`app.send('tell', 100)`)
	p.eventually(`return app.said().length === 100 && app.said().every(([i, map], at) => i === at && map.get(i) === 'text')`)
	p.check(`
		app.quiet()
		app.send('tell', 5)
		await app.invoke('add', 1, 1) // everything before it has been worked on
		if (app.said().length !== 100) wrong.push('said after all listeners were removed')`)
	p.check(`location.reload()`)
	p.eventually(`return window.app !== undefined && app.said().length === 0 && app.config.key === 'theme'`)
}
