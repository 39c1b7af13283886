// deskjs only: Node 20 knows other options
const { run } = require('node:test')

for (const options of [{ files: 1 }, { timeout: 'x' }, { concurrency: 0 }, { shard: { index: 3, total: 2 } }, { isolation: 'x' }]) {
  try {
    run(options)
  } catch (error) {
    console.log(error.code, error.message)
  }
}
