// deskjs only: Node has util.getCallSites since 22.9
'use strict'
const { getCallSites } = require('util')
function here() { return getCallSites(2) }
const sites = here()
console.log(sites.map((site) => [site.functionName, site.scriptName.split(/[/\\]/).pop(), site.lineNumber, site.columnNumber, site.column, typeof site.scriptId]))
console.log(getCallSites(1.9).length, Error.stackTraceLimit)
for (const bad of [[0], [201], ['1'], [1, 2], [1, { sourceMap: 1 }]]) {
  try { getCallSites(...bad) } catch (error) { console.log(error.code) }
}
// needs a patch: stack frames
