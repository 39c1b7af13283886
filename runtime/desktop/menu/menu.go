// Package menu shows menus: the bar of each window (on macOS the app's), menus that pop up, and the one that a page has by itself. What roles
// do is asked of package desktop, which makes the service; clicks of the rest are told to the backend.
package menu

import (
	"maps"
	"runtime"
	"slices"

	"github.com/deskjs/deskjs/runtime/desktop/language"
	"github.com/deskjs/deskjs/runtime/desktop/menu/model"
	"github.com/deskjs/deskjs/runtime/desktop/service"
)

// Menus are the menus of an app. All belongs to the UI thread.
type Menus struct {
	host *service.Host
	// perform does what a role stands for, to a window. False leaves it to the backend.
	perform func(window int, role string) bool

	driver      driver
	application []model.Item // nil is none
	dock        []model.Item
	popups      map[int][]model.Item // those that have popped up, by their numbers
	windows     map[int]*windowMenu
}

// windowMenu is what one window has.
type windowMenu struct {
	items     []model.Item // nil is none
	shortcuts model.Shortcuts
	hidden    bool // its bar was taken away, but its accelerators go on
	autoHide  bool // its bar is seen only while Alt is about it
}

// driver shows menus as a system does.
type driver interface {
	// attach begins with a window that has opened, detach ends with one that has closed.
	attach(window int, native uintptr) error
	detach(window int)
	// setBar shows items above a window's page, nil for none.
	setBar(window int, items []model.Item)
	// showBar says whether the bar is seen, where windows have one.
	showBar(window int, visible bool)
	barShown(window int) bool
	// change shows what has become of an item, wherever it is shown. item is the item now.
	change(item *model.Item)
	// popUp shows a menu, and calls closed when it has gone.
	popUp(p popup, closed func()) error
	// closePopup takes menus that have popped up in a window away, or in all for 0.
	closePopup(window int)
	// setApplication gives the app its menu, where not the windows have it.
	setApplication(items []model.Item)
	// about shows what the app is, above a window if there is one.
	about(a About, window int) error
	// setDock gives the app's icon in the dock or in the task bar a menu.
	setDock(items []model.Item) error
	// sendAction does what an action of AppKit's is to whatever has the keyboard.
	sendAction(action string) error
}

// popup is a menu that shall pop up. X and Y are in the window's page, nil for where the pointer is.
type popup struct {
	ID          int          `json:"popup"`
	Window      int          `json:"window"`
	Items       []model.Item `json:"items"`
	X           *float64     `json:"x"`
	Y           *float64     `json:"y"`
	Positioning int          `json:"positioningItem"` // the index of the item that shall be under the point, -1 for none
}

// About is what the role "about" shows, by Electron's names.
type About struct {
	Name      string   `json:"applicationName"`
	Version   string   `json:"applicationVersion"`
	Copyright string   `json:"copyright"`
	Build     string   `json:"version"` // macOS shows it behind Version
	Credits   string   `json:"credits"`
	Authors   []string `json:"authors"`
	Website   string   `json:"website"`
	Window    int      `json:"window"`
	icon      []byte
}

// version is both versions.
func (a About) version() string {
	if a.Build != "" {
		return a.Version + " (" + a.Build + ")"
	}
	return a.Version
}

// Click is what the backend hears of an item that was chosen.
type Click struct {
	ID       int  `json:"id"`
	Window   int  `json:"window"` // 0 is none
	AltKey   bool `json:"altKey,omitempty"`
	CtrlKey  bool `json:"ctrlKey,omitempty"`
	MetaKey  bool `json:"metaKey,omitempty"`
	ShiftKey bool `json:"shiftKey,omitempty"`
	ByKey    bool `json:"triggeredByAccelerator,omitempty"`
}

// New makes the service, and what package desktop tells of windows.
func New(host *service.Host, perform func(window int, role string) bool) (*Menus, service.Service) {
	m := &Menus{host: host, perform: perform, popups: map[int][]model.Item{}, windows: map[int]*windowMenu{}}
	m.driver = newDriver(m)
	return m, service.Service{Methods: m.methods(), Reset: m.reset}
}

type windowArguments struct {
	Window   int          `json:"window"`
	Items    []model.Item `json:"items"`
	Visible  *bool        `json:"visible"`
	AutoHide *bool        `json:"autoHide"`
}

func (m *Menus) methods() map[string]service.Handler {
	return map[string]service.Handler{
		"menu.setApplication": service.Func(func(a windowArguments) (any, error) {
			m.setApplication(a.Items)
			return nil, nil
		}),
		"menu.setWindow": m.onWindow(func(w *windowMenu, a windowArguments) (any, error) {
			m.give(a.Window, w, m.localized(a.Items))
			return nil, nil
		}),
		"menu.setBar": m.onWindow(func(w *windowMenu, a windowArguments) (any, error) {
			if a.AutoHide != nil {
				w.autoHide = *a.AutoHide
			}
			if a.Visible != nil {
				w.hidden = !*a.Visible
			}
			m.showBar(a.Window, w)
			return nil, nil
		}),
		"menu.barVisible": m.onWindow(func(w *windowMenu, a windowArguments) (any, error) { return m.driver.barShown(a.Window), nil }),
		"menu.change": service.Func(func(changes []model.Change) (any, error) {
			for _, change := range changes {
				m.change(change)
			}
			return nil, nil
		}),
		"menu.popUp": service.Func(func(p popup) (any, error) {
			return nil, m.popUp(p)
		}),
		"menu.closePopup": service.Func(func(a windowArguments) (any, error) {
			m.driver.closePopup(a.Window)
			return nil, nil
		}),
		"menu.perform": service.Func(func(a struct {
			Window int    `json:"window"`
			Role   string `json:"role"`
		}) (bool, error) {
			return m.perform(a.Window, a.Role), nil
		}),
		"menu.showAbout": func(call *service.Call) {
			service.Func(func(a About) (any, error) {
				a.icon = call.Bytes
				return nil, m.driver.about(a, a.Window)
			})(call)
		},
		"menu.setDock": service.Func(func(a windowArguments) (any, error) {
			m.dock = m.localized(a.Items)
			return nil, m.driver.setDock(m.dock)
		}),
		"menu.sendAction": service.Func(func(a struct {
			Action string `json:"action"`
		}) (any, error) {
			return nil, m.driver.sendAction(a.Action)
		}),
	}
}

