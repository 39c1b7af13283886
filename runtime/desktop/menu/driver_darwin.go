package menu

import (
	"github.com/ebitengine/purego/objc"

	"github.com/deskjs/deskjs/runtime/desktop/accelerator"
	"github.com/deskjs/deskjs/runtime/desktop/cocoa"
	"github.com/deskjs/deskjs/runtime/desktop/menu/model"
	"github.com/deskjs/deskjs/runtime/desktop/menu/nsmenu"
	"github.com/deskjs/deskjs/runtime/desktop/service"
)

// appKit is the driver for macOS, where the app has the menu and not the windows. It has not been run: it is compiled and vetted on other
// systems.
type appKit struct {
	menus       *Menus
	windows     map[int]objc.ID // NSWindow
	items       []model.Item
	application *nsmenu.Menu
	dock        *nsmenu.Menu
	popups      map[*nsmenu.Menu]int // the window of each
}

// dockMenu is what the application's delegate is asked for.
var dockMenu objc.ID

func newDriver(m *Menus) driver {
	return &appKit{menus: m, windows: map[int]objc.ID{}, popups: map[*nsmenu.Menu]int{}}
}

func (a *appKit) attach(window int, native uintptr) error {
	a.windows[window] = objc.ID(native)
	if a.application == nil {
		a.setApplication(nil) // the keys for editing need a menu: see below
	}
	return nil
}

func (a *appKit) detach(window int) { delete(a.windows, window) }

// key is the window with the keyboard, 0 if it is none of ours.
func (a *appKit) key() int {
	native := cocoa.Send(cocoa.Send(cocoa.Class("NSApplication"), "sharedApplication"), "keyWindow")
	for window, other := range a.windows {
		if other == native {
			return window
		}
	}
	return 0
}

// hears makes what hears of a menu's clicks.
func (a *appKit) hears(items []model.Item, window int) func(int, bool, accelerator.Modifiers) {
	return func(item int, byKey bool, held accelerator.Modifiers) {
		if window == 0 {
			window = a.key()
		}
		a.menus.chosen(items, Click{
			ID: item, Window: window, ByKey: byKey,
			AltKey: held&accelerator.Alt != 0, CtrlKey: held&accelerator.Control != 0,
			MetaKey: held&accelerator.Super != 0, ShiftKey: held&accelerator.Shift != 0,
		})
	}
}

// opened tells the backend of menus that open and close.
func (a *appKit) opened(item int, shown bool) {
	event := "menu.hidden"
	if shown {
		event = "menu.shown"
	}
	if item != 0 {
		a.menus.host.Emit(event, map[string]int{"id": item}, nil)
	}
}

func (a *appKit) setBar(int, []model.Item) {} // windows have none
func (a *appKit) showBar(int, bool)        {}
func (a *appKit) barShown(int) bool        { return false }

func (a *appKit) change(item *model.Item) {
	for _, menu := range []*nsmenu.Menu{a.application, a.dock} {
		if menu != nil {
			menu.Change(item)
		}
	}
	for menu := range a.popups {
		menu.Change(item)
	}
}

func (a *appKit) popUp(p popup, closed func()) error {
	window := a.windows[p.Window]
	if window == 0 {
		return &service.Error{Code: service.CodeDestroyed, Message: "Object has been destroyed"}
	}
	at, view := cocoa.Point{}, objc.ID(0)
	if p.X != nil && p.Y != nil {
		view = cocoa.Send(window, "contentView")
		at = cocoa.Point{X: *p.X, Y: *p.Y}
		if !objc.Send[bool](view, cocoa.Sel("isFlipped")) {
			at.Y = objc.Send[cocoa.Rect](view, cocoa.Sel("bounds")).Size.Height - at.Y
		}
	}
	// Later: it waits until the menu has gone, and who asked for it waits for the answer.
	a.menus.host.Post(func() {
		menu := nsmenu.New(p.Items, a.hears(p.Items, p.Window), a.opened)
		a.popups[menu] = p.Window
		menu.PopUp(at, view, p.Positioning)
		delete(a.popups, menu)
		// What was chosen is told when this has returned.
		a.menus.host.Post(func() {
			menu.Destroy()
			closed()
		})
	})
	return nil
}

