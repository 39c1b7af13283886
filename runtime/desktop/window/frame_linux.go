//go:build linux && cgo

package window

/*
#include <stdlib.h>
#include "frame_linux.h"
*/
import "C"

import (
	"errors"
	"fmt"
	"unsafe"
)

//export deskjsGoFrame
func deskjsGoFrame(id C.uintptr_t, event *C.char) {
	if w := current.windows[uintptr(id)]; w != nil && w.view != nil {
		w.options.event(FrameEvent(C.GoString(event)))
	}
}

// beginFrame makes the window what its options say, before anything is in it.
func (w *window) beginFrame() {
	frame := &w.options.Frame
	options := C.deskjs_frame_options{
		placed: toInt(frame.Placed), x: C.int(frame.X), y: C.int(frame.Y), centered: toInt(frame.Centered),
		frameless: toInt(frame.frameless()), transparent: toInt(frame.Transparent),
		parent: nativeOf(frame.Parent), dark: toInt(frame.Dark),
	}
	options.modal = toInt(frame.Modal && options.parent != nil)
	if frame.Type != "" {
		options._type = C.CString(frame.Type)
		defer C.free(unsafe.Pointer(options._type))
	}
	C.deskjs_frame_begin(w.native, C.uintptr_t(w.id), &options)
}

// nativeOf is a window's GtkWindow, nil if it has closed or is none.
func nativeOf(other Window) unsafe.Pointer {
	if w, ours := other.(*window); ours && w.view != nil {
		return w.native
	}
	return nil
}

func (w *window) State() (state FrameState) {
	if w.view == nil {
		return state
	}
	var native C.deskjs_frame_state
	C.deskjs_frame_state_of(w.native, &native)
	return FrameState{
		Bounds: goRect(native.bounds), Content: goRect(native.content), Normal: goRect(native.normal),
		Visible: native.visible != 0, Focused: native.focused != 0, Minimized: native.minimized != 0,
		Maximized: native.maximized != 0, FullScreen: native.fullscreen != 0, Snapped: native.snapped != 0, Handle: uint64(native.handle),
	}
}

func goRect(r C.deskjs_rect) Rect {
	return Rect{X: int(r.x), Y: int(r.y), Width: int(r.width), Height: int(r.height)}
}

func nativeRect(r Rect) C.deskjs_rect {
	return C.deskjs_rect{x: C.int(r.X), y: C.int(r.Y), width: C.int(r.Width), height: C.int(r.Height)}
}

func (w *window) SetBounds(bounds Rect) {
	if w.view != nil {
		native := nativeRect(bounds)
		C.deskjs_frame_set_bounds(w.native, &native)
	}
}

func (w *window) SetContentSize(size Size) {
	if w.view != nil {
		C.deskjs_frame_set_content_size(w.native, C.int(size.Width), C.int(size.Height))
	}
}

func (w *window) SetLimits(minimum, maximum Size, content bool) {
	if w.view != nil {
		C.deskjs_frame_set_limits(w.native, C.int(minimum.Width), C.int(minimum.Height),
			C.int(maximum.Width), C.int(maximum.Height), toInt(content))
	}
}

func (w *window) SetAspectRatio(ratio float64, extra Size) {
	if w.view != nil {
		C.deskjs_frame_set_aspect(w.native, C.double(ratio), C.int(extra.Width), C.int(extra.Height))
	}
}

func (w *window) Show(active bool) {
	if w.view != nil {
		C.deskjs_frame_show(w.native, toInt(active))
	}
}

func (w *window) Hide() {
	if w.view != nil {
		C.deskjs_frame_hide(w.native)
	}
}

// actions are what C knows the Actions by.
var actions = map[Action]C.int{
	Minimize: C.DESKJS_MINIMIZE, Restore: C.DESKJS_RESTORE, Maximize: C.DESKJS_MAXIMIZE, Unmaximize: C.DESKJS_UNMAXIMIZE,
	Center: C.DESKJS_CENTER, MoveTop: C.DESKJS_MOVE_TOP, Blur: C.DESKJS_BLUR, Move: C.DESKJS_MOVE, Zoom: C.DESKJS_ZOOM,
	SystemMenu: C.DESKJS_SYSTEM_MENU,
}

func (w *window) Do(action Action) error {
	native, known := actions[action]
	if !known {
		return fmt.Errorf("a window can't %q", action)
	}
	if w.view != nil && C.deskjs_frame_do(w.native, native) == 0 {
		return &ErrNotSupported{What: "a window's " + string(action), Where: "this display server"}
	}
	return nil
}

func (w *window) MoveAbove(handle uint64) error {
	if w.view == nil {
		return nil
	}
	switch C.deskjs_frame_above(w.native, C.uint64_t(handle)) {
	case 1:
		return nil
	case 0:
		return ErrNoSuchWindow
	default:
		return &ErrNotSupported{What: "a window's place among others", Where: "this display server"}
	}
}

// edges are in the order of GDK's.
var edges = []string{"top-left", "top", "top-right", "left", "right", "bottom-left", "bottom", "bottom-right"}

