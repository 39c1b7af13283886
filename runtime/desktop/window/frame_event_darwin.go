package window

import "github.com/ebitengine/purego/objc"

// frameMethods are what Cocoa tells the delegate about windows around their pages.
func frameMethods() (methods []objc.MethodDef) {
	tell := func(selector string, events ...FrameEvent) {
		methods = append(methods, method(selector, func(_ objc.ID, _ objc.SEL, notification objc.ID) {
			native := send(notification, "object")
			for _, w := range current.windows {
				if w.native == native && w.view != 0 {
					for _, event := range events {
						w.options.event(event)
					}
					return
				}
			}
		}))
	}
	tell("windowDidBecomeKey:", "focus")
	tell("windowDidResignKey:", "blur")
	tell("windowDidMove:", "move", "moved")
	tell("windowDidEndLiveResize:", "resized")
	tell("windowDidMiniaturize:", "minimize")
	tell("windowDidDeminiaturize:", "restore")
	tell("windowDidEnterFullScreen:", "enter-full-screen")
	tell("windowDidExitFullScreen:", "leave-full-screen")
	methods = append(methods, method("windowDidResize:", func(_ objc.ID, _ objc.SEL, notification objc.ID) {
		native := send(notification, "object")
		for _, w := range current.windows {
			if w.native == native && w.view != 0 {
				w.resized()
			}
		}
	}))
	return methods
}

// resized tells that the window has another size, and whether it has come to be zoomed or has ceased to.
func (w *window) resized() {
	w.placeButtons()
	zoomed := w.is("isZoomed") && !w.inFullScreen()
	if zoomed != w.frame.zoomed {
		w.frame.zoomed = zoomed
		w.options.event(map[bool]FrameEvent{true: "maximize", false: "unmaximize"}[zoomed])
	}
	w.options.event("resize")
}
