package tray

import (
	"github.com/ebitengine/purego/objc"

	"github.com/deskjs/deskjs/runtime/desktop/accelerator"
	"github.com/deskjs/deskjs/runtime/desktop/cocoa"
	"github.com/deskjs/deskjs/runtime/desktop/menu/model"
	"github.com/deskjs/deskjs/runtime/desktop/menu/nsmenu"
	"github.com/deskjs/deskjs/runtime/desktop/service"
)

// The driver for macOS has not been run: it is compiled and vetted on other systems.

const system = "darwin"

// statusItem is an NSStatusItem. What its button does goes to an object of our own class.
type statusItem struct {
	item     objc.ID
	target   objc.ID
	host     *service.Host
	emit     func(event)
	template bool
	ignores  bool // double clicks
	items    []model.Item
	menu     *nsmenu.Menu // that is open
}

var (
	statusItems = map[objc.ID]*statusItem{} // by their targets
	targetClass objc.Class
)

func prepare(*service.Host) error { return nil }

// The kinds of events that the button tells of, and the masks of NSEvent's for them.
const (
	eventLeftDown, eventLeftUp, eventRightDown, eventRightUp = 1, 2, 3, 4
	heardEvents                                              = 1<<eventLeftDown | 1<<eventLeftUp | 1<<eventRightDown | 1<<eventRightUp
	variableLength                                           = -1.0
	statusIconHeight                                         = 18
)

func newIcon(host *service.Host, a arguments, emit func(event)) (icon, error) {
	if targetClass == 0 {
		made, err := objc.RegisterClass("DeskJSTrayTarget", objc.GetClass("NSObject"), nil, nil, []objc.MethodDef{
			{Cmd: cocoa.Sel("deskjsTray:"), Fn: func(self objc.ID, _ objc.SEL, _ objc.ID) {
				if s := statusItems[self]; s != nil {
					s.happened()
				}
			}},
		})
		if err != nil {
			return nil, err
		}
		targetClass = made
	}
	s := &statusItem{host: host, emit: emit, template: a.Template}
	cocoa.Pooled(func() {
		bar := cocoa.Send(cocoa.Class("NSStatusBar"), "systemStatusBar")
		s.item = cocoa.Send(cocoa.Send(bar, "statusItemWithLength:", variableLength), "retain")
		s.target = cocoa.Send(cocoa.Send(objc.ID(targetClass), "alloc"), "init")
		if a.GUID != "" {
			cocoa.Send(s.item, "setAutosaveName:", cocoa.String(a.GUID))
		}
		button := s.button()
		cocoa.Send(button, "setTarget:", s.target)
		cocoa.Send(button, "setAction:", cocoa.Sel("deskjsTray:"))
		cocoa.Send(button, "sendActionOn:", uint64(heardEvents))
	})
	statusItems[s.target] = s
	return s, nil
}

func (s *statusItem) button() objc.ID { return cocoa.Send(s.item, "button") }

func (s *statusItem) image(png []byte) objc.ID {
	image := nsmenu.Image(png, statusIconHeight)
	if image != 0 {
		cocoa.Send(image, "setTemplate:", s.template)
	}
	return image
}

func (s *statusItem) setImage(png []byte) error {
	cocoa.Pooled(func() { cocoa.Send(s.button(), "setImage:", s.image(png)) })
	return nil
}

func (s *statusItem) setPressedImage(png []byte) error {
	const pushIn = 1 << 1 // NSPushInCellMask: the other image while it is pressed
	cocoa.Pooled(func() {
		cocoa.Send(s.button(), "setAlternateImage:", s.image(png))
		cocoa.Send(cocoa.Send(s.button(), "cell"), "setHighlightsBy:", uint(pushIn))
	})
	return nil
}

func (s *statusItem) setToolTip(text string) error {
	cocoa.Pooled(func() { cocoa.Send(s.button(), "setToolTip:", cocoa.String(text)) })
	return nil
}

func (s *statusItem) setTitle(title, fontType string) error {
	cocoa.Pooled(func() {
		cocoa.Send(s.button(), "setFont:", cocoa.Send(cocoa.Class("NSFont"), "menuBarFontOfSize:", 0.0))
		size := objc.Send[float64](cocoa.Class("NSFont"), cocoa.Sel("systemFontSize"))
		switch fontType {
		case "monospaced":
			cocoa.Send(s.button(), "setFont:", cocoa.Send(cocoa.Class("NSFont"), "monospacedSystemFontOfSize:weight:", size, 0.0))
		case "monospacedDigit":
			cocoa.Send(s.button(), "setFont:", cocoa.Send(cocoa.Class("NSFont"), "monospacedDigitSystemFontOfSize:weight:", size, 0.0))
		}
		cocoa.Send(s.button(), "setTitle:", cocoa.String(title))
		const imageLeft, imageOnly = 2, 1
		position := uint(imageOnly)
		if title != "" {
			position = imageLeft
		}
		cocoa.Send(s.button(), "setImagePosition:", position)
	})
	return nil
}

