// 'readable' and read(size) take what they want of it.
const { stdin } = process
stdin.setEncoding('utf8')
let text = ''
stdin.on('readable', () => {
  let part
  while ((part = stdin.read(6)) !== null) {
    console.log(part.length)
    text += part
  }
})
stdin.on('end', () => console.log('end', text, stdin.read()))
console.log(stdin.readableFlowing, stdin.isPaused())
