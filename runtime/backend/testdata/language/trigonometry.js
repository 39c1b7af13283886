// Trigonometric functions, roots and powers to the last digit.
let seed = 7
const random = () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) / 4294967296
const edges = [0, -0, 1, -1, NaN, Infinity, -Infinity, 5e-324, 1e308, 0.5, -0.5, 0.4375, 2, 1e-310, 2 ** 53, 1e22]
for (const name of ['sin', 'cos', 'tan', 'asin', 'acos', 'atan', 'tanh', 'cbrt', 'log2', 'asinh', 'acosh', 'atanh']) {
  const numbers = [...edges]
  for (let i = 0; i < 60; i++) numbers.push((random() - 0.5) * [2, 20, 700, 1e6, 1e-7][i % 5], i * Math.PI / 2)
  console.log(name, numbers.map((x) => Math[name](x)).join(' '))
}
const powers = [], angles = []
for (let i = 0; i < 200; i++) {
  powers.push((random() * [1, 10, 1e5, 1e-5][i % 4]) ** ((random() - 0.5) * [2, 20, 60, 1e3][(i >> 2) % 4]))
  powers.push(((random() - 0.5) * [1, 10, 1e5, 1e-5][i % 4]) ** Math.round((random() - 0.5) * [20, 60, 1e3][(i >> 2) % 3]))
  angles.push(Math.atan2(random() - 0.5, (random() - 0.5) * [1, 100, 1e-5][i % 3]))
}
for (const x of [...edges, 1.0000001, 3, -3]) for (const y of [...edges, 1 / 3, -(2 ** 53) + 1, 1e10, -3]) powers.push(x ** y), angles.push(Math.atan2(x, y))
console.log('pow', powers.join(' '))
console.log('atan2', angles.join(' '))
