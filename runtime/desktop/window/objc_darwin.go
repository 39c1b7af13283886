package window

import (
	"strings"
	"unsafe"

	"github.com/ebitengine/purego"
	"github.com/ebitengine/purego/objc"
)

// What the driver says to Cocoa and WebKit goes through the Objective-C runtime, without C. Everything here belongs to the UI
// thread, which is the process's main thread, except for wakeUp.

// Geometry as Cocoa has it, in logical pixels: CGPoint, CGSize and CGRect.
type (
	cgPoint struct{ x, y float64 }
	cgSize  struct{ width, height float64 }
	cgRect  struct {
		origin cgPoint
		size   cgSize
	}
)

var selectors = map[string]objc.SEL{}

// sel is a selector, looked up once.
func sel(name string) objc.SEL {
	selector, known := selectors[name]
	if !known {
		selector = objc.RegisterName(name)
		selectors[name] = selector
	}
	return selector
}

// send sends a message whose result is an object, or is not looked at.
func send(to objc.ID, selector string, arguments ...any) objc.ID {
	return to.Send(sel(selector), arguments...)
}

func class(name string) objc.ID { return objc.ID(objc.GetClass(name)) }

// create is alloc and init, autoreleased.
func create(name, initializer string, arguments ...any) objc.ID {
	return send(send(send(class(name), "alloc"), initializer, arguments...), "autorelease")
}

// pooled runs a function in an autorelease pool: what it creates goes with it, unless somebody retains it.
func pooled(run func()) {
	pool := send(send(class("NSAutoreleasePool"), "alloc"), "init")
	defer send(pool, "drain")
	run()
}

const utf8Encoding = 4 // NSUTF8StringEncoding

// nsString is a string for Cocoa, autoreleased.
func nsString(text string) objc.ID {
	text = strings.ToValidUTF8(text, "\uFFFD")
	if text == "" {
		return send(class("NSString"), "string")
	}
	return create("NSString", "initWithBytes:length:encoding:", unsafe.Pointer(unsafe.StringData(text)), uint(len(text)), uint(utf8Encoding))
}

// goString is a string of Cocoa's; "" for nil.
func goString(text objc.ID) string {
	if text == 0 {
		return ""
	}
	// Not UTF8String, which ends at a zero.
	return string(goBytes(send(text, "dataUsingEncoding:allowLossyConversion:", uint(utf8Encoding), true)))
}

// goBytes are a copy of an NSData's; nil for nil.
func goBytes(data objc.ID) []byte {
	length := uint(0)
	if data != 0 {
		length = objc.Send[uint](data, sel("length"))
	}
	if length == 0 {
		return nil
	}
	return append([]byte(nil), unsafe.Slice((*byte)(objc.Send[unsafe.Pointer](data, sel("bytes"))), length)...)
}

// nsData are bytes for Cocoa, copied and autoreleased.
func nsData(data []byte) objc.ID {
	if len(data) == 0 {
		return send(class("NSData"), "data")
	}
	return send(class("NSData"), "dataWithBytes:length:", unsafe.Pointer(unsafe.SliceData(data)), uint(len(data)))
}

// nsURL is the URL of an address, nil when it is none.
func nsURL(address string) objc.ID { return send(class("NSURL"), "URLWithString:", nsString(address)) }

// goURL is the address of a URL.
func goURL(url objc.ID) string {
	if url == 0 {
		return ""
	}
	return goString(send(url, "absoluteString"))
}

// responds tells whether an object of this version of the system has a method.
func responds(object objc.ID, selector string) bool {
	return objc.Send[bool](object, sel("respondsToSelector:"), sel(selector))
}

// block is a block that Cocoa has given us to call: what it takes are words. Its function is the third word of its layout, as the ABI of
// blocks has it.
type block struct {
	_, _   uintptr
	invoke uintptr
}

// callBlock calls a block of Cocoa's.
func callBlock(given objc.Block, arguments ...uintptr) {
	layout := *(**block)(unsafe.Pointer(&given))
	_, _, _ = purego.SyscallN(layout.invoke, append([]uintptr{uintptr(given)}, arguments...)...)
}

// giveBlock calls run with a block made from a Go function, which Cocoa has copied by then if it wants to keep it.
func giveBlock(function any, run func(objc.Block)) {
	made := objc.NewBlock(function)
	defer made.Release()
	run(made)
}

var (
	mainQueue     uintptr
	dispatchAsync func(queue, context, function uintptr)
	isMainThread  func() int32
)

// loadFrameworks finds what the driver needs of the system.
func loadFrameworks() error {
	for _, path := range []string{
		"/System/Library/Frameworks/Cocoa.framework/Cocoa",
		"/System/Library/Frameworks/WebKit.framework/WebKit",
	} {
		if _, err := purego.Dlopen(path, purego.RTLD_LAZY|purego.RTLD_GLOBAL); err != nil {
			return &ErrNoWebView{Library: path, Reason: err.Error()}
		}
	}
	system, err := purego.Dlopen("/usr/lib/libSystem.B.dylib", purego.RTLD_LAZY|purego.RTLD_GLOBAL)
	if err != nil {
		return err
	}
	if mainQueue, err = purego.Dlsym(system, "_dispatch_main_q"); err != nil {
		return err
	}
	purego.RegisterLibFunc(&dispatchAsync, system, "dispatch_async_f")
	purego.RegisterLibFunc(&isMainThread, system, "pthread_main_np")
	if !responds(class("WKContentWorld"), "worldWithName:") {
		return &ErrNoWebView{Library: "WebKit", Reason: "it has no WKContentWorld"}
	}
	return nil
}
