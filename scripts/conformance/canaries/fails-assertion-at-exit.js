require('../common');
process.on('exit', () => require('assert').strictEqual(1, 2));
