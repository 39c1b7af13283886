// Package clone carries JavaScript values between processes: structured clone, written as one line of JSON with the
// bytes beside it.
//
// The backend's dispatcher and the builtins that clone (structuredClone, worker messages) may import it. The page's half
// of the same format is bridge/client/clone.js, encode.js, plain.js, kinds.js and decode.js.
//
// # The format
//
// Plain JSON stands for itself: null, booleans, finite numbers other than -0, strings (lone surrogates as \udXXX), arrays
// without holes, and plain objects without the keys "$" and "__proto__". Everything else is an object whose first key is "$":
//
//	{"$":"undefined"}  {"$":"number","v":"NaN"}  (or Infinity, -Infinity, -0)
//	{"$":"bigint","v":"123"} or "-0x1f...", always so from 2^256 on
//	{"$":"date","v":milliseconds or null}  {"$":"regexp","s":source,"f":flags}
//	{"$":"map","v":[[key,value],...]}  {"$":"set","v":[...]}
//	{"$":"object","v":[[key,value],...]}      an object with one of the two keys
//	{"$":"array","n":length,"v":[[key,value],...]}   an array with holes or with other properties
//	{"$":"boxed","v":boolean, number, string or bigint}
//	{"$":"error","name":...,"message":...,"stack":...,"cause":...,"code":...,"props":{...}}
//	{"$":"exception","name":...,"message":...,"stack":...}   a DOMException
//	{"$":"bytes","t":"Uint8Array","i":part of the blob,"o":byte offset in it,"n":length in elements (in bytes for
//	          ArrayBuffer and DataView; null if it is the buffer's)}  with "max":maxByteLength if the buffer can be resized
//	{"$":"blob","i":part,"type":...}  {"$":"file","i":part,"name":...,"type":...,"modified":milliseconds}
//	          with "n":size for "i", and "read":function at its end, if it stays where it is until it is read: read(offset, length)
//	          promises an ArrayBuffer
//	{"$":"shared",...}  as "bytes", for a SharedArrayBuffer and its views, only within a process (see EncodeShared)
//	{"$":"function","id":n}  (or signal, iterable, stream, port) a reference to what stays with its owner; "v":value may follow
//	{"$":"def","id":n,"v":value}  around a value that comes again, and  {"$":"ref","id":n}  where it does
//
// The same value has the same text on either side. Each property is read once, so a getter runs once. An object of a class of the
// app's own crosses as its own properties; one of the platform's (URL, Headers, a DOM node) or one that emits events doesn't. A value
// that is too deep is a DataCloneError, one that has too much of something a TooLargeError, see Limits.
//
// Views that share a buffer share its part. As in structured clone, prototypes, getters and symbol keys don't cross, and symbols
// are refused. Functions, AbortSignals, streams, ports and async iterables cross as references, if there is an Owner who lends them.
package clone
