const common = require('../common');
setTimeout(common.mustNotCall(), 1);
