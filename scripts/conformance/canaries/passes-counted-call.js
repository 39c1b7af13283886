const common = require('../common');
setImmediate(common.mustCall(() => {}));
