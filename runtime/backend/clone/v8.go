package clone

import (
	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/op"
)

// The format of V8's ValueSerializer (src/objects/value-serializer.cc): what v8.serialize returns, what
// Node's processes send each other with serialization 'advanced', and what messages between threads are made of here.

// V8Version is the version of the format that is written.
const V8Version = 15

// oldestVersion is the oldest that is read.
const oldestVersion = 13

// TransferMode marks objects that are written by their delegate (see Delegate.IsHost): own or inherited, its value
// is a sum of Transferable and Cloneable.
var TransferMode = goja.NewSymbol("transferMode")

// The transfer modes.
const (
	Transferable = 1
	Cloneable    = 2
)

// The tags.
const (
	tagVersion         = 0xff
	tagPadding         = 0
	tagObjectCount     = '?'
	tagHole            = '-'
	tagUndefined       = '_'
	tagNull            = '0'
	tagTrue            = 'T'
	tagFalse           = 'F'
	tagInt32           = 'I'
	tagUint32          = 'U'
	tagDouble          = 'N'
	tagBigInt          = 'Z'
	tagUTF8            = 'S'
	tagOneByte         = '"'
	tagTwoByte         = 'c'
	tagReference       = '^'
	tagObject          = 'o'
	tagObjectEnd       = '{'
	tagSparseArray     = 'a'
	tagSparseArrayEnd  = '@'
	tagDenseArray      = 'A'
	tagDenseArrayEnd   = '$'
	tagDate            = 'D'
	tagTrueObject      = 'y'
	tagFalseObject     = 'x'
	tagNumberObject    = 'n'
	tagBigIntObject    = 'z'
	tagStringObject    = 's'
	tagRegExp          = 'R'
	tagMap             = ';'
	tagMapEnd          = ':'
	tagSet             = '\''
	tagSetEnd          = ','
	tagArrayBuffer     = 'B'
	tagResizableBuffer = '~'
	tagTransferred     = 't'
	tagView            = 'V'
	tagShared          = 'u'
	tagHost            = '\\'
	tagError           = 'r'
)

// The kinds of views. V8's own tag of a Float16Array is 'h'.
var viewTags = map[string]byte{
	"Int8Array": 'b', "Uint8Array": 'B', "Uint8ClampedArray": 'C', "Int16Array": 'w', "Uint16Array": 'W', "Int32Array": 'd',
	"Uint32Array": 'D', "Float16Array": 'h', "Float32Array": 'f', "Float64Array": 'F', "BigInt64Array": 'q', "BigUint64Array": 'Q',
	"DataView": '?',
}

var viewNames = func() map[byte]string {
	names := map[byte]string{}
	for name, tag := range viewTags {
		names[tag] = name
	}
	return names
}()

const (
	viewTracksLength = 1
	viewOfResizable  = 2
)

// The parts of an error, and its prototypes.
const (
	errorMessage = 'm'
	errorCause   = 'c'
	errorStack   = 's'
	errorEnd     = '.'
)

var errorTags = map[string]byte{
	"EvalError": 'E', "RangeError": 'R', "ReferenceError": 'F', "SyntaxError": 'S', "TypeError": 'T', "URIError": 'U',
}

var errorNames = map[byte]string{
	'E': "EvalError", 'R': "RangeError", 'F': "ReferenceError", 'S': "SyntaxError", 'T': "TypeError", 'U': "URIError",
}

// regExpFlags are in the order of their bits; 'l' is V8's own.
const regExpFlags = "gimyusldv"

// Errors of reading, in V8's words.
var (
	ErrUnreadable error = &op.Error{Message: "Unable to deserialize cloned data."}
	ErrVersion    error = &op.Error{Message: "Unable to deserialize cloned data due to invalid or unsupported version."}
)

// maxV8Depth is how deeply values may nest, about what V8's stack holds.
const maxV8Depth = 10_000
