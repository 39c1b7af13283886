const common = require('../common');
const once = common.mustCall(() => {}, 1);
once();
once();
