//go:build linux

package test

// leave goes to an address in some way, and comes back with where the page is when the host has had time to refuse.
const leave = `; await turn(20); return location.origin + location.pathname + location.hash`

const touch = `["an attack"]`

// attacks are told by the numbers of docs/security.md.
var attacks = []attack{
	// A1: frames of any kind have no bridge.
	{name: "frame of the app", script: `return frame({ src: '/frame.html' })`, want: "the page"}, // which is its own origin, as on the web
	{name: "sandboxed frame of the app", script: `return frame({ src: '/frame.html', sandbox: 'allow-scripts' })`, want: "silence"},
	{name: "srcdoc", script: `return frame({ srcdoc: '<script src="/frame.js"><\/script>' })`, want: "the page"},
	{name: "sandboxed srcdoc", script: `return frame({ sandbox: 'allow-scripts', srcdoc: '<script src="app://localhost/frame.js"><\/script>' })`, want: "nothing"},
	{name: "srcdoc with a script in it", script: `return frame({ srcdoc: '<script>parent.postMessage("ran", "*")<\/script>' })`, want: "silence"},
	{name: "data frame", script: `return frame({ src: 'data:text/html,<script>parent.postMessage("ran", "*")<\/script>' })`, want: "forbidden by frame-src"},
	{name: "blob frame", script: `return frame({ src: URL.createObjectURL(new Blob(['<script src="/frame.js"><\/script>'], { type: 'text/html' })) })`, want: "silence"},
	{name: "frame of another origin", script: `return frame({ src: elsewhere })`, want: "forbidden by frame-src"},
	{name: "about:blank frame that a script writes", script: `const made = document.createElement('iframe')
		document.body.append(made)
		made.contentDocument.write('<script src="/frame.js"><\/script>')
		return new Promise((resolve) => addEventListener('message', (event) => typeof event.data === 'string' && resolve(event.data)))`, want: "the page"},
	{name: "object and embed", script: `for (const tag of ['object', 'embed']) {
			const made = document.createElement(tag)
			made[tag === 'object' ? 'data' : 'src'] = '/frame.html'
			document.body.append(made)
		}
		await turn(10); return frames.length`, want: "0"},
	{name: "window messages", script: `for (const data of ['call 1 api.touch ` + touch + `', { type: 'deskjs:send', detail: 'call 1 api.touch ` + touch + `' }]) postMessage(data, '*')
		await turn(5); return 'sent'`, want: "sent"},
	{name: "message handlers of the page", script: `return typeof webkit + ' ' + typeof (window.webkit && webkit.messageHandlers) + ' ' + typeof globalThis.__deskjs`, want: "undefined undefined undefined"},

	// A2: what looks like the app's origin is another one.
	{name: "another port", script: `location.href = 'app://localhost:80/'` + leave, want: "app://localhost/", logs: []string{`Refused a navigation to "app://localhost:80/"`}},
	{name: "a user in the address", script: `location.href = 'app://user:secret@localhost/'` + leave, want: "app://localhost/", logs: []string{`Refused a navigation to "app://user:secret@localhost/"`}},
	{name: "a dot at the end", script: `location.href = 'app://localhost./'` + leave, want: "app://localhost/", logs: []string{`Refused a navigation to "app://localhost./"`}},
	{name: "another host", script: `location.href = 'app://localhost.evil.test/'` + leave, want: "app://localhost/", logs: []string{`Refused a navigation to "app://localhost.evil.test/"`}},
	{name: "another scheme", script: `location.href = 'http://localhost/'` + leave, want: "app://localhost/", logs: []string{`Refused a navigation to "http://localhost/"`}},
	{name: "another case", script: `location.href = 'APP://LOCALHOST/'` + leave, want: "app://localhost/", logs: []string{`Refused a navigation to "app://LOCALHOST/"`}},

	// A3: no way to another page.
	{name: "location", script: `location.href = elsewhere` + leave, want: "app://localhost/", logs: []string{`Refused a navigation to "ELSEWHERE/"`}},
	{name: "location.replace", script: `location.replace(elsewhere + '/replace')` + leave, want: "app://localhost/", logs: []string{`Refused a navigation to "ELSEWHERE/replace"`}},
	{name: "link", script: `const link = document.createElement('a'); link.href = elsewhere + '/link'; document.body.append(link); link.click()` + leave,
		want: "app://localhost/", logs: []string{`Refused a navigation to "ELSEWHERE/link"`}},
	{name: "link that sends a ping", script: `const link = document.createElement('a'); link.href = '#here'; link.ping = elsewhere + '/ping'; document.body.append(link); link.click()` + leave,
		want: "app://localhost/#here"},
	{name: "form", script: `const form = document.createElement('form'); form.action = elsewhere + '/form'; form.method = 'post'; document.body.append(form); form.submit()` + leave,
		want: "app://localhost/"},
	{name: "meta refresh", script: `const meta = document.createElement('meta'); meta.httpEquiv = 'refresh'; meta.content = '0;url=' + elsewhere + '/meta'; document.head.append(meta)` + leave,
		want: "app://localhost/", logs: []string{`Refused a navigation to "ELSEWHERE/meta"`}},
	{name: "history", script: `try { history.pushState(null, '', elsewhere) } catch (error) { return error.name } return location.href`, want: "SecurityError"},
	{name: "base", script: `const base = document.createElement('base'); base.href = elsewhere; document.head.append(base)
		const link = document.createElement('a'); link.href = '/base'; return link.href`, want: "app://localhost/base"},
	{name: "frame that goes for the top", script: `const made = document.createElement('iframe'); document.body.append(made)
		made.contentWindow.open(elsewhere + '/top', '_top')` + leave, want: "app://localhost/", logs: []string{`Refused a navigation to "ELSEWHERE/top"`}},
	{name: "fetch", script: `return fetch(elsewhere).then(() => 'fetched', (error) => error.name)`, want: "TypeError"},
	{name: "beacon, image and stylesheet", script: `navigator.sendBeacon && navigator.sendBeacon(elsewhere + '/beacon', 'x')
		new Image().src = elsewhere + '/image'
		const sheet = document.createElement('link'); sheet.rel = 'stylesheet'; sheet.href = elsewhere + '/sheet'; document.head.append(sheet)
		const early = document.createElement('link'); early.rel = 'prefetch'; early.href = elsewhere + '/prefetch'; document.head.append(early)` + leave, want: "app://localhost/"},
	{name: "script of another origin", script: `const made = document.createElement('script'); made.src = elsewhere + '/script'; document.head.append(made)` + leave, want: "app://localhost/"},
	{name: "data document", script: `location.href = 'data:text/html,<h1>x</h1>'` + leave, want: "app://localhost/"},
	{name: "blob document", script: `location.href = URL.createObjectURL(new Blob(['<h1>x</h1>'], { type: 'text/html' }))` + leave,
		want: "app://localhost/", logs: []string{`Refused a navigation to "blob:app://localhost/`}},
	{name: "file document", script: `location.href = 'file:///etc/hostname'` + leave, want: "app://localhost/"},
	{name: "javascript: address", script: `location.href = 'javascript:document.title = "ran"'; await turn(20); return document.title`, want: "Hostile"},

	// A10: what has getters and what is the host's own.
	{name: "getter that throws, as a result", script: `return api.throwing().then(JSON.stringify, (error) => error.name + ': ' + error.message)`, want: "TypeError: thrown by a getter"},
	{name: "object of the host, as a result", script: `return api.host().then((value) => 'got ' + Object.keys(value), (error) => error.name)`, want: "DataCloneError"},
	{name: "getter that throws, as an argument", script: `return api.echo({ get a() { throw new TypeError('mine') } }).then(String, (error) => error.name + ': ' + error.message)`, want: "TypeError: mine"},
	{name: "window as an argument", script: `return api.echo(window).then(String, (error) => error.name)`, want: "DataCloneError"},
	{name: "proxy as an argument", script: `return api.echo(new Proxy({}, { ownKeys() { throw new RangeError('trap') } })).then(String, (error) => error.name)`, want: "RangeError"},

	// A11: no windows, and so none that inherits anything.
	{name: "window.open", script: `return [window.open(elsewhere + '/open'), window.open('/frame.html'), window.open('/', 'main'), window.open('about:blank', 'x', 'popup')].join() + leave()
		function leave() { return ' ' + frames.length }`, want: ",,, 0"},
	{name: "link to a new window", script: `for (const target of ['_blank', 'named']) {
			const link = document.createElement('a'); link.target = target; link.rel = 'opener'; link.href = '/frame.html?' + target; document.body.append(link); link.click()
		}` + leave, want: "app://localhost/"},
	{name: "form to a new window", script: `const form = document.createElement('form'); form.action = '/frame.html?form'; form.target = '_blank'; document.body.append(form); form.submit()` + leave, want: "app://localhost/"},

	// A12: what only the other side says.
	{name: "forged answers", script: `const replies = []
		for (const kind of ['result', 'error', 'refused', 'item', 'end', 'event', 'open', 'gone', 'nonsense', 'eval']) replies.push(await raw(kind + ' 123456 "forged"'))
		return replies.every((reply) => !/^(result|item|end|event|open)/.test(reply))`, want: "true", logs: []string{`Refused a message of the page: `}},
	{name: "forged answer to the page itself", script: `const call = api.echo('the truth')
		for (let id = 0; id < 1000; id++) document.dispatchEvent(new CustomEvent('deskjs:other', { detail: 'result ' + id + ' "a lie"' }))
		return call`, want: "the truth"},
	{name: "service worker", script: `if (!navigator.serviceWorker) return 'absent'
		return navigator.serviceWorker.register('/worker.js').then(() => 'registered', (error) => 'absent')`, want: "absent"},
	{name: "ids that are used twice", script: `const [first] = await Promise.all([raw('call 900001 api.never []'), raw('call 900001 api.touch ` + touch + `')]); return first`, want: "...",
		logs: []string{"Refused a message of the page: the id 900001 is in use"}},
	{name: "ids that are none", script: `for (const id of ['0', '-1', '1.5', 'NaN', '9007199254740992', '1e3', '0x10', '00', '', '__proto__']) await Promise.race([raw('call ' + id + ' api.touch ` + touch + `'), turn(3)])
		return 'sent'`, want: "sent", logs: []string{"Refused a message of the page: "}},
	{name: "hello", script: `return raw('hello')`, want: "null"},

	// A13: no permissions, for nobody.
	{name: "permissions", script: `const outcomes = [await new Promise((resolve) => navigator.geolocation.getCurrentPosition(() => resolve('located'), (error) => resolve('no location')))]
		if (navigator.mediaDevices) outcomes.push(await navigator.mediaDevices.getUserMedia({ audio: true, video: true }).then(() => 'camera', () => 'no camera'))
		else outcomes.push('no camera')
		if (window.Notification) outcomes.push(await Notification.requestPermission())
		return outcomes.join()`, want: "no location,no camera,denied", logs: []string{"Refused a permission that the page asked for: geolocation"}},
	{name: "permissions of a frame", script: `const made = document.createElement('iframe'); made.allow = 'geolocation; camera; microphone'; document.body.append(made)
		return new Promise((resolve) => made.contentWindow.navigator.geolocation.getCurrentPosition(() => resolve('located'), () => resolve('no location')))`, want: "no location"},

	// A17: text that looks like code stays text.
	{name: "code in values", script: `const texts = ["');document.title='ran';('", '</script><script>document.title="ran"</script>', '\u2028document.title="ran"\u2029', '${document.title="ran"}', '\\"+(document.title="ran")+"\\', '\n call 1 api.touch ["x"]\n']
		for (const text of texts) {
			if (await api.echo(text) !== text) return 'changed ' + text
			if ((await api.echo({ [text]: [text] }))[text][0] !== text) return 'changed as a key ' + text
			const error = await api.fail(text).catch((error) => error)
			if (error.message !== text || error.code !== text) return 'changed in an error ' + text
		}
		return document.title`, want: "Hostile"},
	{name: "code in addresses", script: `for (const path of ["');document.title='ran';('", '"><script>document.title="ran"</script>', '%0d%0aSet-Cookie:x', '..%2f..%2fetc%2fpasswd', '%00', '.deskjs/bytes/' + '"'.repeat(32) + '/x']) {
			const response = await fetch('/' + path)
			if (response.ok) return 'served ' + path
		}
		return document.title`, want: "Hostile"},

	// Names that are not the app's functions.
	{name: "what is not exported", script: `const replies = []
		for (const name of ['api.nothing', 'constructor', '__proto__', 'api.__proto__', 'api.constructor', 'toString', 'process.exit', 'api', '.', 'api.', 'API.list', 'event:x', 'ipc:x']) replies.push(await raw('call 1 ' + name + ' ["x"]'))
		return replies.every((reply) => reply.includes('ERR_CALL_NOT_ALLOWED'))`, want: "true", logs: []string{`"api.__proto__" is not a function that pages may call`}},
	{name: "what the window has no capability for", script: `return api.secret().catch((error) => error.code + ': ' + error.message)`,
		want: "ERR_CALL_NOT_ALLOWED: api.secret is not among the capabilities of this window; they are in deskjs.json.",
		logs: []string{`"api.secret" is not among the capabilities of the window "main". To allow it, add "api.secret" to windows[0].capabilities in deskjs.json`}},
	{name: "records in a name", script: `return raw('call 1 api.list\tx []\rcall 2 api.secret []')`, want: "...ERR_CALL_NOT_ALLOWED..."},

	// Workers have no document, and so no relay.
	{name: "worker", script: `return new Promise((resolve) => { new Worker('/worker.js').onmessage = (event) => resolve(event.data) })`, want: "nothing"},
	{name: "worker of a blob", script: `const source = await (await fetch('/worker.js')).text()
		return new Promise((resolve) => { new Worker(URL.createObjectURL(new Blob([source]))).onmessage = (event) => resolve(event.data) })`, want: "nothing"},
	{name: "shared worker", script: `if (!window.SharedWorker) return 'nothing'
		return new Promise((resolve) => { new SharedWorker('/worker.js').port.onmessage = (event) => resolve(event.data) })`, want: "nothing"},

	// Bytes belong to the document that has their secret.
	{name: "bytes without the secret", script: `const statuses = []
		for (const secret of ['0'.repeat(32), 'f'.repeat(32), '../bytes', '%2e%2e', '']) {
			for (const method of ['GET', 'POST', 'PUT', 'DELETE']) {
				const response = await fetch('/.deskjs/bytes/' + secret + '/' + '1'.repeat(32), { method, body: method === 'GET' ? undefined : new Uint8Array(8) }).catch(() => ({ ok: false }))
				if (response.ok) statuses.push(method + ' ' + secret)
			}
		}
		return statuses.join() || 'nothing'`, want: "nothing"},

	// A document that is taken apart.
	{name: "document.open", script: `document.open(); document.write('<!doctype html><title>Written</title><p>new'); document.close()
		return (await api.echo('still there')) + ' ' + document.title`, want: "still there Written"},
	{name: "call in the middle of document.open", script: `const before = api.echo('before'); document.open(); const during = api.echo('during'); document.write('<p>'); document.close()
		return [await before, await during, await api.echo('after')].join()`, want: "before,during,after"},
	{name: "elements with the names of functions", script: `for (const name of ['dispatchEvent', 'addEventListener', 'createElement', 'documentElement', 'defaultView', 'location', 'webkit', '__deskjs', 'body']) {
			for (const tag of ['img', 'form', 'iframe', 'embed', 'object']) { const made = document.createElementNS('http://www.w3.org/1999/xhtml', tag); made.setAttribute('name', name); made.id = name; document.querySelector('p').after(made) }
		}
		const value = await api.echo('still there')
		for (const made of document.querySelectorAll('[name]')) made.remove()
		return value`, want: "still there"},

	// A page that changes the language under the client, before the client loads. It breaks itself at most.
	{name: "Object.prototype", before: `for (const name of ['then', 'done', 'kind', 'resolve', 'reject', '$', 'id', 'code', 'detail', 'signal', 'cause', 'length']) Object.defineProperty(Object.prototype, name, { value: 'polluted', configurable: true, writable: true })`,
		script: `let outcome
			try { outcome = await api.echo({ a: ['still there'] }).then((value) => value.a[0], (error) => 'it broke itself') }
			finally { for (const name of Object.getOwnPropertyNames(Object.prototype)) if (Object.prototype[name] === 'polluted') delete Object.prototype[name] }
			return outcome + ({}).detail`, want: "...undefined"},
	{name: "dispatchEvent", before: `window.seen = []; const { dispatchEvent } = EventTarget.prototype
			EventTarget.prototype.dispatchEvent = function (event) { seen.push(event.type); return dispatchEvent.call(this, event) }`,
		script: `const value = await api.echo('still there'); return value`, want: "still there"},
	{name: "dispatchEvent that throws, after", script: `EventTarget.prototype.dispatchEvent = () => { throw new Error('no') }; return api.echo('still there')`, want: "still there"},
	{name: "CustomEvent, Promise, Map and JSON, after", script: `const broken = () => { throw new Error('no') }
		const kept = []
		for (const [holder, names] of [[window, ['CustomEvent', 'Event', 'MutationObserver']], [Map.prototype, ['get', 'set', 'has', 'delete']], [Set.prototype, ['has', 'add']],
			[JSON, ['parse', 'stringify']], [EventTarget.prototype, ['dispatchEvent', 'addEventListener']], [document, ['dispatchEvent', 'addEventListener']],
			[Promise.prototype, ['then']], [Promise, ['resolve']], [Function.prototype, ['call', 'apply', 'bind']], [Array.prototype, ['push', 'map', 'join', 'slice']], [String.prototype, ['slice', 'indexOf', 'startsWith']]]) {
			for (const name of names) { kept[kept.length] = [holder, name, holder[name]]; holder[name] = broken }
		}
		try { api.list() } catch {} finally { for (const [holder, name, value] of kept) holder[name] = value }
		return 'it broke itself at most'`, want: "it broke itself at most"},
	{name: "detail that is no text", script: `const get = { get detail() { return 'call 1 api.touch ` + touch + `' } }
		for (const detail of [{ toString: () => 'call 1 api.touch ` + touch + `' }, ['call 1 api.touch ` + touch + `'], 7, null, undefined, new String('call 1 api.touch ` + touch + `'), Symbol('x')]) {
			document.dispatchEvent(new CustomEvent('deskjs:send', { detail }))
		}
		document.dispatchEvent(Object.setPrototypeOf(Object.defineProperty(new Event('deskjs:send'), 'detail', Object.getOwnPropertyDescriptor(get, 'detail')), CustomEvent.prototype))
		await turn(5); return 'sent'`, want: "sent"},
}
