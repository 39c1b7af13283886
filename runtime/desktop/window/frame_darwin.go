package window

import (
	"fmt"
	"math"
	"slices"

	"github.com/ebitengine/purego/objc"
)

// frame is what is known of a window around its page. It has not been run on macOS: it is compiled and vetted for it on other systems.
type frame struct {
	normal   cgRect // where it was when it was neither zoomed nor in full screen
	zoomed   bool   // that has been told
	simple   bool   // it is in the full screen of old
	before   cgRect // where it was before that
	style    uint   // its style before that
	off      map[Property]bool
	effect   objc.ID // the NSVisualEffectView behind the page; 0 is none
	sheet    bool    // it is shown as its parent's sheet
	buttons  *Size
	level    int
	attached bool // its parent has it among its windows
	views    []*window
}

// NSWindowStyleMask
const (
	styleTitled, styleClosable, styleMiniaturizable, styleResizable = 1, 2, 4, 8
	styleNonactivatingPanel, styleFullScreen                        = 1 << 7, 1 << 14
	styleFullSizeContent                                            = 1 << 15
)

// frameStyle is the NSWindowStyleMask of the options.
func (o *FrameOptions) frameStyle() uint {
	style := uint(styleTitled | styleClosable | styleMiniaturizable | styleResizable)
	if o.Frameless && o.TitleBar == "" {
		style = styleResizable | styleMiniaturizable | styleClosable
	}
	if o.TitleBar != "" {
		style |= styleFullSizeContent
	}
	if o.Type == "panel" {
		style |= styleNonactivatingPanel
	}
	return style
}

// frameClass is the class of the window: one without a title bar gets the keyboard only if it says that it can.
func (o *FrameOptions) frameClass() string {
	switch {
	case o.Type == "panel":
		return "NSPanel"
	case o.Frameless && o.TitleBar == "":
		return barelessClass
	}
	return "NSWindow"
}

const (
	barelessClass   = "DeskJSBarelessWindow"
	firstMouseClass = "DeskJSFirstMouseWebView"
)

// registerClasses makes the classes of windows and views that answer a question otherwise than Cocoa's own, once.
func registerClasses() error {
	yes := func(objc.ID, objc.SEL) bool { return true }
	key := []objc.MethodDef{method("canBecomeKeyWindow", yes), method("canBecomeMainWindow", yes)}
	if _, err := objc.RegisterClass(barelessClass, objc.GetClass("NSWindow"), nil, nil, key); err != nil {
		return err
	}
	first := func(objc.ID, objc.SEL, objc.ID) bool { return true }
	_, err := objc.RegisterClass(firstMouseClass, objc.GetClass("WKWebView"), nil, nil, []objc.MethodDef{method("acceptsFirstMouse:", first)})
	return err
}

// viewClass is the class of the page's view.
func (o *FrameOptions) viewClass() string {
	if o.FirstMouse {
		return firstMouseClass
	}
	return "WKWebView"
}

// beginFrame makes a window that is not shown yet what its options say; its page is in it.
func (w *window) beginFrame() {
	options := &w.options.Frame
	w.frame.off = map[Property]bool{}
	if options.TitleBar != "" {
		const hidden = 1
		send(w.native, "setTitlebarAppearsTransparent:", true)
		send(w.native, "setTitleVisibility:", hidden)
		if options.TitleBar == "hiddenInset" {
			const unified = 3
			bar := create("NSToolbar", "initWithIdentifier:", nsString("deskjs"))
			send(bar, "setShowsBaselineSeparator:", false)
			send(w.native, "setToolbar:", bar)
			if responds(w.native, "setToolbarStyle:") {
				send(w.native, "setToolbarStyle:", unified)
			}
		}
	}
	if options.Transparent {
		send(w.native, "setOpaque:", false)
		send(w.native, "setHasShadow:", false)
		send(w.native, "setBackgroundColor:", send(class("NSColor"), "clearColor"))
	}
	switch {
	case options.Background != nil:
		w.SetBackground(*options.Background)
	case options.Transparent:
		w.SetBackground(Color{})
	}
	if options.OuterSize {
		width, height := w.options.pageSize()
		w.SetBounds(Rect{Width: width, Height: height})
	}
	send(w.native, "center")
	if options.Placed {
		bounds := w.State().Bounds
		w.SetBounds(Rect{options.X, options.Y, bounds.Width, bounds.Height})
	}
	if options.Tabs != "" {
		send(w.native, "setTabbingIdentifier:", nsString(options.Tabs))
	}
	if options.Type == "desktop" {
		const desktopLevel = -2147483623 // kCGDesktopWindowLevel
		send(w.native, "setLevel:", desktopLevel-1)
	}
	w.frame.normal = w.nativeFrame()
}

