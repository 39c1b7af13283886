const path = require("path");
module.exports = function greet(name) {
  return "hello " + path.basename(name);
};
