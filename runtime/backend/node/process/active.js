'use strict'

// The handles that keep the program alive, but for timers and requests, which the loop counts. What opens one adds
// {type, owner, hasRef()} and deletes it at the end.

module.exports = new Set()
