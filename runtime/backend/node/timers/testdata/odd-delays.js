// deskjs only: Node warns of these since 21
process.on('warning', (warning) => console.log(warning.name, warning.message))
for (const delay of [-1, NaN, 'x', -5, undefined, 2 ** 31, 0, 0.5]) clearTimeout(setTimeout(() => {}, delay))