func (w *window) nativeFrame() cgRect { return objc.Send[cgRect](w.native, sel("frame")) }

// fromCocoa turns a place around: Cocoa's Y grows upwards from the lower edge of the primary screen.
func fromCocoa(r cgRect) Rect {
	return Rect{X: int(math.Round(r.Origin.X)), Y: int(math.Round(primaryHeight() - r.Origin.Y - r.Size.Height)),
		Width: int(math.Round(r.Size.Width)), Height: int(math.Round(r.Size.Height))}
}

func toCocoa(r Rect) (place cgRect) {
	place.Size = cgSize{Width: float64(r.Width), Height: float64(r.Height)}
	place.Origin = cgPoint{X: float64(r.X), Y: primaryHeight() - float64(r.Y) - float64(r.Height)}
	return place
}

func primaryHeight() float64 {
	screens := send(class("NSScreen"), "screens")
	if objc.Send[uint](screens, sel("count")) == 0 {
		return 0
	}
	return objc.Send[cgRect](send(screens, "objectAtIndex:", uint(0)), sel("frame")).Size.Height
}

// is asks the window a question.
func (w *window) is(question string) bool { return objc.Send[bool](w.native, sel(question)) }

func (w *window) inFullScreen() bool {
	return w.frame.simple || objc.Send[uint](w.native, sel("styleMask"))&styleFullScreen != 0
}

func (w *window) State() (state FrameState) {
	if w.view == 0 {
		return state
	}
	pooled(func() {
		outside := w.nativeFrame()
		state.Bounds = fromCocoa(outside)
		state.Content = fromCocoa(objc.Send[cgRect](w.native, sel("contentRectForFrameRect:"), outside))
		state.FullScreen, state.Minimized = w.inFullScreen(), w.is("isMiniaturized")
		state.Maximized = w.is("isZoomed") && !state.FullScreen
		state.Visible, state.Focused = w.is("isVisible"), w.is("isKeyWindow")
		state.Normal = state.Bounds
		if state.FullScreen || state.Maximized {
			state.Normal = fromCocoa(w.frame.normal)
		}
		state.Handle = uint64(send(w.native, "contentView"))
	})
	return state
}

// keepNormal remembers where the window is, before it is zoomed or filled.
func (w *window) keepNormal() {
	if !w.inFullScreen() && !w.is("isZoomed") {
		w.frame.normal = w.nativeFrame()
	}
}

func (w *window) SetBounds(bounds Rect) {
	if w.view != 0 {
		pooled(func() { send(w.native, "setFrame:display:", toCocoa(bounds), true) })
	}
}

func (w *window) SetContentSize(size Size) {
	if w.view == 0 {
		return
	}
	pooled(func() {
		// The upper left corner stays where it is.
		before := w.nativeFrame()
		send(w.native, "setContentSize:", cgSize{Width: float64(size.Width), Height: float64(size.Height)})
		after := w.nativeFrame()
		after.Origin.Y = before.Origin.Y + before.Size.Height - after.Size.Height
		send(w.native, "setFrame:display:", after, true)
	})
}

func (w *window) SetLimits(minimum, maximum Size, content bool) {
	if w.view == 0 {
		return
	}
	const unlimited = math.MaxFloat32
	most := cgSize{Width: unlimited, Height: unlimited}
	if maximum.Width > 0 {
		most.Width = float64(maximum.Width)
	}
	if maximum.Height > 0 {
		most.Height = float64(maximum.Height)
	}
	least := cgSize{Width: float64(minimum.Width), Height: float64(minimum.Height)}
	if content {
		send(w.native, "setContentMinSize:", least)
		send(w.native, "setContentMaxSize:", most)
	} else {
		send(w.native, "setMinSize:", least)
		send(w.native, "setMaxSize:", most)
	}
}

// SetAspectRatio has the extra size counted in: Cocoa keeps the ratio of the whole.
func (w *window) SetAspectRatio(ratio float64, extra Size) {
	if w.view == 0 {
		return
	}
	if ratio <= 0 {
		send(w.native, "setContentResizeIncrements:", cgSize{Width: 1, Height: 1}) // which ends a ratio
		return
	}
	const height = 1000
	send(w.native, "setContentAspectRatio:", cgSize{Width: height*ratio + float64(extra.Width), Height: height + float64(extra.Height)})
}

func (w *window) Show(active bool) {
	if w.view == 0 {
		return
	}
	before := w.is("isVisible")
	parent := parentOf(w.options.Frame.Parent)
	switch {
	case parent != 0 && w.options.Frame.Modal:
		if !w.frame.sheet {
			w.frame.sheet = true
			send(parent, "beginSheet:completionHandler:", w.native, objc.Block(0))
		}
	case active:
		w.Focus()
	default:
		send(w.native, "orderFrontRegardless")
	}
	if parent != 0 && !w.options.Frame.Modal && !w.frame.attached {
		const above = 1
		w.frame.attached = true
		send(parent, "addChildWindow:ordered:", w.native, above)
	}
	if !before {
		w.options.event("show")
	}
}

