// process.emitWarning.
process.on('warning', (warning) => console.log(warning.name, warning.message, warning.code, warning.detail))
process.emitWarning('plain')
process.emitWarning('typed', 'CustomWarning', 'CODE1')
process.emitWarning('with options', { type: 'OptionsWarning', code: 'CODE2', detail: 'some detail' })
process.emitWarning(new RangeError('an error'))
console.log('emitted')
for (const wrong of [[5], ['x', 5], ['x', 'y', 5]]) {
  try {
    process.emitWarning(...wrong)
  } catch (error) {
    console.log(error.code, error.message)
  }
}
setImmediate(() => {
  process.noDeprecation = true
  process.emitWarning('not shown', 'DeprecationWarning')
})
