package window

import (
	"math"
	"syscall"
	"unsafe"
)

// frameMessage handles what a message says about the window around its page. Handled says that Windows should have result and do nothing
// itself; the others go on to message.
func (w *window) frameMessage(message uint32, wide, long uintptr) (result uintptr, handled bool) {
	switch message {
	case wmNCCalcSize:
		if wide != 0 && w.bare() {
			w.takeFrame(*(**rect)(unsafe.Pointer(&long)))
			return 0, true
		}
	case wmShowWindow:
		if shown := wide != 0; shown != w.frame.shown {
			w.frame.shown = shown
			w.options.event(map[bool]FrameEvent{true: "show", false: "hide"}[shown])
		}
	case wmActivate:
		w.options.event(map[bool]FrameEvent{true: "focus", false: "blur"}[wide&0xffff != 0])
	case wmSize:
		w.sized(wide)
	case wmMove:
		w.options.event("move")
	case wmEnterSizeMove:
		w.frame.within = w.rect()
	case wmExitSizeMove:
		now, before := w.rect(), w.frame.within
		if now.right-now.left != before.right-before.left || now.bottom-now.top != before.bottom-before.top {
			w.options.event("resized")
		} else if now != before {
			w.options.event("moved")
		}
	case wmSizing:
		to := *(**rect)(unsafe.Pointer(&long))
		if w.frame.ratio > 0 {
			w.keepRatio(wide, to)
		}
		kept := w.pulled("will-resize", to, edges[wide])
		if w.frame.ratio > 0 || kept {
			return 1, true
		}
	case wmMoving:
		if w.pulled("will-move", *(**rect)(unsafe.Pointer(&long)), "") {
			return 1, true
		}
	case wmSysCommand:
		if wide&0xfff0 == scMove && w.frame.off[Movable] {
			return 0, true
		}
	case wmClose:
		if w.frame.off[Closable] {
			return 0, true
		}
	case wmEndSession:
		if wide != 0 {
			w.options.event("session-end")
		}
	}
	return 0, false
}

// edges are those that a hand resizes a window by, as wmSizing numbers them.
var edges = map[uintptr]string{1: "left", 2: "right", 3: "top", 4: "top-left", 5: "top-right", 6: "bottom", 7: "bottom-left", 8: "bottom-right"}

// pulled asks whether a hand may have the window where it pulls it to, and puts it back if not.
func (w *window) pulled(event FrameEvent, to *rect, edge string) (kept bool) {
	if w.options.Frame.OnPull == nil {
		return false
	}
	allowed := true
	guard("OnPull", func() { allowed = w.options.Frame.OnPull(event, logicalRect(*to, dpiOf(w.handle)), edge) })
	if !allowed {
		*to = w.rect()
	}
	return !allowed
}

// bare reports whether the title bar is the page's to draw, and the frame is still one that resizes.
func (w *window) bare() bool {
	return (w.options.Frame.frameless() || w.options.Frame.TitleBar != "") && !w.frame.full && w.frame.style&wsCaption != 0
}

// takeFrame leaves of the usual frame its left, right and lower edges, which can't be seen: they resize the window. What is above belongs to
// the page, but for what is off the screen when the window is maximised.
func (w *window) takeFrame(inside *rect) {
	top := inside.top
	def := [4]uintptr{uintptr(w.handle), wmNCCalcSize, 0, uintptr(unsafe.Pointer(inside))}
	_, _, _ = syscall.SyscallN(procDefWindowProc.Addr(), def[:]...)
	inside.top = top
	if w.is(procIsZoomed) {
		inside.top = max(top, workArea(w.handle).top)
	}
}

// sized tells what a wmSize means.
func (w *window) sized(kind uintptr) {
	before := w.frame.size
	w.frame.size = kind
	switch {
	case kind == before:
	case kind == sizeMinimized:
		w.options.event("minimize")
	case before == sizeMinimized:
		w.options.event("restore")
		if kind == sizeMaximized {
			w.options.event("maximize")
		}
	case kind == sizeMaximized:
		w.options.event("maximize")
	case before == sizeMaximized:
		w.options.event("unmaximize")
	}
	if kind != sizeMinimized {
		w.options.event("resize")
	}
}

// keepRatio makes of the size that an edge was pulled to one with the right ratio of the page's width to its height.
func (w *window) keepRatio(edge uintptr, to *rect) {
	dpi := dpiOf(w.handle)
	frame := w.outer(Size{}, true, dpi)
	frame.x += toDevice(w.frame.extra.Width, dpi)
	frame.y += toDevice(w.frame.extra.Height, dpi)
	width, height := float64(to.right-to.left-frame.x), float64(to.bottom-to.top-frame.y)
	const left, right, top, topLeft, topRight, bottom, bottomLeft = 1, 2, 3, 4, 5, 6, 7
	if edge == top || edge == bottom {
		to.right = to.left + frame.x + int32(math.Round(height*w.frame.ratio))
		return
	}
	wanted := frame.y + int32(math.Round(width/w.frame.ratio))
	if edge == topLeft || edge == topRight {
		to.top = to.bottom - wanted
	} else {
		to.bottom = to.top + wanted
	}
}

// limit says how small and how large the window may get.
func (w *window) limit(info *minMaxInfo) {
	dpi := dpiOf(w.handle)
	minimum, maximum := w.outer(w.frame.minimum, w.frame.content, dpi), w.outer(w.frame.maximum, w.frame.content, dpi)
	if w.frame.minimum.Width > 0 {
		info.minTrack.x = minimum.x
	}
	if w.frame.minimum.Height > 0 {
		info.minTrack.y = minimum.y
	}
	if w.frame.maximum.Width > 0 {
		info.maxTrack.x = maximum.x
	}
	if w.frame.maximum.Height > 0 {
		info.maxTrack.y = maximum.y
	}
}

// WorkAreas are found one after the other by a callback, of which a process can have few: there is one for good.
func (d *driver) WorkAreas() (areas []Rect) {
	foundAreas = nil
	_, _, _ = procEnumDisplayMonitors.Call(0, 0, eachMonitor, 0)
	return foundAreas
}

var (
	foundAreas  []Rect // UI thread
	eachMonitor = syscall.NewCallback(func(monitor, _, _, _ uintptr) uintptr {
		info := infoOf(monitor)
		area := logicalRect(info.use, monitorDPI(monitor))
		if primary := info.flags&1 != 0; primary {
			foundAreas = append([]Rect{area}, foundAreas...)
		} else {
			foundAreas = append(foundAreas, area)
		}
		return 1
	})
)

func monitorDPI(monitor uintptr) uint32 {
	var x, y uint32
	const effective = 0
	if result, _, _ := procGetDpiForMonitor.Call(monitor, effective, uintptr(unsafe.Pointer(&x)), uintptr(unsafe.Pointer(&y))); int32(result) < 0 {
		return usualDPI
	}
	return x
}
