// deskjs only: Node 20 has no glob
// needs a patch: for await
const fs = require('fs')
const os = require('os')
const path = require('path')

const root = fs.mkdtempSync(path.join(os.tmpdir(), 'glob-'))
for (const file of ['a/b/one.js', 'a/b/two.ts', 'a/.hidden/x.js', 'a/c.js', 'd/e/f/g.js', 'top.md']) {
  fs.mkdirSync(path.join(root, path.dirname(file)), { recursive: true })
  fs.writeFileSync(path.join(root, file), '')
}
const show = (pattern, options) => console.log(pattern, fs.globSync(pattern, { cwd: root, ...options }).sort())
show('**/*.js')
show('a/**')
show('{a,d}/**/[a-f]*/')
show('a/!(c).js')
show('a/.*/*')
show('**/@(one|two).?s')
show('*')
show(['*.md', 'd/*'])
show('**/*.js', { exclude: ['d/**'] })
show('**/*.js', { exclude: (name) => name === 'b' })
show('none/*')
console.log(fs.globSync('a/*.js', { cwd: root, withFileTypes: true }).map((entry) => [entry.name, entry.isFile(), path.relative(root, entry.parentPath)]))

async function main() {
  for await (const found of fs.promises.glob('a/b/*', { cwd: root })) console.log(found)
  fs.glob('d/**/g.js', { cwd: root }, (error, found) => {
    console.log(error, found)
    fs.rmSync(root, { recursive: true })
  })
}

main()
for (const wrong of [() => fs.globSync(1), () => fs.globSync('x', 1), () => fs.globSync('x', { exclude: 1 }), () => fs.glob('x')]) {
  try {
    wrong()
  } catch (error) {
    console.log(error.code)
  }
}
