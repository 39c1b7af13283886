// A Blob of a file, which is read when the Blob is, and must not have changed.
// needs a patch: for await
const fs = require('fs')
const path = require('path')

async function main() {
  const dir = fs.mkdtempSync(path.join(require('os').tmpdir(), 'blob-'))
  const name = path.join(dir, 'file')
  fs.writeFileSync(name, 'x'.repeat(100000) + 'end')
  const blob = await fs.openAsBlob(name, { type: 'a/b' })
  console.log(blob)
  const text = await blob.text()
  console.log(text.length, text.slice(-4), await blob.slice(-5, -2).text())
  console.log((await new Blob(['<', blob.slice(100000), '>']).arrayBuffer()).byteLength)
  let size = 0
  for await (const chunk of blob.stream()) size += chunk.length
  console.log(size)
  fs.writeFileSync(name, 'other')
  await blob.text().catch((error) => console.log(error.name, error.message))
  for (const args of [[name, 1], [name, { type: 1 }], [1]]) {
    try {
      await fs.openAsBlob(...args)
    } catch (error) {
      console.log(error.code)
    }
  }
  fs.rmSync(dir, { recursive: true })
}
main()
