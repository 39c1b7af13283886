package window

import "runtime"

// Rect is a place on the screens, in logical pixels: X grows to the right, Y downwards, from the primary screen's corner.
type Rect struct {
	X      int `json:"x"`
	Y      int `json:"y"`
	Width  int `json:"width"`
	Height int `json:"height"`
}

// Size is a width and a height in logical pixels. A limit of 0 is none.
type Size struct {
	Width  int `json:"width"`
	Height int `json:"height"`
}

// Color is a colour of which each part is 0 to 255; A is how opaque it is.
type Color struct{ R, G, B, A uint8 }

// FrameOptions say what a window is like around its page: what has to be known before it is first shown. The rest is set afterwards, while
// the window is Hidden.
type FrameOptions struct {
	// Placed has the window open at X, Y, its outer corner; else Centered has it open in the middle of the screen, and otherwise the
	// system chooses.
	Placed, Centered bool
	X, Y             int
	// OuterSize says that Options.Width and Height are the window's, with its frame, and not the page's. On Linux both are the same: the
	// frame is the window manager's.
	OuterSize bool
	// Hidden leaves the window away until Show.
	Hidden bool
	// Frameless takes the frame and the title bar away.
	Frameless bool
	// TitleBar is Electron's titleBarStyle, "" for the usual: "hidden" (on Linux the same as Frameless), and on macOS "hiddenInset" and
	// "customButtonsOnHover".
	TitleBar string
	// Transparent lets what is behind the window be seen where the page paints nothing. On Linux it takes a compositing window manager.
	Transparent bool
	// Background is what is seen before the page paints, and where it doesn't. Nil is what the theme has.
	Background *Color
	// Type is Electron's: on Linux "desktop", "dock", "toolbar", "splash", "notification"; on Windows "toolbar"; on macOS "desktop",
	// "textured", "panel". "" is a usual window.
	Type string
	// Parent is the window that this one stays above; nil is none. It must be one of the same driver's.
	Parent Window
	// Modal keeps Parent from being used while this window is there.
	Modal bool
	// ThinFrame and SquareCorners are Electron's thickFrame: false and roundedCorners: false, on Windows.
	ThinFrame, SquareCorners bool
	// Dark asks the window manager for a dark frame, whatever the theme is: on Linux with X11.
	Dark bool
	// FirstMouse has the click that brings the window to the front reach the page as well: on macOS, where it usually doesn't.
	FirstMouse bool
	// Tabs is the group of windows that macOS may show as tabs of one; "" is none.
	Tabs string
	// OnEvent is told what happens to the window.
	OnEvent func(FrameEvent)
	// OnPull is asked, at each step, where a window goes that a hand moves ("will-move") or resizes ("will-resize", and by which edge). False
	// keeps it where it is. On Windows: elsewhere nobody asks, or nothing can be refused. Nil allows all.
	OnPull func(event FrameEvent, to Rect, edge string) bool
}

// FrameEvent is what has happened to a window, by Electron's name for the event of BrowserWindow: "show", "hide", "focus", "blur", "move",
// "resize", "maximize", "unmaximize", "minimize", "restore", "enter-full-screen", "leave-full-screen"; on Windows and macOS "moved" and "resized"; on Windows "session-end". And "closing", just before the window
// is no more.
type FrameEvent string

// Property is something about a window that is so or not, by the name that Electron has for the option or the property.
type Property string

const (
	Resizable         Property = "resizable"
	Movable           Property = "movable"
	Minimizable       Property = "minimizable"
	Maximizable       Property = "maximizable"
	Closable          Property = "closable"
	Focusable         Property = "focusable"
	FullScreenable    Property = "fullscreenable"
	FullScreen        Property = "fullscreen"
	SimpleFullScreen  Property = "simpleFullscreen" // macOS
	Kiosk             Property = "kiosk"
	SkipTaskbar       Property = "skipTaskbar"
	AllWorkspaces     Property = "visibleOnAllWorkspaces"
	HasShadow         Property = "hasShadow"
	Enabled           Property = "enabled"
	Flashing          Property = "flashFrame"
	ContentProtection Property = "contentProtection"
	IgnoreMouse       Property = "ignoreMouseEvents"
	DocumentEdited    Property = "documentEdited"         // macOS
	HiddenInMission   Property = "hiddenInMissionControl" // macOS
	WindowButtons     Property = "windowButtonVisibility" // macOS
)

// Action is something that a window can be told to do.
type Action string

const (
	Minimize   Action = "minimize"
	Restore    Action = "restore"
	Maximize   Action = "maximize"
	Unmaximize Action = "unmaximize"
	Center     Action = "center"
	MoveTop    Action = "moveTop"
	Blur       Action = "blur"
	// Move has the window follow the pointer until its button is released, as a title bar would: asked for while it is down.
	Move Action = "move"
	// Zoom is what a double click on a title bar does: it maximises the window, or not any more.
	Zoom Action = "zoom"
	// SystemMenu opens the menu that a right click on a title bar opens, at the pointer.
	SystemMenu Action = "systemMenu"
	// What macOS does with windows that share a title bar.
	SelectNextTab      Action = "selectNextTab"
	SelectPreviousTab  Action = "selectPreviousTab"
	ShowAllTabs        Action = "showAllTabs"
	MergeAllWindows    Action = "mergeAllWindows"
	MoveTabToNewWindow Action = "moveTabToNewWindow"
	ToggleTabBar       Action = "toggleTabBar"
)

