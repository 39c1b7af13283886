package window

import (
	"fmt"
	"math"
	"slices"
	"unsafe"

	"golang.org/x/sys/windows"
)

// frame is what is known of a window around its page. It has been run in Wine, without a page (TestFrames), and not on Windows.
type frame struct {
	style, exStyle   uintptr // as they are outside full screen
	minimum, maximum Size
	content          bool // the limits are the page's
	ratio            float64
	extra            Size
	level            string
	off              map[Property]bool // what was switched off
	full             bool
	before           placement // where it was before it was in full screen
	size             uintptr   // of the last wmSize: sizeMinimized, sizeMaximized or 0
	shown, closing   bool
	within           rect // the window as it was before it was moved or resized by hand
	modal            windows.HWND
	icon, overlay    windows.Handle
	views            []*window // whose pages are placed in this one
	shownIn          *window   // that this one's page is placed in, nil for itself
	place            PlacedView
}

const (
	wsPopup, wsCaption, wsThickFrame, wsSysMenu   = 0x80000000, 0x00c00000, 0x00040000, 0x00080000
	wsMinimizeBox, wsMaximizeBox                  = 0x00020000, 0x00010000
	wsExLayered, wsExTransparent, wsExToolWindow  = 0x00080000, 0x00000020, 0x00000080
	wsExNoActivate                                = 0x08000000
	gwlStyle, gwlExStyle, gwlOwner                = ^uintptr(15), ^uintptr(19), ^uintptr(7)
	swpNoSize, swpFrameChanged, swpNoOwnerZOrder  = 0x0001, 0x0020, 0x0200
	hwndTop, hwndTopmost, hwndNotTopmost          = uintptr(0), ^uintptr(0), ^uintptr(1)
	swShowNoActivate, swMinimize, swMaximize      = 4, 6, 3
	sizeMaximized                                 = 2
	wmActivate, wmShowWindow, wmEnable            = 0x0006, 0x0018, 0x000a
	wmEndSession, wmNCCalcSize, wmSysCommand      = 0x0016, 0x0083, 0x0112
	wmSizing, wmMoving                            = 0x0214, 0x0216
	wmEnterSizeMove, wmExitSizeMove               = 0x0231, 0x0232
	wmNCLButtonDown, wmSetIcon, wmEraseBackground = 0x00a1, 0x0080, 0x0014
	scMove, scSize, scClose                       = 0xf010, 0xf000, 0xf060
	monitorNearest                                = 2
	htCaption                                     = 2
)

// frameStyle is what the window's options make of it.
func (w *window) frameStyle() (style, exStyle uintptr) {
	options := &w.options.Frame
	style = windowStyle
	if options.frameless() || options.TitleBar != "" {
		if options.ThinFrame || options.Transparent {
			style = wsPopup | wsSysMenu | wsMinimizeBox | wsMaximizeBox | wsClipChildren
		}
	}
	if options.Type == "toolbar" {
		exStyle |= wsExToolWindow
	}
	return style, exStyle
}

// beginFrame makes a window that is not shown yet what its options say.
func (w *window) beginFrame() {
	options := &w.options.Frame
	w.frame.off = map[Property]bool{}
	w.frame.minimum = Size{w.options.MinWidth, w.options.MinHeight}
	w.frame.content = !options.OuterSize
	w.frame.style, w.frame.exStyle = w.frameStyle()
	w.applyStyle()
	dpi := dpiOf(w.handle)
	width, height := w.options.pageSize()
	outer := w.outer(Size{width, height}, !options.OuterSize, dpi)
	_, _, _ = procSetWindowPos.Call(uintptr(w.handle), 0, 0, 0, uintptr(outer.x), uintptr(outer.y), swpNoMove|swpNoZOrder|swpNoActivate)
	switch {
	case options.Placed:
		_, _, _ = procSetWindowPos.Call(uintptr(w.handle), 0, word(scaled(options.X, dpi)), word(scaled(options.Y, dpi)), 0, 0,
			swpNoSize|swpNoZOrder|swpNoActivate)
	case options.Centered:
		w.center()
	}
	w.SetParent(options.Parent)
	if options.Modal {
		w.frame.modal = handleOf(options.Parent)
	}
	if options.Transparent {
		// An empty region to blur is what has the window's alpha looked at.
		blur := struct {
			flags            uint32
			enable           int32
			region           uintptr
			transitionOnMaxi int32
		}{flags: 1, enable: 1}
		_, _, _ = procDwmEnableBlurBehindWindow.Call(uintptr(w.handle), uintptr(unsafe.Pointer(&blur)))
	}
	if options.SquareCorners {
		const cornerPreference, doNotRound = 33, 1
		w.setAttribute(cornerPreference, doNotRound)
	}
}