// onWindow makes a handler of what is done to one window's menu.
func (m *Menus) onWindow(do func(*windowMenu, windowArguments) (any, error)) service.Handler {
	return service.Func(func(a windowArguments) (any, error) {
		w := m.windows[a.Window]
		if w == nil {
			return nil, &service.Error{Code: service.CodeDestroyed, Message: "Object has been destroyed"}
		}
		return do(w, a)
	})
}

func (m *Menus) localized(items []model.Item) []model.Item {
	model.Localize(items, runtime.GOOS, language.Preferred(), m.host.Name)
	return items
}

// Opened has a new window take part. It is called before the window is seen, if it can be.
func (m *Menus) Opened(window int, native uintptr) {
	if err := m.driver.attach(window, native); err != nil {
		m.host.Log("The window has no menus: %v", err)
		return
	}
	w := &windowMenu{}
	m.windows[window] = w
	m.give(window, w, m.application)
}

// Closed forgets a window.
func (m *Menus) Closed(window int) {
	if m.windows[window] != nil {
		delete(m.windows, window)
		m.driver.detach(window)
	}
}

// setApplication gives all windows the app's menu, also those that had one of their own.
func (m *Menus) setApplication(items []model.Item) {
	m.application = m.localized(items)
	m.driver.setApplication(m.application)
	for window, w := range m.windows {
		m.give(window, w, m.application)
	}
}

// give makes items a window's.
func (m *Menus) give(window int, w *windowMenu, items []model.Item) {
	w.items = copied(items) // each window's items are checked and changed by themselves
	w.shortcuts = model.NewShortcuts(w.items, func(label string, err error) { m.host.Log("The menu item %q has no accelerator: %v", label, err) })
	m.driver.setBar(window, w.items)
	m.showBar(window, w)
}

func copied(items []model.Item) []model.Item {
	items = slices.Clone(items)
	for i := range items {
		items[i].Items = copied(items[i].Items)
	}
	return items
}

func (m *Menus) showBar(window int, w *windowMenu) {
	m.driver.showBar(window, !w.hidden && !w.autoHide)
}

func (m *Menus) popUp(p popup) error {
	p.Items = m.localized(p.Items)
	m.popups[p.ID] = p.Items
	err := m.driver.popUp(p, func() {
		delete(m.popups, p.ID)
		m.host.Emit("menu.closed", map[string]int{"popup": p.ID}, nil)
	})
	if err != nil {
		delete(m.popups, p.ID)
	}
	return err
}

func (m *Menus) change(change model.Change) {
	changed := change.Apply(m.application)
	for _, items := range append(slices.Collect(maps.Values(m.popups)), m.dock) {
		if item := change.Apply(items); item != nil {
			changed = item
		}
	}
	for _, w := range m.windows {
		if item := change.Apply(w.items); item != nil {
			changed = item
			if change.Unregistered != nil {
				w.shortcuts = model.NewShortcuts(w.items, func(string, error) {})
			}
		}
	}
	if changed != nil { // or nobody shows it any more
		m.driver.change(changed)
	}
}

func (m *Menus) reset() {
	m.driver.closePopup(0)
	m.setApplication(nil)
	for _, w := range m.windows {
		w.hidden, w.autoHide = false, false
	}
}

// chosen does what an item stands for. items are those it is one of.
func (m *Menus) chosen(items []model.Item, click Click) {
	item := model.Find(items, click.ID)
	if item == nil || item.Disabled {
		return
	}
	for _, changed := range check(items, item) {
		m.driver.change(changed)
	}
	if item.Role != "" && m.perform(click.Window, item.Role) {
		return
	}
	m.host.Emit("menu.click", click, nil)
}

// check does what a click does to an item that can be checked, and to those of its group. It returns the items as they are now.
func check(items []model.Item, item *model.Item) []*model.Item {
	switch item.Type {
	case model.Checkbox:
		item.Checked = !item.Checked
		return []*model.Item{item}
	case model.Radio:
		changed := ofGroup(items, item.Group)
		for _, other := range changed {
			other.Checked = other == item
		}
		return changed
	}
	return nil
}

func ofGroup(items []model.Item, group int) (found []*model.Item) {
	for i := range items {
		if items[i].Type == model.Radio && items[i].Group == group {
			found = append(found, &items[i])
		}
		found = append(found, ofGroup(items[i].Items, group)...)
	}
	return found
}
