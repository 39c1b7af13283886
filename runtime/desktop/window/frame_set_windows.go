package window

import (
	"errors"
	"unsafe"

	"golang.org/x/sys/windows"
)

func (w *window) Set(property Property, on bool) error {
	if w.handle == 0 {
		return nil
	}
	w.frame.off[property] = !on
	switch property {
	case Resizable:
		w.style(wsThickFrame, on)
		w.style(wsMaximizeBox, on && !w.frame.off[Maximizable])
	case Minimizable:
		w.style(wsMinimizeBox, on)
	case Maximizable:
		w.style(wsMaximizeBox, on)
	case Closable:
		menu, _, _ := procGetSystemMenu.Call(uintptr(w.handle), 0)
		const byCommand, enabled, grayed = 0, 0, 1
		state := uintptr(grayed)
		if on {
			state = enabled
		}
		_, _, _ = procEnableMenuItem.Call(menu, scClose, byCommand|state)
	case Movable, FullScreenable: // looked at when it comes to that
	case Focusable:
		w.exStyle(wsExNoActivate, !on)
		return w.Set(SkipTaskbar, !on)
	case FullScreen, Kiosk:
		w.setFullScreen(on)
	case SkipTaskbar:
		return withTaskbar(func(list *taskbarList) error {
			if on {
				return list.call(taskbarDelete, uintptr(w.handle))
			}
			return list.call(taskbarAdd, uintptr(w.handle))
		})
	case HasShadow:
		const ncRendering, disabled, enabled = 2, 1, 2
		policy := uint32(enabled)
		if !on {
			policy = disabled
		}
		w.setAttribute(ncRendering, policy)
	case Enabled:
		_, _, _ = procEnableWindow.Call(uintptr(w.handle), flag(on))
	case Flashing:
		w.flash(on)
	case ContentProtection:
		const excluded = 0x11
		_, _, _ = procSetWindowDisplayAffinity.Call(uintptr(w.handle), excluded*flag(on))
	case IgnoreMouse:
		w.exStyle(wsExTransparent|wsExLayered, on)
	default: // also AllWorkspaces: a window can't choose its desktops
		return notSupported(string(property))
	}
	return nil
}

func (w *window) style(bits uintptr, on bool) {
	w.frame.style &^= bits
	if on {
		w.frame.style |= bits
	}
	if !w.frame.full {
		w.applyStyle()
	}
}

func (w *window) exStyle(bits uintptr, on bool) {
	w.frame.exStyle &^= bits
	if on {
		w.frame.exStyle |= bits
	}
	w.applyStyle()
}

func (w *window) setFullScreen(on bool) {
	if w.frame.full == on {
		return
	}
	if on {
		w.frame.before = w.placement()
		screen := monitorOf(w.handle).whole
		w.frame.full = true
		_, _, _ = procSetWindowLongPtr.Call(uintptr(w.handle), gwlStyle, w.shownStyle(w.frame.style&^(wsCaption|wsThickFrame)))
		_, _, _ = procSetWindowPos.Call(uintptr(w.handle), 0, word(screen.left), word(screen.top), word(screen.right-screen.left),
			word(screen.bottom-screen.top), swpNoZOrder|swpNoOwnerZOrder|swpFrameChanged)
		w.options.event("enter-full-screen")
		return
	}
	w.frame.full = false
	w.applyStyle()
	_, _, _ = procSetWindowPlacement.Call(uintptr(w.handle), uintptr(unsafe.Pointer(&w.frame.before)))
	w.options.event("leave-full-screen")
}

func (w *window) flash(on bool) {
	const stop, tray, untilForeground = 0, 2, 12
	info := struct {
		size           uint32
		window         windows.HWND
		flags          uint32
		count, timeout uint32
	}{window: w.handle, flags: stop}
	if on {
		info.flags = tray | untilForeground
	}
	info.size = uint32(unsafe.Sizeof(info))
	_, _, _ = procFlashWindowEx.Call(uintptr(unsafe.Pointer(&info)))
}

func (w *window) SetLevel(level string, _ int) {
	w.frame.level = level
	after := hwndNotTopmost
	if level != "" {
		after = hwndTopmost
	}
	_, _, _ = procSetWindowPos.Call(uintptr(w.handle), after, 0, 0, 0, 0, swpNoMove|swpNoSize|swpNoActivate)
}

func (w *window) SetOpacity(opacity float64) {
	w.exStyle(wsExLayered, opacity < 1 || w.frame.exStyle&wsExTransparent != 0)
	const alpha = 2
	_, _, _ = procSetLayeredWindowAttributes.Call(uintptr(w.handle), 0, uintptr(uint8(opacity*255+0.5)), alpha)
}

func (w *window) SetBackground(color Color) {
	if !w.options.Frame.Transparent {
		color.A = 255
	}
	w.options.Frame.Background = &color
	if w.view != nil {
		w.view.SetBackground(color.A, color.R, color.G, color.B)
	}
}

