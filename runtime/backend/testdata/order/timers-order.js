// Timers fire by time, then in the order in which they were set; arguments are passed on.
setTimeout(console.log, 300, 'twenty', 1)
setTimeout(console.log, 1, 'one', 2)
setTimeout(console.log, 0, 'zero', 3)
setTimeout(console.log, undefined, 'undefined', 4)
setTimeout(console.log, 150, 'ten', 5)
setTimeout(console.log, '80', 'five', 6)
