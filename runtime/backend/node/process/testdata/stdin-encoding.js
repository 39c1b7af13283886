// setEncoding: other encodings, and unknown ones.
const { stdin } = process
try {
  stdin.setEncoding('wrong')
} catch (error) {
  console.log(error.code, error.message)
}
console.log(stdin.setEncoding('HEX') === stdin, stdin.readableEncoding)
let text = ''
stdin.on('data', (chunk) => { text += chunk })
stdin.on('end', () => console.log(text))
