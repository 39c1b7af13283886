package desktop

import (
	"errors"
	"github.com/deskjs/deskjs/internal/csscolor"
	"github.com/deskjs/deskjs/internal/payload"
	"github.com/deskjs/deskjs/runtime/desktop/service"
	"github.com/deskjs/deskjs/runtime/desktop/window"
)

// frameExtras are what BrowserWindow's constructor knows besides what deskjs.json can say, in Electron's words.
type frameExtras struct {
	// Partition is the session that its page is in, "" the app's own.
	Partition              string       `json:"partition"`
	OuterSize              bool         `json:"outerSize"`
	Focusable              *bool        `json:"focusable"`
	FullScreenable         *bool        `json:"fullscreenable"`
	SimpleFullScreen       bool         `json:"simpleFullscreen"`
	HiddenInMissionControl *bool        `json:"hiddenInMissionControl"`
	Type                   string       `json:"type"`
	VisualEffectState      string       `json:"visualEffectState"`
	ThickFrame             *bool        `json:"thickFrame"`
	RoundedCorners         *bool        `json:"roundedCorners"`
	TrafficLightPosition   *window.Rect `json:"trafficLightPosition"`
	DarkTheme              bool         `json:"darkTheme"`
	AcceptFirstMouse       bool         `json:"acceptFirstMouse"`
	TabbingIdentifier      string       `json:"tabbingIdentifier"`
	AccentColor            string       `json:"accentColor"`
	// Arguments are webPreferences.additionalArguments.
	Arguments []string `json:"arguments"`
	// Pageless is a window that shows nothing but views; View is a page that other windows show.
	Pageless bool `json:"pageless"`
	View     bool `json:"view"`
	// Parent is a window's id, 0 for none.
	Parent int  `json:"parent"`
	Modal  bool `json:"modal"`
}

// appFrame is what is known of a window around its page, besides what the native one tells.
type appFrame struct {
	title            string
	flags            map[window.Property]bool
	minimum, maximum window.Size
	background       string // "#RRGGBB"
	opacity          float64
	level            string // "" is among the others
	parent           int
	modal, shown     bool
	page             string // the script in the page's world that its drag regions need; relay is the one in the relay's
	relay            string
	keeping          *payload.Persistence // nil when its place is not kept
	saving           bool                 // it soon will be
	restored         bool                 // it has been put where it was
	// watched are the events about which the backend wants to be asked, "will-move" and "will-resize"; refused, those that it has refused last.
	watched, refused map[window.FrameEvent]bool
}

// frameInfo is a window around its page as the backend sees it.
type frameInfo struct {
	window.FrameState
	Title      string                   `json:"title"`
	Flags      map[window.Property]bool `json:"flags"`
	Minimum    window.Size              `json:"minimum"`
	Maximum    window.Size              `json:"maximum"`
	Background string                   `json:"background"`
	Opacity    float64                  `json:"opacity"`
	Level      string                   `json:"level"`
	Parent     int                      `json:"parent"`
	Modal      bool                     `json:"modal"`
	Restored   bool                     `json:"restored"`
}

func (w *appWindow) info() frameInfo {
	f := &w.frame
	return frameInfo{FrameState: w.native.State(), Title: f.title, Flags: f.flags, Minimum: f.minimum, Maximum: f.maximum, Background: f.background,
		Opacity: f.opacity, Level: f.level, Parent: f.parent, Modal: f.modal, Restored: f.restored}
}

func isFalse(option *bool) bool { return option != nil && !*option }

// frameOptions is what the driver has to know of a window before it makes it. It is not seen until dress has seen to the rest.
func (h *host) frameOptions(w *appWindow, description payload.Window, extras frameExtras) window.FrameOptions {
	frame := &description.Frame
	options := window.FrameOptions{
		Centered: frame.Center, OuterSize: extras.OuterSize, Hidden: true, Frameless: isFalse(frame.Framed),
		Transparent: frame.Transparent, Type: extras.Type, Modal: extras.Modal,
		ThinFrame: isFalse(extras.ThickFrame), SquareCorners: isFalse(extras.RoundedCorners),
		Dark: extras.DarkTheme, FirstMouse: extras.AcceptFirstMouse, Tabs: extras.TabbingIdentifier,
		OnEvent: func(event window.FrameEvent) { h.frameEvent(w, event) },
		OnPull: func(event window.FrameEvent, to window.Rect, edge string) bool {
			return h.framePulled(w, event, to, edge)
		},
	}
	if window.HasTitleBarStyle(frame.TitleBarStyle) {
		options.TitleBar = frame.TitleBarStyle
	}
	if frame.X != nil && frame.Y != nil {
		options.Placed, options.X, options.Y = true, *frame.X, *frame.Y
	}
	w.frame = appFrame{
		title:   description.Title,
		flags:   map[window.Property]bool{},
		watched: map[window.FrameEvent]bool{}, refused: map[window.FrameEvent]bool{},
		minimum: window.Size{Width: description.MinWidth, Height: description.MinHeight},
		maximum: window.Size{Width: frame.MaxWidth, Height: frame.MaxHeight},
		opacity: 1, background: "#FFFFFF", keeping: frame.WindowStatePersistence,
	}
	if color, err := csscolor.Parse(frame.BackgroundColor, true); err == nil {
		options.Background = (*window.Color)(&color)
		w.frame.background = color.String()
	}
	if parent := h.window(extras.Parent); parent != nil {
		options.Parent = parent.native
		w.frame.parent, w.frame.modal = extras.Parent, extras.Modal
	}
	if options.Frameless || options.TitleBar != "" {
		w.frame.page, w.frame.relay = dragScripts()
	}
	return options
}

