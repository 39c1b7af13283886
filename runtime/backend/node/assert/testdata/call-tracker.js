'use strict'
const assert = require('assert')
const tracker = new assert.CallTracker()
function add(a, b) { return a + b }
const tracked = tracker.calls(add, 2)
console.log(tracked(1, 2), tracked.name, tracker.getCalls(tracked).map((call) => call.arguments))
console.log(tracker.report().map(({ message, actual, expected, operator }) => ({ message, actual, expected, operator })))
try { tracker.verify() } catch (error) { console.log(error.message) }
tracked(3, 4)
tracker.verify()
tracker.reset(tracked)
const other = tracker.calls()
try { tracker.verify() } catch (error) { console.log(error.message, error['message 0']) }
other()
try { tracker.getCalls(add) } catch (error) { console.log(error.code, error.message) }
try { tracker.calls(add, 0) } catch (error) { console.log(error.code) }
