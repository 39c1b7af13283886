// Blob and File: parts, slices, reading, what is refused.
// needs a patch: for await
const { inspect } = require('util')
const { resolveObjectURL, Blob: Same } = require('buffer')

async function main() {
  const blob = new Blob(['h\u00e9', new Uint8Array([108, 108]), new Blob(['o']), new ArrayBuffer(1), 42], { type: 'Text/Plain' })
  console.log(blob, blob.size, blob.type, await blob.text(), Same === Blob)
  console.log(await blob.arrayBuffer(), await blob.slice(1, 4).arrayBuffer(), await blob.slice(-3, -1, 'a/B').text())
  console.log(blob.slice(2).slice(1, 100).size, blob.slice(5, 2).size, blob.slice(0, 1).type, blob.slice(0, 1, '\u00e9').type)
  console.log(await new Blob(['a\ud800b']).text(), new Blob().size, inspect(blob, { depth: -1 }))

  const file = new File(['abc'], 'n\u00e4me.txt', { type: 'text/plain', lastModified: 5 })
  console.log(file, file instanceof Blob, file.name, file.lastModified, Object.prototype.toString.call(file))
  console.log(file.slice(0, 1) instanceof File, new File([], 'x', { lastModified: 'y' }).lastModified)

  const chunks = []
  for await (const chunk of new Blob(['one', 'two']).stream()) chunks.push(Buffer.from(chunk).toString())
  console.log(chunks)
  const reader = new Blob(['abcdef']).stream().getReader({ mode: 'byob' })
  console.log((await reader.read(new Uint8Array(4))).value, (await reader.read(new Uint8Array(4))).value)

  const url = URL.createObjectURL(file)
  console.log(/^blob:nodedata:[0-9a-f-]{36}$/.test(url), await resolveObjectURL(url).text())
  URL.revokeObjectURL(url)
  console.log(resolveObjectURL(url), resolveObjectURL('x'))

  const copy = structuredClone({ blob })
  console.log(copy.blob !== blob, await copy.blob.text(), copy)

  for (const make of [() => new Blob('x'), () => new Blob(null), () => new Blob([], 1), () => new Blob([], { endings: 1 }),
    () => new File([]), () => URL.createObjectURL({}), () => Object.create(Blob.prototype).size]) {
    try {
      make()
    } catch (error) {
      console.log(error.name, error.code, error.message)
    }
  }
  await Blob.prototype.text.call({}).catch((error) => console.log(error.code))
}
main()