// endFrame gives back what the window has of Windows.
func (w *window) endFrame() {
	w.enableParent(true)
	dropIcon(w.frame.icon)
	dropIcon(w.frame.overlay)
	w.frame.icon, w.frame.overlay, w.frame.modal = 0, 0, 0
}

// frameView gives the page that has just been made its background.
func (w *window) frameView() {
	switch options := &w.options.Frame; {
	case options.Background != nil:
		w.SetBackground(*options.Background)
	case options.Transparent:
		w.SetBackground(Color{})
	}
}

func (w *window) applyStyle() {
	_, _, _ = procSetWindowLongPtr.Call(uintptr(w.handle), gwlStyle, w.shownStyle(w.frame.style))
	_, _, _ = procSetWindowLongPtr.Call(uintptr(w.handle), gwlExStyle, w.frame.exStyle)
	_, _, _ = procSetWindowPos.Call(uintptr(w.handle), 0, 0, 0, 0, 0, swpNoMove|swpNoSize|swpNoZOrder|swpNoActivate|swpFrameChanged)
}

// shownStyle keeps of the style that the window has what says whether it is shown, minimised or maximised.
func (w *window) shownStyle(style uintptr) uintptr {
	const wsVisible, wsMinimized, wsMaximized, wsDisabled = 0x10000000, 0x20000000, 0x01000000, 0x08000000
	now, _, _ := procGetWindowLongPtr.Call(uintptr(w.handle), gwlStyle)
	return style | now&(wsVisible|wsMinimized|wsMaximized|wsDisabled)
}

func (w *window) setAttribute(attribute uintptr, value uint32) bool {
	result, _, _ := procDwmSetWindowAttribute.Call(uintptr(w.handle), attribute, uintptr(unsafe.Pointer(&value)), unsafe.Sizeof(value))
	return int32(result) >= 0
}

// outer is a size in the screen's pixels; page says that it is the page's and the frame comes around it.
func (w *window) outer(size Size, page bool, dpi uint32) point {
	width, height := toDevice(size.Width, dpi), toDevice(size.Height, dpi)
	if page && !w.options.Frame.frameless() && w.options.Frame.TitleBar == "" {
		width, height = outerSize(width, height, w.frame.style, w.frame.exStyle, dpi)
	}
	return point{width, height}
}

// scaled is a coordinate in the screen's pixels.
func scaled(logical int, dpi uint32) int32 {
	if logical < 0 {
		return -toDevice(-logical, dpi)
	}
	return toDevice(logical, dpi)
}

// logical is the opposite of scaled.
func logical(device int32, dpi uint32) int {
	if dpi == 0 {
		dpi = usualDPI
	}
	return int(math.Round(float64(device) * usualDPI / float64(dpi)))
}

// word is a number as a function of Windows takes it.
func word(number int32) uintptr { return uintptr(uint32(number)) }

func logicalRect(r rect, dpi uint32) Rect {
	return Rect{logical(r.left, dpi), logical(r.top, dpi), logical(r.right-r.left, dpi), logical(r.bottom-r.top, dpi)}
}

func handleOf(other Window) windows.HWND {
	if w, ours := other.(*window); ours {
		return w.handle
	}
	return 0
}

func (w *window) rect() (outside rect) {
	_, _, _ = procGetWindowRect.Call(uintptr(w.handle), uintptr(unsafe.Pointer(&outside)))
	return outside
}

// is asks Windows a question about the window.
func (w *window) is(question *windows.LazyProc) bool {
	answer, _, _ := question.Call(uintptr(w.handle))
	return answer != 0
}

