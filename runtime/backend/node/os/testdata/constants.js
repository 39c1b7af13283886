// The tables of signals, errors and priorities.
const { constants } = require('os')
const { errno, signals } = constants
console.log(signals.SIGHUP, signals.SIGINT, signals.SIGKILL, signals.SIGTERM)
console.log(errno.ENOENT, errno.EEXIST, errno.EINVAL, errno.NOTHING)
console.log(constants.priority.PRIORITY_LOW, constants.priority.PRIORITY_HIGHEST, constants.UV_UDP_REUSEADDR)
console.log(Object.keys(constants))
