package payload

// Frame is what a window is like around its page, in Electron's words. What is nil, empty or 0 is what is usual.
type Frame struct {
	// X and Y are where the window opens, both or neither; Center has it open in the middle of the screen.
	X      *int `json:"x,omitempty"`
	Y      *int `json:"y,omitempty"`
	Center bool `json:"center,omitempty"`
	// MaxWidth and MaxHeight keep the window from getting larger.
	MaxWidth  int `json:"maxWidth,omitempty"`
	MaxHeight int `json:"maxHeight,omitempty"`

	Resizable   *bool `json:"resizable,omitempty"`
	Movable     *bool `json:"movable,omitempty"`
	Minimizable *bool `json:"minimizable,omitempty"`
	Maximizable *bool `json:"maximizable,omitempty"`
	Closable    *bool `json:"closable,omitempty"`
	AlwaysOnTop bool  `json:"alwaysOnTop,omitempty"`
	SkipTaskbar bool  `json:"skipTaskbar,omitempty"`
	FullScreen  bool  `json:"fullscreen,omitempty"`
	Kiosk       bool  `json:"kiosk,omitempty"`
	// Show false leaves the window away until the backend shows it.
	Show *bool `json:"show,omitempty"`

	// Framed false takes the frame and the title bar away; TitleBarStyle is "hidden", or on macOS "hiddenInset" and "customButtonsOnHover".
	Framed        *bool  `json:"frame,omitempty"`
	TitleBarStyle string `json:"titleBarStyle,omitempty"`
	// Transparent lets what is behind be seen where the page paints nothing.
	Transparent     bool     `json:"transparent,omitempty"`
	BackgroundColor string   `json:"backgroundColor,omitempty"`
	Opacity         *float64 `json:"opacity,omitempty"`
	HasShadow       *bool    `json:"hasShadow,omitempty"`
	// Vibrancy is macOS', BackgroundMaterial Windows' way to let what is behind show through.
	Vibrancy           string `json:"vibrancy,omitempty"`
	BackgroundMaterial string `json:"backgroundMaterial,omitempty"`

	// WindowStatePersistence has the window come back where and as it was when the app ran last. It takes a name.
	WindowStatePersistence *Persistence `json:"windowStatePersistence,omitempty"`
}

// Persistence is what of a window's state is kept.
type Persistence struct {
	// Bounds is its position and size; DisplayMode, whether it was maximised, in full screen or in kiosk mode.
	Bounds      bool `json:"bounds"`
	DisplayMode bool `json:"displayMode"`
}
