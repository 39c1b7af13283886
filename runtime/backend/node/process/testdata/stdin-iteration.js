// Asynchronous iteration, as for await does it.
const { stdin } = process
stdin.setEncoding('utf8')
const chunks = stdin[Symbol.asyncIterator]()
console.log(chunks[Symbol.asyncIterator]() === chunks)

async function main() {
  let text = ''
  for (let step = await chunks.next(); !step.done; step = await chunks.next()) text += step.value
  console.log(text, await chunks.next(), stdin.destroyed)
}

main()
