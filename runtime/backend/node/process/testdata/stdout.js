// Writing: strings, encodings, bytes, callbacks, end.
const { stdout } = process
console.log(stdout.write('text\n'), stdout.write('c3a9740a', 'hex'), stdout.write(new Uint8Array([98, 121, 116, 101, 115, 10])))
stdout.write('with a callback\n', () => console.log('called back'))
console.log('before the callback')
for (const wrong of [null, 5, undefined]) {
  try {
    stdout.write(wrong)
  } catch (error) {
    console.log(error.code, error.message)
  }
}
console.log(stdout.writable, typeof stdout.on, stdout.fd)