// FrameState is how a window is now.
type FrameState struct {
	// Bounds is the window; on Linux its position is that of the window manager's frame, and its size is without.
	Bounds Rect `json:"bounds"`
	// Content is where the page is.
	Content Rect `json:"content"`
	// Normal is what Bounds is when the window is neither maximised nor minimised nor in full screen.
	Normal     Rect `json:"normal"`
	Visible    bool `json:"visible"`
	Focused    bool `json:"focused"`
	Minimized  bool `json:"minimized"`
	Maximized  bool `json:"maximized"`
	FullScreen bool `json:"fullScreen"`
	// Snapped says that the system has put it beside an edge of the screen or beside another window.
	Snapped bool `json:"snapped"`
	// Tablet says that the machine is used as a tablet, on Windows.
	Tablet bool `json:"tablet"`
	// Handle is what other programs know the window by: X11's Window (0 on Wayland), an HWND, an NSView *.
	Handle uint64 `json:"handle"`
}

// Frame is a window without its page.
type Frame interface {
	// State is how the window is now.
	State() FrameState
	// SetBounds moves and resizes the window. A size within the limits is kept even if the person may not resize the window.
	SetBounds(Rect)
	// SetContentSize resizes the window so that its page has this size.
	SetContentSize(Size)
	// SetLimits keeps the window's size within limits; content says that they are the page's.
	SetLimits(minimum, maximum Size, content bool)
	// SetAspectRatio keeps width / height of what is within the frame, less extra, while the person resizes the window; 0 is any.
	SetAspectRatio(ratio float64, extra Size)
	// Show shows the window where it was, and gives it the keyboard if it shall be active.
	Show(active bool)
	// Hide takes the window away and keeps where it was.
	Hide()
	// Do does one of the Actions. The error says what the system can't do.
	Do(Action) error
	// MoveAbove puts it right above another program's or the app's window, by that one's FrameState.Handle. The error may be ErrNoSuchWindow.
	MoveAbove(handle uint64) error
	// BeginResize has an edge or a corner follow the pointer until its button is released: "top", "bottom-right".
	BeginResize(edge string) error
	// Set changes a property. The error, an *ErrNotSupported, says that this system has no such thing.
	Set(property Property, on bool) error
	// SetLevel has the window above others, or not any more for "": Electron's names of levels, of which systems other than macOS
	// know only that it is one; relative is how many layers above it, on macOS.
	SetLevel(level string, relative int)
	// SetOpacity makes the whole window see-through, its frame too: 0 can't be seen, 1 is the usual.
	SetOpacity(opacity float64)
	// SetBackground changes FrameOptions.Background.
	SetBackground(Color)
	// SetIcon changes what the window manager shows for the window: the bytes of a PNG, or of another format that the system knows.
	SetIcon(image []byte) error
	// SetOverlayIcon lays a small image over the window's button in the task bar; nil takes it away. On Windows.
	SetOverlayIcon(image []byte, description string) error
	// SetProgress shows how far something has come on the window's button in the task bar or on the app's icon: 0 to 1, more than 1 for
	// something that goes on, below 0 for nothing. Mode is "none", "normal", "indeterminate", "error", "paused" or "", on Windows.
	SetProgress(fraction float64, mode string) error
	// SetShape leaves of the window what is within one of the rectangles, and everything when there are none.
	SetShape([]Rect) error
	// SetVibrancy lets what is behind show through, blurred, in macOS's way, by Electron's names; "" ends that. State is
	// Electron's visualEffectState.
	SetVibrancy(kind, state string) error
	// SetMaterial does the same in Windows' way: "auto", "none", "mica", "acrylic" or "tabbed".
	SetMaterial(kind string) error
	// SetButtonPosition places macOS's three buttons of a window whose title bar is hidden; nil where they belong.
	SetButtonPosition(*Size) error
	// SetParent changes FrameOptions.Parent; nil is none.
	SetParent(Window)
	// SetViews places the pages of other windows of the same driver above this one's own, the last one on top, and takes those that were there and
	// are not named back into their windows, which stay hidden all the while. They go back too before this window closes.
	SetViews([]PlacedView)
	// SetAccessibleTitle is what assistive programs call the window instead of its title.
	SetAccessibleTitle(title string)
	// SetRepresentedFile says which file the window shows, on macOS.
	SetRepresentedFile(path string) error
}

// PlacedView is the page of a window that another one shows.
type PlacedView struct {
	View Window
	// Bounds are within the page of the window that shows it.
	Bounds Rect
	// Fills says that it is as large as that, whatever Bounds are.
	Fills bool
}

// Accented is a Window whose frame has a colour of its own, on Windows.
type Accented interface {
	// SetAccent gives the frame a colour; nil is the one that the system has chosen for all.
	SetAccent(*Color)
}

// Screens is a Driver that knows the screens.
type Screens interface {
	// WorkAreas are the screens without their task bars and menu bars, the primary one first; none if that isn't known.
	WorkAreas() []Rect
}

// event tells what has happened to the window.
func (o *Options) event(name FrameEvent) {
	if o.Frame.OnEvent != nil {
		guard("OnEvent", func() { o.Frame.OnEvent(name) })
	}
}

// HasTitleBarStyle reports whether this system has that FrameOptions.TitleBar.
func HasTitleBarStyle(style string) bool {
	return style == "hidden" || runtime.GOOS == "darwin" && (style == "hiddenInset" || style == "customButtonsOnHover")
}

// frameless reports whether the system's title bar is not there.
func (o *FrameOptions) frameless() bool { return o.Frameless || o.TitleBar == "hidden" }
