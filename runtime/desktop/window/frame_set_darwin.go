package window

import (
	"errors"

	"github.com/ebitengine/purego/objc"
)

func (w *window) Set(property Property, on bool) (err error) {
	if w.view == 0 {
		return nil
	}
	w.frame.off[property] = !on
	pooled(func() { err = w.set(property, on) })
	return err
}

func (w *window) set(property Property, on bool) error {
	const allSpaces, primaryFullScreen, auxiliaryFullScreen, transient = 1, 1 << 7, 1 << 8, 1 << 3
	switch property {
	case Resizable:
		w.style(styleResizable, on)
	case Minimizable:
		w.style(styleMiniaturizable, on)
	case Closable:
		w.style(styleClosable, on)
	case Maximizable:
		const zoomButton = 2
		send(send(w.native, "standardWindowButton:", zoomButton), "setEnabled:", on)
	case Movable:
		send(w.native, "setMovable:", on)
	case FullScreenable:
		w.behaviour(primaryFullScreen, on)
		w.behaviour(auxiliaryFullScreen, !on)
	case FullScreen:
		if w.inFullScreen() != on {
			w.keepNormal()
			send(w.native, "toggleFullScreen:", objc.ID(0))
		}
	case SimpleFullScreen:
		w.setSimple(on)
	case Kiosk:
		const hideDock, hideMenuBar, disableProcessSwitching, disableForceQuit, disableSession, disableHide = 2, 8, 32, 64, 128, 256
		if on {
			send(w.driver.app, "setPresentationOptions:", uint(hideDock|hideMenuBar|disableProcessSwitching|disableForceQuit|disableSession|disableHide))
		} else {
			send(w.driver.app, "setPresentationOptions:", uint(0))
		}
		w.setSimple(on)
	case AllWorkspaces:
		w.behaviour(allSpaces, on)
	case HiddenInMission:
		w.behaviour(transient, on)
	case HasShadow:
		send(w.native, "setHasShadow:", on)
	case Focusable:
		return w.setFocusable(on)
	case Enabled:
		send(w.native, "setIgnoresMouseEvents:", !on)
	case Flashing:
		const critical = 0
		if on {
			send(w.driver.app, "requestUserAttention:", critical)
		} else {
			send(w.driver.app, "cancelUserAttentionRequest:", 0)
		}
	case ContentProtection:
		const none, readOnly = 0, 1
		sharing := readOnly
		if on {
			sharing = none
		}
		send(w.native, "setSharingType:", uint(sharing))
	case IgnoreMouse:
		send(w.native, "setIgnoresMouseEvents:", on)
	case DocumentEdited:
		send(w.native, "setDocumentEdited:", on)
	case WindowButtons:
		for button := range 3 {
			send(send(w.native, "standardWindowButton:", button), "setHidden:", !on)
		}
	case SkipTaskbar:
		send(w.native, "setExcludedFromWindowsMenu:", on)
	default:
		return notSupported(string(property))
	}
	return nil
}

// setFocusable can't be done to a usual window: whether it can have the keyboard is what its class says.
func (w *window) setFocusable(on bool) error {
	if on {
		return nil
	}
	return notSupported("a window that can't have the keyboard")
}

func (w *window) style(bit uint, on bool) {
	style := objc.Send[uint](w.native, sel("styleMask")) &^ bit
	if on {
		style |= bit
	}
	send(w.native, "setStyleMask:", style)
}

func (w *window) behaviour(bit uint, on bool) {
	now := objc.Send[uint](w.native, sel("collectionBehavior")) &^ bit
	if on {
		now |= bit
	}
	send(w.native, "setCollectionBehavior:", now)
}

// setSimple fills the screen as before macOS had spaces for that.
func (w *window) setSimple(on bool) {
	if w.frame.simple == on {
		return
	}
	const autoHideDock, autoHideMenuBar = 1, 4
	if !on {
		w.frame.simple = false
		send(w.driver.app, "setPresentationOptions:", uint(0))
		send(w.native, "setStyleMask:", w.frame.style)
		send(w.native, "setFrame:display:", w.frame.before, true)
		w.options.event("leave-full-screen")
		return
	}
	w.keepNormal()
	w.frame.style, w.frame.before = objc.Send[uint](w.native, sel("styleMask")), w.nativeFrame()
	w.frame.simple = true
	if objc.Send[uint](w.driver.app, sel("presentationOptions")) == 0 {
		send(w.driver.app, "setPresentationOptions:", uint(autoHideDock|autoHideMenuBar))
	}
	send(w.native, "setStyleMask:", w.frame.style&^(styleTitled|styleResizable))
	send(w.native, "setFrame:display:", objc.Send[cgRect](send(w.native, "screen"), sel("frame")), true)
	w.options.event("enter-full-screen")
}

func (w *window) SetLevel(level string, relative int) {
	if w.view == 0 {
		return
	}
	levels := map[string]int{"": 0, "normal": 0, "floating": 3, "torn-off-menu": 3, "modal-panel": 8, "main-menu": 24,
		"status": 25, "pop-up-menu": 101, "screen-saver": 1000, "dock": 20}
	w.frame.level = levels[level] + relative
	send(w.native, "setLevel:", w.frame.level)
}

func (w *window) SetOpacity(opacity float64) {
	if w.view != 0 {
		send(w.native, "setAlphaValue:", opacity)
	}
}

