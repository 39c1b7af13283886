module.exports = { name: 'a package' }
