// deskjs only: Node has it since version 21.
console.log(Object.keys(Object.getPrototypeOf(navigator)).join(), navigator.constructor === Navigator)
console.log(navigator.hardwareConcurrency === require('os').availableParallelism(), navigator.userAgent.startsWith('Node.js/'))
console.log(navigator.languages.length, navigator.languages[0] === navigator.language, Object.isFrozen(navigator.languages))
console.log(typeof navigator.platform, Object.prototype.toString.call(navigator))
try {
  new Navigator()
} catch (error) {
  console.log(error.code)
}
