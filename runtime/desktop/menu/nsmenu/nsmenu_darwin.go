package nsmenu

import (
	"github.com/ebitengine/purego/objc"

	"github.com/deskjs/deskjs/runtime/desktop/accelerator"
	"github.com/deskjs/deskjs/runtime/desktop/cocoa"
	"github.com/deskjs/deskjs/runtime/desktop/menu/model"
)

// Menu is a menu of macOS's. It belongs to the UI thread.
type Menu struct {
	// ID is the NSMenu.
	ID      objc.ID
	items   []model.Item
	natives map[int]objc.ID // NSMenuItem by the item's number
	chosen  func(item int, byKey bool, modifiers accelerator.Modifiers)
	shown   func(item int, shown bool) // of the menu below an item, 0 for the whole
}

var (
	menus  = map[objc.ID]*Menu{} // by the target of their items, which is also their delegate
	target objc.Class
)

// New makes a menu. chosen hears what is chosen, but for roles that AppKit does itself; shown, which menu is open.
func New(items []model.Item, chosen func(item int, byKey bool, modifiers accelerator.Modifiers), shown func(item int, shown bool)) (m *Menu) {
	cocoa.Pooled(func() {
		m = &Menu{items: items, natives: map[int]objc.ID{}, chosen: chosen, shown: shown}
		owner := cocoa.Send(cocoa.Send(objc.ID(targetClass()), "alloc"), "init")
		menus[owner] = m
		m.ID = cocoa.Send(m.make("", items, owner), "retain")
	})
	return m
}

// Destroy lets the menu go. It must not be shown any more.
func (m *Menu) Destroy() {
	for owner, other := range menus {
		if other == m {
			delete(menus, owner)
			cocoa.Send(owner, "release")
		}
	}
	cocoa.Send(m.ID, "release")
}

// targetClass is the class of objects that hear of clicks and of menus that open.
func targetClass() objc.Class {
	if target != 0 {
		return target
	}
	opened := func(shown bool) func(objc.ID, objc.SEL, objc.ID) {
		return func(self objc.ID, _ objc.SEL, menu objc.ID) {
			if m := menus[self]; m != nil && m.shown != nil {
				m.shown(m.above(menu), shown)
			}
		}
	}
	made, err := objc.RegisterClass("DeskJSMenuTarget", objc.GetClass("NSObject"), nil, nil, []objc.MethodDef{
		{Cmd: cocoa.Sel("deskjsChosen:"), Fn: func(self objc.ID, _ objc.SEL, item objc.ID) {
			if m := menus[self]; m != nil {
				byKey, modifiers := current()
				m.chosen(objc.Send[int](item, cocoa.Sel("tag")), byKey, modifiers)
			}
		}},
		{Cmd: cocoa.Sel("validateMenuItem:"), Fn: func(self objc.ID, _ objc.SEL, item objc.ID) bool {
			m := menus[self]
			if m == nil {
				return false
			}
			described := model.Find(m.items, objc.Send[int](item, cocoa.Sel("tag")))
			return described != nil && !described.Disabled
		}},
		{Cmd: cocoa.Sel("menuWillOpen:"), Fn: opened(true)},
		{Cmd: cocoa.Sel("menuDidClose:"), Fn: opened(false)},
	})
	if err != nil {
		panic(err) // the class is ours, and made once
	}
	target = made
	return target
}

// above is the number of the item that a menu belongs to, 0 for the whole.
func (m *Menu) above(menu objc.ID) int {
	for number, native := range m.natives {
		if cocoa.Send(native, "submenu") == menu {
			return number
		}
	}
	return 0
}

// AppKit's modifier flags.
const (
	flagShift, flagControl, flagOption, flagCommand = 1 << 17, 1 << 18, 1 << 19, 1 << 20
	eventKeyDown                                    = 10
)

// current is what was done to choose an item.
func current() (byKey bool, modifiers accelerator.Modifiers) {
	event := cocoa.Send(cocoa.Send(cocoa.Class("NSApplication"), "sharedApplication"), "currentEvent")
	if event == 0 {
		return false, 0
	}
	flags := objc.Send[uint](event, cocoa.Sel("modifierFlags"))
	for _, pair := range flagsOf {
		if flags&pair.flag != 0 {
			modifiers |= pair.modifier
		}
	}
	return objc.Send[uint](event, cocoa.Sel("type")) == eventKeyDown, modifiers
}

var flagsOf = []struct {
	modifier accelerator.Modifiers
	flag     uint
}{{accelerator.Shift, flagShift}, {accelerator.Control, flagControl}, {accelerator.Alt, flagOption}, {accelerator.Super, flagCommand}}

func (m *Menu) make(title string, items []model.Item, owner objc.ID) objc.ID {
	menu := cocoa.Create("NSMenu", "initWithTitle:", cocoa.String(title))
	cocoa.Send(menu, "setDelegate:", owner)
	for i := range items {
		item := &items[i]
		if item.Type == model.Separator {
			cocoa.Send(menu, "addItem:", cocoa.Send(cocoa.Class("NSMenuItem"), "separatorItem"))
			continue
		}
		native := m.item(item, owner)
		m.natives[item.ID] = native
		if item.Type == model.Submenu || len(item.Items) > 0 {
			text, _ := model.Plain(item.Label)
			below := m.make(text, item.Items, owner)
			cocoa.Send(native, "setSubmenu:", below)
			adopt(item.Role, below)
		}
		cocoa.Send(menu, "addItem:", native)
	}
	return menu
}

