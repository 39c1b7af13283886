// util.promisify names the results of read, write and their vectors; exists resolves to a boolean.
const fs = require('fs')
const { promisify } = require('util')
async function main() {
  const fd = fs.openSync(__filename, 'r')
  console.log(Object.keys(await promisify(fs.read)(fd, Buffer.alloc(2), 0, 2, 0)), Object.keys(await promisify(fs.readv)(fd, [Buffer.alloc(2)], 0)))
  fs.closeSync(fd)
  console.log(await promisify(fs.exists)(__filename), await promisify(fs.exists)(__filename + '-'))
}
main()
