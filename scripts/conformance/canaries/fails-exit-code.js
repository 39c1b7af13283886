require('../common');
process.exitCode = 3;
