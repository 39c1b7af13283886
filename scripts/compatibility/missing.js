// Prints the lines that name something of Node's that is not here.
const lines = LINES;
const { isBuiltin } = require('node:module');

function has(line) {
  const tab = line.indexOf('\t');
  const module = line.slice(0, tab);
  const name = line.slice(tab + 1);
  let value = globalThis;
  if (module !== 'globalThis') {
    if (!isBuiltin('node:' + module)) return false;
    value = require('node:' + module);
  }
  // An export, or "object.member", "Class.static", "Class#method".
  const parts = name.split(/([.#])/);
  for (let i = 0; i < parts.length; i++) {
    if (parts[i] === '.') continue;
    if (parts[i] === '#') {
      value = value.prototype;
      continue;
    }
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null || !(parts[i] in value)) return false;
    if (i === parts.length - 1) return true;
    value = value[parts[i]];
  }
  return true;
}

console.log(JSON.stringify(lines.filter((line) => !has(line))));
