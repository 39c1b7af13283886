process.on('warning', (warning) => console.log(warning.name, warning.code))
console.log(new Buffer('a').length, Buffer(3).length, new Buffer([1, 2]).length)
