// process.exitCode's values.
for (const value of ['1', 'x', 1.5, true, {}, null, undefined, 0]) {
  try {
    process.exitCode = value
    console.log(value, '->', process.exitCode)
  } catch (error) {
    console.log(error.code, error.message)
  }
}
try {
  process.exit('nonsense')
} catch (error) {
  console.log(error.code)
}
