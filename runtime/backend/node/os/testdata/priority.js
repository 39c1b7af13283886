// Priorities and their errors.
const os = require('os')
console.log(os.getPriority() === os.getPriority(process.pid))
for (const call of [() => os.setPriority(0, 20), () => os.setPriority('x', 1), () => os.getPriority(1.5), () => os.getPriority(2 ** 30)]) {
  try {
    call()
  } catch (error) {
    console.log(error.name, error.code, error.message, error.info)
  }
}
