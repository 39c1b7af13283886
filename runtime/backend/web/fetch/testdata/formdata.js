// needs a patch: async generators, toWellFormed
// FormData: entries, files, reading forms, and what is refused.
const attempt = (run) => {
  try {
    console.log(run())
  } catch (error) {
    console.log(error.name, error.message)
  }
}
const form = new FormData()
form.append('a', 1)
form.append('b', '\ud800')
form.append('a', 'two')
form.append('file', new Blob(['x'], { type: 'text/x' }))
form.append('named', new File(['yz'], 'old', { lastModified: 1 }), 'new')
console.log([...form.keys()], form.getAll('a'), form.get('b'), form.get('none'), form.has('a'), form.has('z'))
const file = form.get('file')
console.log(file instanceof File, file.name, file.size, file.type, form.get('named').name, form.get('named').lastModified)
form.set('a', 'only')
form.set('z', 'last')
form.delete('b')
form.forEach((value, name) => console.log(name, typeof value))
form.delete('file')
form.delete('named')
form.append('z', 'again')
console.log(form)
attempt(() => new FormData('x'))
attempt(() => form.append('a'))
attempt(() => form.append('a', 'b', 'c'))
attempt(() => form.append(Symbol('s'), 'b'))
attempt(() => form.get())
attempt(() => FormData.prototype.get.call({}, 'a'))

const read = async (body, type) => {
  try {
    const entries = [...await new Response(body, { headers: type === undefined ? {} : { 'content-type': type } }).formData()]
    for (const [name, value] of entries) console.log([name, typeof value === 'string' ? value : [value.name, value.type, await value.text()]])
  } catch (error) {
    console.log(error.name, error.message)
  }
}
(async () => {
  await read('a=1&b=%C3%A9+x&a=2', 'application/x-www-form-urlencoded')
  const multipart = 'multipart/form-data; boundary=0123456789012345678901234567890'
  const boundary = '--0123456789012345678901234567890'
  await read(`${boundary}\r\nContent-Disposition: form-data; name="a%0D%0A%22"\r\n\r\nvälue\r\n${boundary}\r\n` +
    `Content-Disposition: form-data; name="f"; filename="n.txt"\r\nContent-Type: text/q\r\n\r\nbytes\r\n${boundary}--\r\n`, multipart)
  await read(`${boundary}--\r\n`, multipart)
  await read(`${boundary}\r\nContent-Disposition: attachment\r\n\r\nx\r\n${boundary}--`, multipart)
  await read('nothing', multipart)
  await read('a=1', 'text/plain')
  await read('a=1')
  await read(form)
})()
