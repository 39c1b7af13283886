// Readable's operators and iterators.
// needs a patch: async generators
const { Readable } = require('stream')
const numbers = () => Readable.from([1, 2, 3, 4, 5])
async function main() {
  console.log(await numbers().map((n) => n * 2).toArray())
  console.log(await numbers().filter(async (n) => n % 2).drop(1).take(1).toArray())
  console.log(await numbers().flatMap((n) => [n, -n]).toArray())
  console.log(await numbers().reduce((a, b) => a + b), await numbers().reduce((a, b) => a + b, 10))
  console.log(await numbers().some((n) => n > 4), await numbers().every((n) => n > 4), await numbers().find((n) => n > 3))
  await numbers().forEach((n) => { if (n === 5) console.log('five') })
  let running = 0
  let most = 0
  await numbers().map(async (n) => {
    most = Math.max(most, ++running)
    await null
    running--
    return n
  }, { concurrency: 3 }).toArray()
  console.log(most)
  const stopped = numbers()
  for await (const n of stopped) if (n === 2) break
  console.log(stopped.destroyed)
  const kept = numbers()
  for await (const n of kept.iterator({ destroyOnReturn: false })) if (n === 2) break
  console.log(kept.destroyed, await kept.toArray())
  const iterator = numbers()[Symbol.asyncIterator]()
  console.log(await Promise.all([iterator.next(), iterator.next(), iterator.return(7), iterator.next()]))
  await numbers().map(() => { throw new Error('thrown') }).toArray().catch((error) => console.log(error.message))
  await Readable.from([]).reduce((a) => a).catch((error) => console.log(error.code, error.message))
  for (const [name, length] of [['map', 2], ['reduce', 3], ['take', 1]]) console.log(name, Readable.prototype[name].length === length)
  try { numbers().map(1) } catch (error) { console.log(error.message) }
}
main()