func (w *window) Hide() {
	if w.view == 0 || !w.is("isVisible") {
		return
	}
	w.detach()
	send(w.native, "orderOut:", objc.ID(0))
	w.options.event("hide")
}

// detach takes the window from its parent.
func (w *window) detach() {
	parent := parentOf(w.options.Frame.Parent)
	if w.frame.sheet {
		w.frame.sheet = false
		send(parent, "endSheet:", w.native)
	}
	if w.frame.attached {
		w.frame.attached = false
		send(parent, "removeChildWindow:", w.native)
	}
}

func parentOf(other Window) objc.ID {
	if w, ours := other.(*window); ours && w.view != 0 {
		return w.native
	}
	return 0
}

func (w *window) Do(action Action) error {
	if w.view == 0 {
		return nil
	}
	none := objc.ID(0)
	switch action {
	case Minimize:
		send(w.native, "miniaturize:", none)
	case Restore:
		if w.is("isMiniaturized") {
			send(w.native, "deminiaturize:", none)
		} else {
			return w.Do(Unmaximize)
		}
	case Maximize, Unmaximize:
		if w.is("isZoomed") != (action == Maximize) {
			w.keepNormal()
			send(w.native, "zoom:", none)
		}
	case Zoom:
		if !w.frame.off[Maximizable] {
			w.keepNormal()
			send(w.native, "performZoom:", none)
		}
	case Center:
		send(w.native, "center")
	case MoveTop:
		send(w.native, "orderWindow:relativeTo:", 1, 0)
	case Blur:
		send(w.native, "orderBack:", none)
	case Move:
		if event := send(w.driver.app, "currentEvent"); event != 0 && !w.frame.off[Movable] {
			send(w.native, "performWindowDragWithEvent:", event)
		}
	case SystemMenu:
		return notSupported("a menu of the title bar")
	case SelectNextTab, SelectPreviousTab, MergeAllWindows, MoveTabToNewWindow, ToggleTabBar:
		send(w.native, string(action)+":", none)
	case ShowAllTabs:
		send(w.native, "toggleTabOverview:", none)
	default:
		return fmt.Errorf("a window can't %q", action)
	}
	return nil
}

// MoveAbove takes the number of a window: what State calls its handle is an NSView of the app's own.
func (w *window) MoveAbove(handle uint64) error {
	if w.view == 0 {
		return nil
	}
	const above = 1
	for _, other := range w.driver.windows {
		if other.view != 0 && uint64(send(other.native, "contentView")) == handle {
			send(w.native, "orderWindow:relativeTo:", above, objc.Send[int](other.native, sel("windowNumber")))
			return nil
		}
	}
	return ErrNoSuchWindow
}

func (w *window) SetViews(views []PlacedView) {
	if w.view == 0 {
		return
	}
	pooled(func() {
		before := w.frame.views
		w.frame.views = nil
		for _, placed := range views {
			page, ours := placed.View.(*window)
			if !ours || page.view == 0 || page == w {
				continue
			}
			const followsSize = 2 | 16
			place, mask := cgRect{Origin: cgPoint{X: float64(placed.Bounds.X), Y: float64(placed.Bounds.Y)},
				Size: cgSize{Width: float64(placed.Bounds.Width), Height: float64(placed.Bounds.Height)}}, uint(0)
			if placed.Fills {
				place, mask = objc.Send[cgRect](w.view, sel("bounds")), followsSize
			}
			send(w.view, "addSubview:", page.view) // which takes it from where it was, and puts it on top
			send(page.view, "setAutoresizingMask:", mask)
			send(page.view, "setFrame:", place) // a WKWebView counts from its upper left corner
			w.frame.views = append(w.frame.views, page)
		}
		for _, page := range before {
			if page.view != 0 && !slices.Contains(w.frame.views, page) && send(page.view, "superview") == w.view {
				page.takeHome()
			}
		}
	})
}

// takeHome puts the page back into its own window.
func (w *window) takeHome() { send(w.native, "setContentView:", w.view) }

// BeginResize has nothing to do: macOS watches the edges of windows without a title bar itself.
func (w *window) BeginResize(string) error { return nil }

func (d *driver) WorkAreas() (areas []Rect) {
	pooled(func() {
		screens := send(class("NSScreen"), "screens")
		for i := range objc.Send[uint](screens, sel("count")) {
			areas = append(areas, fromCocoa(objc.Send[cgRect](send(screens, "objectAtIndex:", i), sel("visibleFrame"))))
		}
	})
	return areas
}