func (s *statusItem) setMenu(items []model.Item) error {
	s.items = items
	return nil
}

func (s *statusItem) popUp(items []model.Item, _ *point) error {
	if items == nil {
		items = s.items
	}
	if items == nil {
		return nil
	}
	menu := nsmenu.New(items, func(item int, _ bool, held accelerator.Modifiers) {
		s.emit(withKeys(event{Event: "menu", Item: item}, held))
	}, nil)
	s.menu = menu
	s.emit(event{Event: "menu-opened"})
	// With a menu the item shows it when it is clicked, below itself and with its button pressed.
	cocoa.Send(s.item, "setMenu:", menu.ID)
	cocoa.Send(s.button(), "performClick:", objc.ID(0))
	cocoa.Send(s.item, "setMenu:", objc.ID(0))
	s.menu = nil
	s.emit(event{Event: "menu-closed"})
	s.host.Post(menu.Destroy) // what was chosen is told before
	return nil
}

func (s *statusItem) closeMenu() error {
	if s.menu != nil {
		s.menu.Cancel()
	}
	return nil
}

func (s *statusItem) bounds() (r rectangle, err error) {
	cocoa.Pooled(func() {
		window := cocoa.Send(s.button(), "window")
		if window == 0 {
			return
		}
		frame := objc.Send[cocoa.Rect](window, cocoa.Sel("frame"))
		screens := cocoa.Send(cocoa.Class("NSScreen"), "screens")
		if objc.Send[uint](screens, cocoa.Sel("count")) == 0 {
			return
		}
		primary := objc.Send[cocoa.Rect](cocoa.Send(screens, "objectAtIndex:", uint(0)), cocoa.Sel("frame"))
		r = rectangle{
			X: int(frame.Origin.X), Y: int(primary.Size.Height - frame.Origin.Y - frame.Size.Height),
			Width: int(frame.Size.Width), Height: int(frame.Size.Height),
		}
	})
	return r, nil
}

func (s *statusItem) ignoreDoubleClicks(ignore bool) error {
	s.ignores = ignore
	return nil
}

// withKeys is an event with the keys that were held.
func withKeys(e event, held accelerator.Modifiers) event {
	e.AltKey, e.CtrlKey = held&accelerator.Alt != 0, held&accelerator.Control != 0
	e.MetaKey, e.ShiftKey = held&accelerator.Super != 0, held&accelerator.Shift != 0
	return e
}

// happened hears of a click of the button.
func (s *statusItem) happened() {
	native := cocoa.Send(cocoa.Send(cocoa.Class("NSApplication"), "sharedApplication"), "currentEvent")
	if native == 0 {
		return
	}
	bounds, _ := s.bounds()
	at := point{bounds.X, bounds.Y}
	switch objc.Send[uint](native, cocoa.Sel("type")) {
	case eventLeftDown:
		s.emit(event{Event: "mouse-down", Position: &at})
		if s.items != nil {
			_ = s.popUp(nil, nil)
		}
	case eventLeftUp:
		s.emit(event{Event: "mouse-up", Position: &at})
		if objc.Send[int](native, cocoa.Sel("clickCount"))%2 == 0 && !s.ignores {
			s.emit(event{Event: "double-click", Bounds: &bounds})
			return
		}
		s.emit(event{Event: "click", Bounds: &bounds, Position: &at})
	case eventRightUp:
		if s.items != nil {
			_ = s.popUp(nil, nil)
			return
		}
		s.emit(event{Event: "right-click", Bounds: &bounds})
	}
}

func (s *statusItem) displayBalloon(balloon) error {
	return service.NotSupported("tray.displayBalloon", "only Windows has balloons; use Notification, which every system has")
}

func (s *statusItem) removeBalloon() error {
	return service.NotSupported("tray.removeBalloon", "only Windows has balloons")
}

func (s *statusItem) focus() error {
	return service.NotSupported("tray.focus", "only Windows has a tray that can be given the keyboard")
}

func (s *statusItem) destroy() {
	cocoa.Pooled(func() {
		bar := cocoa.Send(cocoa.Class("NSStatusBar"), "systemStatusBar")
		cocoa.Send(bar, "removeStatusItem:", s.item)
	})
	delete(statusItems, s.target)
	cocoa.Send(s.item, "release")
	cocoa.Send(s.target, "release")
}
