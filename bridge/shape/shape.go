// Package shape describes what a value may be: the TypeScript declarations of an api's parameters, in a form that the
// backend can hold a value against.
//
// bundler/types makes tables of them from source, the built app carries one (payload.ShapesName), and
// runtime/backend/shape checks with it. It depends on nothing but the standard library.
//
// # The form
//
// A Table is a flat list of nodes that refer to one another by their place in it, so that recursive types need nothing
// special, what several types share is there once, and a decoder needs no recursion.
//
//	{"version":1,
//	 "shapes":[{"k":"string"},{"k":"object","n":"Note","keys":["title","tags"],"of":[0,2],"opt":[1]},{"k":"array","of":[0]}, ...],
//	 "functions":{"api.saveNote":{"of":[3]}}}
package shape

// Version is that of the form. A table of another version is refused: the runtime and the table are built together.
const Version = 1

// Kind says what a node is about.
type Kind string

// The kinds there are, with the fields that they have besides Name.
const (
	// Any is every value: nothing is checked.
	Any Kind = "any"
	// Never is no value.
	Never Kind = "never"
	// Undefined is undefined, for TypeScript's void too.
	Undefined Kind = "undefined"
	// Null is null.
	Null Kind = "null"
	// String is any string; branded ones are strings too.
	String Kind = "string"
	// Number is any number, NaN and the infinities included.
	Number Kind = "number"
	// Boolean is true or false.
	Boolean Kind = "boolean"
	// BigInt is any bigint.
	BigInt Kind = "bigint"
	// NonPrimitive is TypeScript's `object`: objects, arrays and functions.
	NonPrimitive Kind = "nonprimitive"
	// Defined is TypeScript's `{}`: all but null and undefined.
	Defined Kind = "defined"
	// Literal is one of Values, which are of type Type: "string", "number", "boolean" or "bigint".
	Literal Kind = "literal"
	// Template is a string that Pattern matches, a regular expression of package regexp.
	Template Kind = "template"
	// Array is an array whose items are Of[0].
	Array Kind = "array"
	// Tuple is an array of Of, of which the first Required must be there. If Rest is not 0, the element Of[Rest-1] may come any
	// number of times. A function's parameters are one, with their names in Keys.
	Tuple Kind = "tuple"
	// Object is an object with the members Keys, whose shapes are Of; those at the places Optional may be missing. It may have others,
	// unless Index says what they are: pairs of a key's shape and a value's.
	Object Kind = "object"
	// Union is any one of Of. If Tag is set, the objects among them each have a member of that name that is a Literal or Null,
	// and differ in it.
	Union Kind = "union"
	// Intersection is all of Of at once.
	Intersection Kind = "intersection"
	// Class is an instance of the built-in class Class, see Classes. Of are the type arguments of those that hold values.
	Class Kind = "class"
	// Function is a callback. Of[0], if there, is what it gives, once awaited.
	Function Kind = "function"
	// Stream is an async iterable or a ReadableStream. Of[0], if there, is what its items are.
	Stream Kind = "stream"
	// Iterable is an array, a Map, a Set, a string or a typed array. Of[0], if there, is what its items are.
	Iterable Kind = "iterable"
)

// Classes are the built-in classes that a Class node may name, with how many type arguments each has.
var Classes = map[string]int{
	"Date": 0, "RegExp": 0, "Error": 0, "Map": 2, "Set": 1, "ArrayBuffer": 0, "SharedArrayBuffer": 0, "DataView": 0,
	"Int8Array": 0, "Uint8Array": 0, "Uint8ClampedArray": 0, "Int16Array": 0, "Uint16Array": 0, "Int32Array": 0, "Uint32Array": 0,
	"Float16Array": 0, "Float32Array": 0, "Float64Array": 0, "BigInt64Array": 0, "BigUint64Array": 0,
	"Blob": 0, "File": 0, "AbortSignal": 0, "MessagePort": 0,
	// Any view: TypeScript's ArrayBufferView.
	"ArrayBufferView": 0,
	// The wrappers, as structured clone keeps them; their primitives are accepted too.
	"Boolean": 0, "Number": 0, "String": 0, "BigInt": 0,
}

// A Node describes values. Numbers in it are places in Table.Shapes.
type Node struct {
	Kind Kind `json:"k"`
	// Name is what the author calls the type, for messages; empty if it has no name.
	Name string `json:"n,omitempty"`

	Of       []int    `json:"of,omitempty"`
	Keys     []string `json:"keys,omitempty"`
	Optional []int    `json:"opt,omitempty"`
	Index    [][2]int `json:"index,omitempty"`
	Required int      `json:"req,omitempty"`
	Rest     int      `json:"rest,omitempty"`
	Type     string   `json:"t,omitempty"`
	Values   []string `json:"v,omitempty"`
	Pattern  string   `json:"re,omitempty"`
	Tag      string   `json:"tag,omitempty"`
	Class    string   `json:"c,omitempty"`
}

// A Signature says what a function may be called with.
type Signature struct {
	// Of are Tuple nodes, one for each overload.
	Of []int `json:"of"`
	// Extra says that the function may look at more arguments than it declares, as one of a JavaScript file may.
	Extra bool `json:"extra,omitempty"`
}

// A Table is what an app's functions may be called with.
type Table struct {
	Version int `json:"version"`
	// Shapes are the nodes. A node is reached from a function, and never by unions and intersections alone from itself.
	Shapes []Node `json:"shapes"`
	// Functions has those that have something to check, by their names in the app's list of calls: "api.saveNote".
	Functions map[string]Signature `json:"functions"`
}
