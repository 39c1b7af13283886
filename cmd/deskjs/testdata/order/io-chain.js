const fs = require('fs')
fs.readFile(__filename, () => {
  console.log('read')
  setImmediate(() => {
    console.log('immediate')
    fs.stat(__filename, async () => {
      console.log('stat')
      setImmediate(() => console.log('immediate of stat'))
      await null
      console.log('awaited')
      const h = await fs.promises.open(__filename)
      const s = await h.stat()
      await h.close()
      console.log('closed', s.isFile())
    })
  })
  Promise.resolve().then(() => console.log('micro'))
})
