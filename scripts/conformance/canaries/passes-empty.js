require('../common');
