package window

// contractRelay is the script of the isolated world: it posts what 'test:ask' says and tells the page the outcome.
const contractRelay = `document.addEventListener('test:ask', async ({ detail }) => {
	const [id, text] = JSON.parse(detail)
	const outcome = [id, '', '']
	try { outcome[1] = await webkit.messageHandlers.deskjs.postMessage(text) } catch (error) { outcome[2] = String(error && error.message || error) }
	document.dispatchEvent(new CustomEvent('test:answer', { detail: JSON.stringify(outcome) }))
})`

// contractHTML is a page that does what 'test:do' says, and reports by messages that begin with "report ".
const contractHTML = `<!doctype html><meta charset="utf-8"><title>contract</title><script>
const waiting = new Map()
let last = 0
document.addEventListener('test:answer', ({ detail }) => {
	const [id, reply, reason] = JSON.parse(detail)
	waiting.get(id)([reply, reason])
})
const ask = (text) => new Promise((resolve) => {
	waiting.set(++last, resolve)
	document.dispatchEvent(new CustomEvent('test:ask', { detail: JSON.stringify([last, text]) }))
})
const request = async (method, path, body) => {
	const response = await fetch(path, { method, body: body === '' ? undefined : new TextEncoder().encode(body) })
	return response.status + ' ' + response.headers.get('content-type') + ' ' + await response.text()
}
const frame = (url) => {
	const element = document.createElement('iframe')
	element.src = url
	document.body.append(element)
}
document.addEventListener('test:do', async ({ detail }) => {
	const [id, script] = JSON.parse(detail)
	let value
	try { value = await eval(script) } catch (error) { value = 'threw ' + error }
	ask('report ' + id + ' ' + JSON.stringify(value === undefined ? null : value))
})
</script><body>`
