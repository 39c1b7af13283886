package window

import (
	"github.com/ebitengine/purego"

	"github.com/deskjs/deskjs/runtime/desktop/cocoa"
)

// What the driver says to Cocoa and WebKit goes by package cocoa. Everything here belongs to the UI thread, which is the process's main
// thread, except for wakeUp.

type (
	cgPoint = cocoa.Point
	cgSize  = cocoa.Size
	cgRect  = cocoa.Rect
)

var (
	sel       = cocoa.Sel
	send      = cocoa.Send
	class     = cocoa.Class
	create    = cocoa.Create
	pooled    = cocoa.Pooled
	nsString  = cocoa.String
	goString  = cocoa.GoString
	goBytes   = cocoa.GoBytes
	nsData    = cocoa.Data
	nsURL     = cocoa.URL
	goURL     = cocoa.GoURL
	responds  = cocoa.Responds
	callBlock = cocoa.CallBlock
	giveBlock = cocoa.GiveBlock
)

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
