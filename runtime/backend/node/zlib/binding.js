module.exports = binding