func (w *window) SetBackground(color Color) {
	if w.view == 0 {
		return
	}
	pooled(func() {
		if !w.options.Frame.Transparent {
			color.A = 255
		}
		native := send(class("NSColor"), "colorWithSRGBRed:green:blue:alpha:",
			float64(color.R)/255, float64(color.G)/255, float64(color.B)/255, float64(color.A)/255)
		send(w.native, "setBackgroundColor:", native)
		// The page's own white is not drawn, so that this is seen.
		send(w.view, "setValue:forKey:", send(class("NSNumber"), "numberWithBool:", false), nsString("drawsBackground"))
		if responds(w.view, "setUnderPageBackgroundColor:") {
			send(w.view, "setUnderPageBackgroundColor:", native)
		}
	})
}

// SetIcon can't change what the Finder and the Dock have of the app itself.
func (w *window) SetIcon([]byte) error { return notSupported("an icon of a window") }

func (w *window) SetOverlayIcon([]byte, string) error { return notSupported("an overlay icon") }

// SetProgress draws it on the app's icon in the Dock.
func (w *window) SetProgress(fraction float64, _ string) error {
	pooled(func() {
		tile := send(w.driver.app, "dockTile")
		view := send(tile, "contentView")
		if view == 0 {
			view = create("NSImageView", "init")
			send(view, "setImage:", send(w.driver.app, "applicationIconImage"))
			send(tile, "setContentView:", view)
			bar := create("NSProgressIndicator", "initWithFrame:", cgRect{Size: cgSize{Width: objc.Send[cgSize](tile, sel("size")).Width, Height: 15}})
			send(bar, "setStyle:", uint(0))
			send(bar, "setMinValue:", float64(0))
			send(bar, "setMaxValue:", float64(1))
			send(view, "addSubview:", bar)
		}
		bars := send(view, "subviews")
		bar := send(bars, "lastObject")
		send(bar, "setHidden:", fraction < 0)
		send(bar, "setIndeterminate:", fraction > 1)
		send(bar, "setDoubleValue:", min(max(fraction, 0), 1))
		send(tile, "display")
	})
	return nil
}

func (w *window) SetShape([]Rect) error { return notSupported("a shape of a window") }

func (w *window) SetVibrancy(kind, state string) error {
	materials := map[string]int{"appearance-based": 0, "titlebar": 3, "selection": 4, "menu": 5, "popover": 6, "sidebar": 7, "header": 10, "sheet": 11,
		"window": 12, "hud": 13, "fullscreen-ui": 15, "tooltip": 17, "content": 18, "under-window": 21, "under-page": 22}
	states := map[string]int{"": 0, "followWindow": 0, "active": 1, "inactive": 2}
	material, known := materials[kind]
	if kind != "" && !known {
		return errors.New("there is no vibrancy " + kind)
	}
	if w.view == 0 {
		return nil
	}
	pooled(func() {
		if w.frame.effect != 0 {
			send(w.frame.effect, "removeFromSuperview")
			w.frame.effect = 0
		}
		if kind == "" {
			return
		}
		const behindWindow, below, followsSize = 0, -1, 2 | 16
		content := send(w.native, "contentView")
		effect := create("NSVisualEffectView", "initWithFrame:", objc.Send[cgRect](content, sel("bounds")))
		send(effect, "setMaterial:", material)
		send(effect, "setBlendingMode:", behindWindow)
		send(effect, "setState:", states[state])
		send(effect, "setAutoresizingMask:", uint(followsSize))
		send(content, "addSubview:positioned:relativeTo:", effect, below, objc.ID(0))
		w.frame.effect = effect
		send(w.view, "setValue:forKey:", send(class("NSNumber"), "numberWithBool:", false), nsString("drawsBackground"))
	})
	return nil
}

func (w *window) SetMaterial(string) error { return notSupported("a background material") }

func (w *window) SetButtonPosition(at *Size) error {
	w.frame.buttons = at
	if w.view != 0 && at != nil {
		pooled(w.placeButtons)
	}
	return nil
}

// placeButtons has to be done anew whenever the window's size has changed.
func (w *window) placeButtons() {
	if w.frame.buttons == nil {
		return
	}
	for button := range 3 {
		native := send(w.native, "standardWindowButton:", button)
		if native == 0 {
			continue
		}
		bar := send(native, "superview")
		now, height := objc.Send[cgRect](native, sel("frame")), objc.Send[cgRect](bar, sel("frame")).Size.Height
		const between = 6
		now.Origin.X = float64(w.frame.buttons.Width) + float64(button)*(now.Size.Width+between)
		now.Origin.Y = height - float64(w.frame.buttons.Height) - now.Size.Height
		send(native, "setFrameOrigin:", now.Origin)
	}
}

func (w *window) SetParent(parent Window) {
	if w.view == 0 {
		return
	}
	w.detach()
	w.options.Frame.Parent = parent
	if w.is("isVisible") {
		w.Show(false)
	}
}

func (w *window) SetAccessibleTitle(title string) {
	if w.view != 0 {
		pooled(func() { send(w.native, "setAccessibilityTitle:", nsString(title)) })
	}
}

func (w *window) SetRepresentedFile(path string) error {
	if w.view != 0 {
		pooled(func() { send(w.native, "setRepresentedFilename:", nsString(path)) })
	}
	return nil
}
