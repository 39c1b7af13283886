package cocoa

import (
	"strings"
	"unsafe"

	"github.com/ebitengine/purego"
	"github.com/ebitengine/purego/objc"
)

// Geometry as Cocoa has it, in logical pixels: CGPoint, CGSize and CGRect.
type (
	Point struct{ X, Y float64 }
	Size  struct{ Width, Height float64 }
	Rect  struct {
		Origin Point
		Size   Size
	}
)

var selectors = map[string]objc.SEL{}

// Sel is a selector, looked up once.
func Sel(name string) objc.SEL {
	selector, known := selectors[name]
	if !known {
		selector = objc.RegisterName(name)
		selectors[name] = selector
	}
	return selector
}

// Send sends a message whose result is an object, or is not looked at.
func Send(to objc.ID, selector string, arguments ...any) objc.ID {
	return to.Send(Sel(selector), arguments...)
}

// Class is the class of that name, nil where the system has none.
func Class(name string) objc.ID { return objc.ID(objc.GetClass(name)) }

// Create is alloc and init, autoreleased.
func Create(name, initializer string, arguments ...any) objc.ID {
	return Send(Send(Send(Class(name), "alloc"), initializer, arguments...), "autorelease")
}

// Pooled runs a function in an autorelease pool: what it creates goes with it, unless somebody retains it.
func Pooled(run func()) {
	pool := Send(Send(Class("NSAutoreleasePool"), "alloc"), "init")
	defer Send(pool, "drain")
	run()
}

const utf8Encoding = 4 // NSUTF8StringEncoding

// String is a string for Cocoa, autoreleased.
func String(text string) objc.ID {
	text = strings.ToValidUTF8(text, "\uFFFD")
	if text == "" {
		return Send(Class("NSString"), "string")
	}
	return Create("NSString", "initWithBytes:length:encoding:", unsafe.Pointer(unsafe.StringData(text)), uint(len(text)), uint(utf8Encoding))
}

// GoString is a string of Cocoa's; "" for nil.
func GoString(text objc.ID) string {
	if text == 0 {
		return ""
	}
	// Not UTF8String, which ends at a zero.
	return string(GoBytes(Send(text, "dataUsingEncoding:allowLossyConversion:", uint(utf8Encoding), true)))
}

// GoBytes are a copy of an NSData's; nil for nil.
func GoBytes(data objc.ID) []byte {
	length := uint(0)
	if data != 0 {
		length = objc.Send[uint](data, Sel("length"))
	}
	if length == 0 {
		return nil
	}
	return append([]byte(nil), unsafe.Slice((*byte)(objc.Send[unsafe.Pointer](data, Sel("bytes"))), length)...)
}

// Data are bytes for Cocoa, copied and autoreleased.
func Data(data []byte) objc.ID {
	if len(data) == 0 {
		return Send(Class("NSData"), "data")
	}
	return Send(Class("NSData"), "dataWithBytes:length:", unsafe.Pointer(unsafe.SliceData(data)), uint(len(data)))
}

// URL is the URL of an address, nil when it is none.
func URL(address string) objc.ID { return Send(Class("NSURL"), "URLWithString:", String(address)) }

// GoURL is the address of a URL.
func GoURL(url objc.ID) string {
	if url == 0 {
		return ""
	}
	return GoString(Send(url, "absoluteString"))
}

// Responds tells whether an object of this version of the system has a method.
func Responds(object objc.ID, selector string) bool {
	return objc.Send[bool](object, Sel("respondsToSelector:"), Sel(selector))
}

// block is a block that Cocoa has given us to call: what it takes are words. Its function is the third word of its layout, as the ABI of
// blocks has it.
type block struct {
	_, _   uintptr
	invoke uintptr
}

// CallBlock calls a block of Cocoa's.
func CallBlock(given objc.Block, arguments ...uintptr) {
	layout := *(**block)(unsafe.Pointer(&given))
	_, _, _ = purego.SyscallN(layout.invoke, append([]uintptr{uintptr(given)}, arguments...)...)
}

// GiveBlock calls run with a block made from a Go function, which Cocoa has copied by then if it wants to keep it.
func GiveBlock(function any, run func(objc.Block)) {
	made := objc.NewBlock(function)
	defer made.Release()
	run(made)
}