func (a *appKit) closePopup(window int) {
	for menu, of := range a.popups {
		if window == 0 || window == of {
			menu.Cancel()
		}
	}
}

// editing is the menu of an app that has set none: without its items macOS has no keys for copying, closing and quitting.
func (a *appKit) editing() []model.Item {
	of := func(roles ...string) (items []model.Item) {
		for _, role := range roles {
			items = append(items, model.Item{Role: role, Accelerator: keysOf[role]})
		}
		return items
	}
	items := []model.Item{
		{Type: model.Submenu, Label: a.menus.host.Name, Items: of("about", "hide", "hideothers", "unhide", "quit")},
		{Type: model.Submenu, Role: "editmenu", Items: of("undo", "redo", "cut", "copy", "paste", "selectall")},
		{Type: model.Submenu, Role: "windowmenu", Items: of("minimize", "zoom", "close")},
	}
	number(items, -1)
	return a.menus.localized(items)
}

var keysOf = map[string]string{
	"hide": "Command+H", "hideothers": "Command+Alt+H", "quit": "Command+Q", "undo": "Command+Z", "redo": "Shift+Command+Z", "cut": "Command+X",
	"copy": "Command+C", "paste": "Command+V", "selectall": "Command+A", "minimize": "Command+M", "close": "Command+W",
}

// number gives items numbers that no item of the backend has.
func number(items []model.Item, next int) int {
	for i := range items {
		items[i].ID = next
		next = number(items[i].Items, next-1)
	}
	return next
}

func (a *appKit) setApplication(items []model.Item) {
	if items == nil {
		items = a.editing()
	}
	old := a.application
	a.items = items
	a.application = nsmenu.New(items, a.hears(items, 0), a.opened)
	cocoa.Send(cocoa.Send(cocoa.Class("NSApplication"), "sharedApplication"), "setMainMenu:", a.application.ID)
	if old != nil {
		old.Destroy()
	}
}

func (a *appKit) about(about About, _ int) error {
	cocoa.Pooled(func() {
		options := cocoa.Send(cocoa.Class("NSMutableDictionary"), "dictionary")
		for key, text := range map[string]string{
			"ApplicationName": about.Name, "ApplicationVersion": about.Version, "Copyright": about.Copyright, "Version": about.Build,
		} {
			if text != "" {
				cocoa.Send(options, "setObject:forKey:", cocoa.String(text), cocoa.String(key))
			}
		}
		if about.Credits != "" {
			cocoa.Send(options, "setObject:forKey:", cocoa.Create("NSAttributedString", "initWithString:", cocoa.String(about.Credits)), cocoa.String("Credits"))
		}
		if image := nsmenu.Image(about.icon, 64); image != 0 {
			cocoa.Send(options, "setObject:forKey:", image, cocoa.String("ApplicationIcon"))
		}
		cocoa.Send(cocoa.Send(cocoa.Class("NSApplication"), "sharedApplication"), "orderFrontStandardAboutPanelWithOptions:", options)
	})
	return nil
}

func (a *appKit) setDock(items []model.Item) error {
	delegate := cocoa.Send(cocoa.Send(cocoa.Class("NSApplication"), "sharedApplication"), "delegate")
	if !cocoa.Responds(delegate, "applicationDockMenu:") {
		answer := objc.NewIMP(func(objc.ID, objc.SEL, objc.ID) objc.ID { return dockMenu })
		delegate.Class().AddMethod(cocoa.Sel("applicationDockMenu:"), answer, "@@:@")
	}
	old := a.dock
	a.dock, dockMenu = nil, 0
	if items != nil {
		a.dock = nsmenu.New(items, a.hears(items, 0), a.opened)
		dockMenu = a.dock.ID
	}
	if old != nil {
		old.Destroy()
	}
	return nil
}

func (a *appKit) sendAction(action string) error {
	application := cocoa.Send(cocoa.Class("NSApplication"), "sharedApplication")
	objc.Send[bool](application, cocoa.Sel("sendAction:to:from:"), cocoa.Sel(action), objc.ID(0), application)
	return nil
}