// adopt gives AppKit the menus that it fills itself.
func adopt(role string, menu objc.ID) {
	application := cocoa.Send(cocoa.Class("NSApplication"), "sharedApplication")
	switch role {
	case "window", "windowmenu":
		cocoa.Send(application, "setWindowsMenu:", menu)
	case "help":
		cocoa.Send(application, "setHelpMenu:", menu)
	case "services":
		cocoa.Send(application, "setServicesMenu:", menu)
	}
}

// actions are the roles that AppKit does, by whatever has the keyboard.
var actions = map[string]string{
	"undo": "undo:", "redo": "redo:", "cut": "cut:", "copy": "copy:", "paste": "paste:", "pasteandmatchstyle": "pasteAsPlainText:",
	"delete": "delete:", "selectall": "selectAll:", "minimize": "performMiniaturize:", "close": "performClose:", "zoom": "performZoom:",
	"hide": "hide:", "hideothers": "hideOtherApplications:", "unhide": "unhideAllApplications:", "front": "arrangeInFront:",
	"togglefullscreen": "toggleFullScreen:", "startspeaking": "startSpeaking:", "stopspeaking": "stopSpeaking:",
	"showsubstitutions": "orderFrontSubstitutionsPanel:", "togglesmartquotes": "toggleAutomaticQuoteSubstitution:",
	"togglesmartdashes": "toggleAutomaticDashSubstitution:", "toggletextreplacement": "toggleAutomaticTextReplacement:",
	"toggletabbar": "toggleTabBar:", "selectnexttab": "selectNextTab:", "selectprevioustab": "selectPreviousTab:",
	"showalltabs": "toggleTabOverview:", "mergeallwindows": "mergeAllWindows:", "movetabtonewwindow": "moveTabToNewWindow:",
}

func (m *Menu) item(item *model.Item, owner objc.ID) objc.ID {
	action, byAppKit := actions[item.Role]
	if !byAppKit {
		action = "deskjsChosen:"
	}
	key, mask := "", uint(0)
	if parsed, err := accelerator.Parse(item.Accelerator); err == nil && parsed.MacKey() != 0 {
		key = string(parsed.MacKey())
		for _, pair := range flagsOf {
			if parsed.Modifiers&pair.modifier != 0 {
				mask |= pair.flag
			}
		}
	}
	native := cocoa.Create("NSMenuItem", "initWithTitle:action:keyEquivalent:", cocoa.String(""), cocoa.Sel(action), cocoa.String(key))
	cocoa.Send(native, "setKeyEquivalentModifierMask:", mask)
	cocoa.Send(native, "setTag:", item.ID)
	if !byAppKit {
		cocoa.Send(native, "setTarget:", owner) // AppKit's own go to whatever has the keyboard
	}
	show(native, item)
	return native
}

const menuIconHeight = 16

// show has a native item show its item as it is now.
func show(native objc.ID, item *model.Item) {
	text, _ := model.Plain(item.Label)
	cocoa.Send(native, "setTitle:", cocoa.String(text))
	cocoa.Send(native, "setHidden:", item.Hidden)
	state := 0
	if item.Checked {
		state = 1
	}
	cocoa.Send(native, "setState:", state)
	cocoa.Send(native, "setToolTip:", cocoa.String(item.ToolTip))
	if item.Description != "" {
		cocoa.Send(native, "setAccessibilityLabel:", cocoa.String(item.Description))
	}
	if cocoa.Responds(native, "setSubtitle:") { // macOS 14.4
		cocoa.Send(native, "setSubtitle:", cocoa.String(item.Sublabel))
	}
	cocoa.Send(native, "setImage:", Image(item.Icon, menuIconHeight))
}

// Image is a picture of a PNG, at most so high; nil for none.
func Image(png []byte, height float64) objc.ID {
	if len(png) == 0 {
		return 0
	}
	image := cocoa.Create("NSImage", "initWithData:", cocoa.Data(png))
	if image == 0 {
		return 0
	}
	if size := objc.Send[cocoa.Size](image, cocoa.Sel("size")); size.Height > height {
		cocoa.Send(image, "setSize:", cocoa.Size{Width: size.Width * height / size.Height, Height: height})
	}
	return image
}

// Change shows what has become of an item, if it is one of the menu's.
func (m *Menu) Change(item *model.Item) {
	native := m.natives[item.ID]
	if native == 0 {
		return
	}
	if own := model.Find(m.items, item.ID); own != nil && own != item {
		below := own.Items
		*own = *item
		own.Items = below
	}
	cocoa.Pooled(func() { show(native, item) })
}

// PopUp shows the menu and waits until it has gone: at a place in a view, or where the pointer is if view is nil. positioning is the index of
// the item that shall be there, -1 for the menu's corner.
func (m *Menu) PopUp(at cocoa.Point, view objc.ID, positioning int) {
	cocoa.Pooled(func() {
		item := objc.ID(0)
		if positioning >= 0 && positioning < objc.Send[int](m.ID, cocoa.Sel("numberOfItems")) {
			item = cocoa.Send(m.ID, "itemAtIndex:", positioning)
		}
		if view == 0 {
			at = objc.Send[cocoa.Point](cocoa.Class("NSEvent"), cocoa.Sel("mouseLocation"))
		}
		objc.Send[bool](m.ID, cocoa.Sel("popUpMenuPositioningItem:atLocation:inView:"), item, at, view)
	})
}

// Cancel takes the menu away where it is open.
func (m *Menu) Cancel() { cocoa.Send(m.ID, "cancelTracking") }