func (w *window) State() (state FrameState) {
	if w.handle == 0 {
		return state
	}
	dpi := dpiOf(w.handle)
	state.Bounds = logicalRect(w.rect(), dpi)
	var inside rect
	var corner point
	_, _, _ = procGetClientRect.Call(uintptr(w.handle), uintptr(unsafe.Pointer(&inside)))
	_, _, _ = procClientToScreen.Call(uintptr(w.handle), uintptr(unsafe.Pointer(&corner)))
	state.Content = logicalRect(rect{corner.x, corner.y, corner.x + inside.right, corner.y + inside.bottom}, dpi)
	place := w.placement()
	if w.frame.full {
		place = w.frame.before
	}
	state.Visible, state.Minimized, state.Maximized = w.is(procIsWindowVisible), w.is(procIsIconic), w.is(procIsZoomed)
	state.FullScreen, state.Handle = w.frame.full, uint64(w.handle)
	state.Normal = state.Bounds
	if state.Minimized || state.Maximized || w.frame.full {
		state.Normal = logicalRect(place.normal, dpi)
	}
	state.Visible = state.Visible && !state.Minimized
	state.Snapped = procIsWindowArranged.Find() == nil && w.is(procIsWindowArranged)
	const convertibleSlateMode = 0x2003
	slate, _, _ := procGetSystemMetrics.Call(convertibleSlateMode)
	state.Tablet = slate == 0 && hasTouch()
	foreground, _, _ := procGetForegroundWindow.Call()
	state.Focused = foreground == uintptr(w.handle)
	return state
}

// hasTouch reports whether the machine has a screen to be touched: without one, Windows says of a machine on a desk that it is a slate.
func hasTouch() bool {
	const maximumTouches = 95
	touches, _, _ := procGetSystemMetrics.Call(maximumTouches)
	return touches != 0
}

// placement is Windows' WINDOWPLACEMENT.
type placement struct {
	length, flags, show uint32
	minimized           point
	maximized           point
	normal              rect
}

func (w *window) placement() placement {
	place := placement{}
	place.length = uint32(unsafe.Sizeof(place))
	_, _, _ = procGetWindowPlacement.Call(uintptr(w.handle), uintptr(unsafe.Pointer(&place)))
	return place
}

func (w *window) SetBounds(bounds Rect) {
	if w.handle == 0 {
		return
	}
	dpi := dpiOf(w.handle)
	_, _, _ = procSetWindowPos.Call(uintptr(w.handle), 0, word(scaled(bounds.X, dpi)), word(scaled(bounds.Y, dpi)),
		word(scaled(bounds.Width, dpi)), word(scaled(bounds.Height, dpi)), swpNoZOrder|swpNoActivate|swpNoOwnerZOrder)
}

func (w *window) SetContentSize(size Size) {
	if w.handle == 0 {
		return
	}
	outer := w.outer(size, true, dpiOf(w.handle))
	_, _, _ = procSetWindowPos.Call(uintptr(w.handle), 0, 0, 0, word(outer.x), word(outer.y), swpNoMove|swpNoZOrder|swpNoActivate)
}

func (w *window) SetLimits(minimum, maximum Size, content bool) {
	w.frame.minimum, w.frame.maximum, w.frame.content = minimum, maximum, content
}

func (w *window) SetAspectRatio(ratio float64, extra Size) {
	w.frame.ratio, w.frame.extra = ratio, extra
}

func (w *window) Show(active bool) {
	if w.handle == 0 {
		return
	}
	show := uintptr(swShow)
	if !active {
		show = swShowNoActivate
	}
	w.enableParent(false)
	_, _, _ = procShowWindow.Call(uintptr(w.handle), show)
	if active {
		w.Focus()
	}
}

func (w *window) Hide() {
	if w.handle != 0 {
		w.enableParent(true)
		_, _, _ = procShowWindow.Call(uintptr(w.handle), swHide)
	}
}

// enableParent lets the window that this modal one belongs to be used, or not.
func (w *window) enableParent(on bool) {
	if w.frame.modal != 0 {
		_, _, _ = procEnableWindow.Call(uintptr(w.frame.modal), flag(on))
	}
}

func flag(on bool) uintptr {
	if on {
		return 1
	}
	return 0
}

func (w *window) Do(action Action) error {
	if w.handle == 0 {
		return nil
	}
	handle := uintptr(w.handle)
	switch action {
	case Minimize:
		_, _, _ = procShowWindow.Call(handle, swMinimize)
	case Restore, Unmaximize:
		_, _, _ = procShowWindow.Call(handle, swRestore)
	case Maximize:
		_, _, _ = procShowWindow.Call(handle, swMaximize)
	case Center:
		w.center()
	case MoveTop:
		_, _, _ = procSetWindowPos.Call(handle, hwndTop, 0, 0, 0, 0, swpNoMove|swpNoSize|swpNoActivate)
	case Blur:
		if next, _, _ := procGetWindow.Call(handle, 2); next != 0 { // GW_HWNDNEXT: the one below
			_, _, _ = procSetForegroundWindow.Call(next)
		}
	case Move:
		w.drag(htCaption)
	case Zoom:
		switch {
		case w.frame.off[Maximizable] || w.frame.off[Resizable]:
		case w.is(procIsZoomed):
			return w.Do(Unmaximize)
		default:
			return w.Do(Maximize)
		}
	case SystemMenu:
		w.openSystemMenu()
	default:
		return fmt.Errorf("a window can't %q", action)
	}
	return nil
}

