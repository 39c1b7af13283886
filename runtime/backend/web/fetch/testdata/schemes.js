// data: and blob: URLs.
(async () => {
  const show = async (url, init) => {
    const response = await fetch(url, init)
    console.log(response.status, response.statusText, response.type, [...response.headers], await response.text())
  }
  await show('data:,plain%20text#fragment')
  await show('data:text/html;charset=utf-8;base64,PGI+w6k8L2I+')
  await show('data:;base64,aGk')
  const url = URL.createObjectURL(new Blob(['0123456789'], { type: 'text/digits' }))
  await show(url)
  await show(url, { headers: { range: 'bytes=20-30' } }).catch((error) => console.log(error.cause.message))
  await fetch(url, { method: 'POST' }).catch((error) => console.log(error.cause.message))
  URL.revokeObjectURL(url)
  await fetch(url).catch((error) => console.log(error.cause.message))
  console.log(await (await fetch('data:,hello', { integrity: 'sha256-LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=' })).text())
})()
