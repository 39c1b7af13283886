// How many microtasks an await takes.
async function value(n) {
  console.log('start', n)
  await 0
  console.log('end', n)
  return n
}
const thenable = { then(resolve) { console.log('then called'); resolve('thenable') } }
;(async () => {
  console.log(await value(1))
  console.log(await thenable)
  try {
    await Promise.reject(new Error('rejected'))
  } catch (error) {
    console.log(error.message)
  } finally {
    console.log('finally')
  }
})()
Promise.resolve().then(() => console.log('a')).then(() => console.log('b')).then(() => console.log('c')).then(() => console.log('d'))
value(2).then(console.log)