// dress makes the window that the driver has made what its description says, and shows it. What the system can't do is logged.
func (h *host) dress(w *appWindow, description payload.Window, extras frameExtras) {
	frame := &description.Frame
	if !w.isView {
		h.wearIcon(w)
	}
	w.native.SetLimits(w.frame.minimum, w.frame.maximum, !extras.OuterSize)
	h.restorePlace(w)
	for property, option := range map[window.Property]*bool{
		window.Resizable: frame.Resizable, window.Movable: frame.Movable, window.Minimizable: frame.Minimizable,
		window.Maximizable: frame.Maximizable, window.Closable: frame.Closable, window.HasShadow: frame.HasShadow,
		window.Focusable: extras.Focusable, window.FullScreenable: extras.FullScreenable, window.HiddenInMission: extras.HiddenInMissionControl,
	} {
		usual := property != window.HiddenInMission
		if option != nil && *option != usual {
			h.note(h.setProperty(w, property, *option))
		}
	}
	if frame.AlwaysOnTop {
		w.setLevel("floating", 0)
	}
	if frame.SkipTaskbar {
		h.note(h.setProperty(w, window.SkipTaskbar, true))
	}
	if frame.Opacity != nil {
		w.setOpacity(*frame.Opacity)
	}
	if frame.Vibrancy != "" {
		h.note(w.native.SetVibrancy(frame.Vibrancy, extras.VisualEffectState))
	}
	if color, err := csscolor.Parse(extras.AccentColor, true); err == nil {
		w.setAccent((*window.Color)(&color))
	}
	if frame.BackgroundMaterial != "" {
		h.note(w.native.SetMaterial(frame.BackgroundMaterial))
	}
	if at := extras.TrafficLightPosition; at != nil {
		h.note(w.native.SetButtonPosition(&window.Size{Width: at.X, Height: at.Y}))
	}
	if !w.frame.restored || !w.frame.keeping.DisplayMode {
		for property, on := range map[window.Property]bool{window.FullScreen: frame.FullScreen, window.SimpleFullScreen: extras.SimpleFullScreen, window.Kiosk: frame.Kiosk} {
			if on {
				h.note(h.setProperty(w, property, true))
			}
		}
	}
	if !isFalse(frame.Show) && !w.isView {
		w.native.Show(true)
	}
}

// note logs what a window can't be.
func (h *host) note(err error) {
	if err != nil {
		h.log("A window is not all that it should be: %v", err)
	}
}

// setProperty changes a property, and remembers it.
func (h *host) setProperty(w *appWindow, property window.Property, on bool) error {
	if err := w.native.Set(property, on); err != nil {
		return err
	}
	w.frame.flags[property] = on
	return nil
}

func (w *appWindow) setLevel(level string, relative int) {
	w.frame.level = level
	w.native.SetLevel(level, relative)
}

func (w *appWindow) setOpacity(opacity float64) {
	w.frame.opacity = min(max(opacity, 0), 1)
	w.native.SetOpacity(w.frame.opacity)
}

// frameEvent takes what has happened to a window. UI thread.
func (h *host) frameEvent(w *appWindow, event window.FrameEvent) {
	if w.native == nil {
		return // it is just being made
	}
	switch event {
	case "show":
		w.frame.shown = true
	case "closing":
		h.keepPlace(w)
		return
	case "move", "resize", "maximize", "unmaximize", "enter-full-screen", "leave-full-screen":
		h.keepPlaceSoon(w)
	}
	h.natives.emit("window.event", struct {
		ID    int               `json:"id"`
		Event window.FrameEvent `json:"event"`
	}{w.id, event}, nil)
}

// framePulled is asked where a hand may pull a window. The hand does not wait for the backend: what that said last is what counts. UI thread.
func (h *host) framePulled(w *appWindow, event window.FrameEvent, to window.Rect, edge string) (allowed bool) {
	if !w.frame.watched[event] || !h.natives.attached {
		return true
	}
	h.natives.ask("window.will-change", struct {
		ID     int               `json:"id"`
		Event  window.FrameEvent `json:"event"`
		Bounds window.Rect       `json:"bounds"`
		Edge   string            `json:"edge"`
	}{w.id, event, to, edge}, nil, func(answer service.Answer) {
		refused := false
		if answer.Decode(&refused) == nil {
			w.frame.refused[event] = refused
		}
	})
	return !w.frame.refused[event]
}

// setAccent gives the frame a colour where the system has such a thing.
func (w *appWindow) setAccent(color *window.Color) {
	if accented, ok := w.native.(window.Accented); ok {
		accented.SetAccent(color)
	}
}

// wearIcon gives a window the app's icon. An installed app has it from the system already; one that is a single file, or is developed, has not.
// Where windows have no icons of their own there is nothing to do.
func (h *host) wearIcon(w *appWindow) {
	icon, err := h.app().Read(payload.IconName)
	if err != nil {
		return // the author drew none
	}
	err = w.native.SetIcon(icon)
	if _, unsupported := errors.AsType[*window.ErrNotSupported](err); !unsupported {
		h.note(err)
	}
}
