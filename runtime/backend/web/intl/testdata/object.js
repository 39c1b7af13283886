// needs a patch: a TypeError if there is no toString
// Object.prototype.toLocaleString calls toString, whatever it is.
const { toLocaleString } = Object.prototype
for (const toString of [12, {}, undefined, null]) {
  try {
    toLocaleString.call({ toString })
  } catch (error) {
    console.log(error.name)
  }
}
console.log(toLocaleString.call({ toString: () => 5 }))