func (w *window) SetIcon(image []byte) error {
	icon, err := newIcon(image)
	if err != nil || w.handle == 0 {
		return err
	}
	for size := range uintptr(2) { // the small one and the large one
		_, _, _ = procSendMessage.Call(uintptr(w.handle), wmSetIcon, size, uintptr(icon))
	}
	dropIcon(w.frame.icon)
	w.frame.icon = icon
	return nil
}

func (w *window) SetOverlayIcon(image []byte, description string) error {
	var icon windows.Handle
	if image != nil {
		var err error
		if icon, err = newIcon(image); err != nil {
			return err
		}
	}
	err := withTaskbar(func(list *taskbarList) error {
		return list.call(taskbarSetOverlay, uintptr(w.handle), uintptr(icon), uintptr(unsafe.Pointer(wide(description))))
	})
	dropIcon(w.frame.overlay)
	w.frame.overlay = icon
	return err
}

func dropIcon(icon windows.Handle) {
	if icon != 0 {
		_, _, _ = procDestroyIcon.Call(uintptr(icon))
	}
}

func (w *window) SetProgress(fraction float64, mode string) error {
	states := map[string]uintptr{"none": 0, "indeterminate": 1, "normal": 2, "error": 4, "paused": 8}
	switch {
	case fraction < 0:
		mode = "none"
	case fraction > 1 && mode == "":
		mode = "indeterminate"
	case mode == "":
		mode = "normal"
	}
	return withTaskbar(func(list *taskbarList) error {
		if err := list.call(taskbarSetState, uintptr(w.handle), states[mode]); err != nil || mode == "none" || mode == "indeterminate" {
			return err
		}
		return list.call(taskbarSetValue, uintptr(w.handle), uintptr(min(fraction, 1)*1000), 1000)
	})
}

func (w *window) SetShape(rects []Rect) error {
	if w.handle == 0 {
		return nil
	}
	dpi := dpiOf(w.handle)
	region := uintptr(0)
	for i, r := range rects {
		part, _, _ := procCreateRectRgn.Call(word(scaled(r.X, dpi)), word(scaled(r.Y, dpi)), word(scaled(r.X+r.Width, dpi)), word(scaled(r.Y+r.Height, dpi)))
		if i == 0 {
			region = part
			continue
		}
		const or = 2
		_, _, _ = procCombineRgn.Call(region, region, part, or)
		_, _, _ = procDeleteObject.Call(part)
	}
	_, _, _ = procSetWindowRgn.Call(uintptr(w.handle), region, 1) // which is Windows' from now on
	return nil
}

func (w *window) SetMaterial(kind string) error {
	kinds := map[string]uint32{"auto": 0, "none": 1, "mica": 2, "acrylic": 3, "tabbed": 4}
	const backdropType = 38
	if w.handle != 0 && !w.setAttribute(backdropType, kinds[kind]) {
		return &ErrNotSupported{What: "a background material", Where: "Windows before 11 22H2"}
	}
	return nil
}

// SetAccent is for Windows 11: those before it take no notice.
func (w *window) SetAccent(color *Color) {
	const border, caption, usual = 34, 35, 0xffffffff
	value := uint32(usual)
	if color != nil {
		value = uint32(color.R) | uint32(color.G)<<8 | uint32(color.B)<<16
	}
	w.setAttribute(border, value)
	w.setAttribute(caption, value)
}

func (w *window) SetParent(parent Window) {
	if w.handle != 0 {
		_, _, _ = procSetWindowLongPtr.Call(uintptr(w.handle), gwlOwner, uintptr(handleOf(parent)))
	}
}

// SetAccessibleTitle can't tell the two apart: what Windows' assistive programs read is the title.
func (w *window) SetAccessibleTitle(string) {}

func (w *window) SetVibrancy(string, string) error { return notSupported("vibrancy") }
func (w *window) SetButtonPosition(*Size) error {
	return notSupported("a position of the window's buttons")
}
func (w *window) SetRepresentedFile(string) error { return notSupported("a represented file") }

// newIcon makes an icon of a PNG or of an ICO file.
func newIcon(image []byte) (windows.Handle, error) {
	if picture := largestOf(image); picture != nil {
		image = picture
	}
	if len(image) > 0 {
		const isIcon, version, defaultSize = 1, 0x00030000, 0x0040
		icon, _, _ := procCreateIconFromResourceEx.Call(uintptr(unsafe.Pointer(&image[0])), uintptr(len(image)), isIcon, version, 0, 0, defaultSize)
		if icon != 0 {
			return windows.Handle(icon), nil
		}
	}
	return 0, errors.New("the icon can't be read: Windows takes PNG and ICO files")
}

// Places of methods in the table of ITaskbarList3.
const (
	taskbarInit       = 3
	taskbarAdd        = 4
	taskbarDelete     = 5
	taskbarSetValue   = 9
	taskbarSetState   = 10
	taskbarSetOverlay = 18
)

// withTaskbar does something with the task bar.
func withTaskbar(do func(*taskbarList) error) error {
	list, err := newTaskbarList()
	if err != nil {
		return err
	}
	defer list.release()
	return do(list)
}
