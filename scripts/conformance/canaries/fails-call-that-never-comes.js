const common = require('../common');
common.mustCall(() => {});
