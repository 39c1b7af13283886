// Relative URLs are relative to what undici's setGlobalOrigin set.
globalThis[Symbol.for('undici.globalOrigin.1')] = new URL('http://example.test/folder/page')
console.log(new Request('../a?b').url, Response.redirect('c').headers.get('location'))
globalThis[Symbol.for('undici.globalOrigin.1')] = undefined
try { new Request('/a') } catch (error) { console.log(error.message) }
