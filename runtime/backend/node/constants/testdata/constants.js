const constants = require('constants')
console.log(constants.O_RDONLY, constants.SIGTERM, constants.ENOENT, constants.F_OK, constants.PRIORITY_LOW, Object.isFrozen(constants))