func (w *window) BeginResize(edge string) error {
	for i, name := range edges {
		if name == edge {
			if w.view != nil {
				C.deskjs_frame_begin_resize(w.native, C.int(i))
			}
			return nil
		}
	}
	return fmt.Errorf("a window has no edge %q", edge)
}

// properties are what C knows the Properties by.
var properties = map[Property]C.int{
	Resizable: C.DESKJS_RESIZABLE, Movable: C.DESKJS_MOVABLE, Minimizable: C.DESKJS_MINIMIZABLE, Maximizable: C.DESKJS_MAXIMIZABLE,
	Closable: C.DESKJS_CLOSABLE, Focusable: C.DESKJS_FOCUSABLE, FullScreen: C.DESKJS_FULLSCREEN, Kiosk: C.DESKJS_FULLSCREEN,
	SkipTaskbar: C.DESKJS_SKIP_TASKBAR, AllWorkspaces: C.DESKJS_ALL_WORKSPACES, Enabled: C.DESKJS_ENABLED,
	Flashing: C.DESKJS_FLASHING, IgnoreMouse: C.DESKJS_IGNORE_MOUSE,
}

func (w *window) Set(property Property, on bool) error {
	native, known := properties[property]
	switch {
	case property == FullScreenable: // nothing but the app puts a window into full screen
	case !known:
		return notSupported(string(property))
	case w.view != nil:
		C.deskjs_frame_set(w.native, native, toInt(on))
	}
	return nil
}

func (w *window) SetLevel(level string, _ int) {
	if w.view != nil {
		C.deskjs_frame_set(w.native, C.DESKJS_ABOVE, toInt(level != ""))
	}
}

func (w *window) SetOpacity(opacity float64) {
	if w.view != nil {
		C.deskjs_frame_set_opacity(w.native, C.double(opacity))
	}
}

func (w *window) SetBackground(color Color) {
	if w.view != nil {
		if !w.options.Frame.Transparent {
			color.A = 255
		}
		C.deskjs_frame_set_background(w.native, C.int(color.R), C.int(color.G), C.int(color.B), C.int(color.A))
	}
}

func (w *window) SetIcon(image []byte) error {
	if w.view == nil {
		return nil
	}
	var reason [200]C.char
	if C.deskjs_frame_set_icon(w.native, unsafe.Pointer(unsafe.SliceData(image)), C.size_t(len(image)), &reason[0], C.size_t(len(reason))) == 0 {
		return errors.New("the icon can't be read: " + C.GoString(&reason[0]))
	}
	return nil
}

func (w *window) SetShape(rects []Rect) error {
	if w.view == nil {
		return nil
	}
	native := make([]C.deskjs_rect, 0, len(rects)+1)
	for _, r := range rects {
		native = append(native, nativeRect(r))
	}
	C.deskjs_frame_set_shape(w.native, unsafe.SliceData(native), C.int(len(native)))
	return nil
}

func (w *window) SetParent(parent Window) {
	if w.view != nil {
		C.deskjs_frame_set_parent(w.native, nativeOf(parent))
	}
}

func (w *window) SetAccessibleTitle(title string) {
	if w.view != nil {
		text := C.CString(title)
		defer C.free(unsafe.Pointer(text))
		C.deskjs_frame_set_accessible_title(w.native, text)
	}
}

func (w *window) SetViews(views []PlacedView) {
	if w.view == nil {
		return
	}
	var pages []unsafe.Pointer
	var places []C.deskjs_rect
	for _, placed := range views {
		page, ours := placed.View.(*window)
		if !ours || page.view == nil || page == w {
			continue
		}
		place := placed.Bounds
		if placed.Fills {
			place.Width = -1
		} else {
			place.Width, place.Height = max(place.Width, 0), max(place.Height, 0)
		}
		pages, places = append(pages, page.view), append(places, nativeRect(place))
	}
	C.deskjs_frame_set_views(w.native, unsafe.SliceData(pages), unsafe.SliceData(places), C.int(len(pages)))
}

// leaveViews has each page in its own window again, before one of the two closes.
func (w *window) leaveViews() {
	w.SetViews(nil)
	C.deskjs_frame_take_home(w.view)
}

func (w *window) SetOverlayIcon([]byte, string) error { return notSupported("an overlay icon") }
func (w *window) SetProgress(float64, string) error {
	return notSupported("a window's own progress bar")
}
func (w *window) SetVibrancy(string, string) error { return notSupported("vibrancy") }
func (w *window) SetMaterial(string) error         { return notSupported("a background material") }
func (w *window) SetButtonPosition(*Size) error {
	return notSupported("a position of the window's buttons")
}
func (w *window) SetRepresentedFile(string) error { return notSupported("a represented file") }

func (d *driver) WorkAreas() (areas []Rect) {
	var native [32]C.deskjs_rect
	for _, area := range native[:C.deskjs_work_areas(&native[0], C.int(len(native)))] {
		areas = append(areas, goRect(area))
	}
	return areas
}
