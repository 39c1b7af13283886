// Package op is how a builtin's native half is written: plain Go functions over
// plain Go values, with no word of the JavaScript engine.
//
// Every builtin under runtime/backend/node and runtime/backend/web declares a
// Table of operations; package engine derives from each the forms that
// JavaScript calls. Any package of the backend may import op; op imports
// nothing of the project.
package op

import "context"

// Func is one operation. It gets its arguments already converted to Go values
// and returns a value that Result documents, or an error (an *Error when it is
// to reach JavaScript with Node's code). It may block when it is an IO
// operation, and must not when it is Pure.
type Func func(ctx *Context, args Args) (any, error)

// Kind says which forms of an operation JavaScript gets.
type Kind uint8

const (
	// KindIO operations may block. binding.NAMESync(...) runs on the
	// JavaScript thread; binding.NAME(..., callback) and
	// binding.NAMEPromise(...) run on a goroutine and settle on the loop.
	KindIO Kind = iota
	// KindPure operations never block: binding.NAME(...) is all there is.
	KindPure
)

// Op names one operation.
type Op struct {
	Name string
	Run  Func
	Kind Kind
}

// Table lists a builtin's operations, in the order of Node's documentation.
type Table []Op

// IO declares an operation that may block.
func IO(name string, run Func) Op { return Op{name, run, KindIO} }

// Pure declares an operation that never blocks.
func Pure(name string, run Func) Op { return Op{name, run, KindPure} }

// Context is what an operation may know of the runtime that called it. Its
// context.Context ends when the runtime does.
type Context struct {
	context.Context
}

// Handle carries a Go value through JavaScript: as a result it becomes an
// opaque object, and as an argument the same value comes back (Args.Handle).
type Handle struct{ Value any }

// Shared is implemented by what a Handle may hold so that the Handle can be sent to another engine, which shares the value. Any
// goroutine may use the value then.
type Shared interface {
	// Discard is called when the message with it will never be received.
	Discard()
}

// Null is the result that becomes null; a nil result becomes undefined.
var Null = new(struct{ null byte })

// BigInt is a result that becomes a BigInt rather than a number.
type BigInt int64

// Field is one property of an Object.
type Field struct {
	Name  string
	Value any
}

// Object is a result that becomes a plain object, its properties in order.
//
// The results an operation may return are: nil (undefined), Null, bool, int,
// int64, uint64, float64, string, BigInt, *big.Int, []byte (an ArrayBuffer over
// the same memory: hand over, do not keep), []string, []float64 and []any (arrays),
// Object, Handle, and error (an Error object).
type Object []Field