func (w *window) MoveAbove(handle uint64) error {
	if w.handle == 0 {
		return nil
	}
	if exists, _, _ := procIsWindow.Call(uintptr(handle)); exists == 0 {
		return ErrNoSuchWindow
	}
	// Windows puts a window below another: below the one that is above that.
	const previous = 3
	after, _, _ := procGetWindow.Call(uintptr(handle), previous)
	if after == uintptr(w.handle) {
		return nil
	}
	_, _, _ = procSetWindowPos.Call(uintptr(w.handle), after, 0, 0, 0, 0, swpNoMove|swpNoSize|swpNoActivate)
	return nil
}

func (w *window) SetViews(views []PlacedView) {
	before := w.frame.views
	w.frame.views = nil
	for _, placed := range views {
		page, ours := placed.View.(*window)
		if ours && page.handle != 0 && page != w && w.handle != 0 {
			page.frame.shownIn, page.frame.place = w, placed
			w.frame.views = append(w.frame.views, page)
			page.moveView(w.handle)
		}
	}
	for _, page := range before {
		if page.frame.shownIn == w && !slices.Contains(w.frame.views, page) {
			page.takeHome()
		}
	}
}

// takeHome puts the page back into its own window.
func (w *window) takeHome() {
	w.frame.shownIn = nil
	w.moveView(w.handle)
}

// moveView puts the page into a window, its own or another.
func (w *window) moveView(to windows.HWND) {
	if w.view != nil && to != 0 {
		_ = w.view.SetParent(to)
		w.resize()
	}
}

// drag has what Windows takes for a part of the frame follow the pointer.
func (w *window) drag(part uintptr) {
	if part == htCaption && w.frame.off[Movable] {
		return
	}
	_, _, _ = procReleaseCapture.Call()
	_, _, _ = procPostMessage.Call(uintptr(w.handle), wmNCLButtonDown, part, 0)
}

func (w *window) BeginResize(edge string) error {
	parts := map[string]uintptr{"left": 10, "right": 11, "top": 12, "top-left": 13, "top-right": 14, "bottom": 15, "bottom-left": 16, "bottom-right": 17}
	part, known := parts[edge]
	if !known {
		return fmt.Errorf("a window has no edge %q", edge)
	}
	if w.handle != 0 && !w.frame.off[Resizable] {
		w.drag(part)
	}
	return nil
}

func (w *window) openSystemMenu() {
	var at point
	_, _, _ = procGetCursorPos.Call(uintptr(unsafe.Pointer(&at)))
	menu, _, _ := procGetSystemMenu.Call(uintptr(w.handle), 0)
	const returnCommand = 0x0100
	if command, _, _ := procTrackPopupMenu.Call(menu, returnCommand, word(at.x), word(at.y), 0, uintptr(w.handle), 0); command != 0 {
		_, _, _ = procPostMessage.Call(uintptr(w.handle), wmSysCommand, command, 0)
	}
}

// center moves the window into the middle of its screen.
func (w *window) center() {
	area, outside := workArea(w.handle), w.rect()
	x := area.left + (area.right-area.left-(outside.right-outside.left))/2
	y := area.top + (area.bottom-area.top-(outside.bottom-outside.top))/2
	_, _, _ = procSetWindowPos.Call(uintptr(w.handle), 0, word(x), word(y), 0, 0, swpNoSize|swpNoZOrder|swpNoActivate)
}

// monitorInfo is Windows' MONITORINFO.
type monitorInfo struct {
	size       uint32
	whole, use rect
	flags      uint32
}

func infoOf(monitor uintptr) monitorInfo {
	info := monitorInfo{}
	info.size = uint32(unsafe.Sizeof(info))
	_, _, _ = procGetMonitorInfo.Call(monitor, uintptr(unsafe.Pointer(&info)))
	return info
}

func monitorOf(handle windows.HWND) monitorInfo {
	monitor, _, _ := procMonitorFromWindow.Call(uintptr(handle), monitorNearest)
	return infoOf(monitor)
}

func workArea(handle windows.HWND) rect { return monitorOf(handle).use }
