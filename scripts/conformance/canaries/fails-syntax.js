require('../common');
const = 1;
