package screen

import (
	"math"
	"sync"

	"github.com/ebitengine/purego"
	"github.com/ebitengine/purego/objc"

	"github.com/deskjs/deskjs/runtime/desktop/cocoa"
	"github.com/deskjs/deskjs/runtime/desktop/service"
)

// quartz is what Cocoa does not tell of a display.
var quartz = sync.OnceValue(func() (functions struct {
	Rotation func(display uint32) float64
	BuiltIn  func(display uint32) bool
}) {
	handle, err := purego.Dlopen("/System/Library/Frameworks/CoreGraphics.framework/CoreGraphics", purego.RTLD_LAZY|purego.RTLD_GLOBAL)
	if err != nil {
		return functions
	}
	purego.RegisterLibFunc(&functions.Rotation, handle, "CGDisplayRotation")
	purego.RegisterLibFunc(&functions.BuiltIn, handle, "CGDisplayIsBuiltin")
	return functions
})

type cocoaDriver struct{}

func newDriver() driver { return cocoaDriver{} }

func (cocoaDriver) displays() (found list, err error) {
	cocoa.Pooled(func() { found = read() })
	if len(found.Displays) == 0 {
		return found, &service.Error{Code: service.CodeNotSupported, Message: "the system has no display now"}
	}
	return found, nil
}

func read() (found list) {
	screens := cocoa.Send(cocoa.Class("NSScreen"), "screens") // the first has the menu bar
	var top float64
	for i := range objc.Send[uint](screens, cocoa.Sel("count")) {
		screen := cocoa.Send(screens, "objectAtIndex:", i)
		frame := objc.Send[cocoa.Rect](screen, cocoa.Sel("frame"))
		if i == 0 {
			top = frame.Size.Height
		}
		number := cocoa.Send(cocoa.Send(screen, "deviceDescription"), "objectForKey:", cocoa.String("NSScreenNumber"))
		id := objc.Send[uint32](number, cocoa.Sel("unsignedIntValue"))
		display := Display{
			ID: int64(id), Detected: true,
			Bounds: turned(frame, top), WorkArea: turned(objc.Send[cocoa.Rect](screen, cocoa.Sel("visibleFrame")), top),
			ScaleFactor:  objc.Send[float64](screen, cocoa.Sel("backingScaleFactor")),
			TouchSupport: "unavailable", AccelerometerSupport: "unknown",
			ColorDepth: 24, DepthPerComponent: 8,
			MaximumCursorSize: Size{64, 64},
		}
		if functions := quartz(); functions.Rotation != nil {
			display.Rotation = int(math.Round(functions.Rotation(id)))
			display.Internal = functions.BuiltIn(id)
		}
		if cocoa.Responds(screen, "localizedName") {
			display.Label = cocoa.GoString(cocoa.Send(screen, "localizedName"))
		}
		if cocoa.Responds(screen, "maximumFramesPerSecond") {
			display.DisplayFrequency = float64(objc.Send[int](screen, cocoa.Sel("maximumFramesPerSecond")))
		}
		found.Displays = append(found.Displays, display)
	}
	return found
}

// turned is a rectangle counted from the top: Cocoa counts from the lower left corner of the first display.
func turned(r cocoa.Rect, top float64) Rect {
	return Rect{int(r.Origin.X), int(top - r.Origin.Y - r.Size.Height), int(r.Size.Width), int(r.Size.Height)}
}

func (cocoaDriver) cursor() (at Point, err error) {
	cocoa.Pooled(func() {
		location := objc.Send[cocoa.Point](cocoa.Class("NSEvent"), cocoa.Sel("mouseLocation"))
		screens := cocoa.Send(cocoa.Class("NSScreen"), "screens")
		top := objc.Send[cocoa.Rect](cocoa.Send(screens, "firstObject"), cocoa.Sel("frame")).Size.Height
		at = Point{int(location.X), int(top - location.Y)}
	})
	return at, nil
}

func (cocoaDriver) watch(changed func()) error {
	cocoa.Pooled(func() {
		cocoa.Observe(cocoa.NotificationCenter(), "NSApplicationDidChangeScreenParametersNotification", func(objc.ID) { changed() })
	})
	return nil
}
