'use strict'
const { inspect } = require('util')
for (const href of ['https://u:p@host.name:8080/path/?q#h', 'http://h/', 'file:///a', 'mailto:a@b?c', 'x://u@h#', 'foo:/a/b', 'ws://h:1']) {
  console.log(inspect(new URL(href), { showHidden: true }))
}
console.log(inspect(new URL('http://a')))
