package menu

import (
	"strings"
	"syscall"
	"unsafe"

	"golang.org/x/sys/windows"

	"github.com/deskjs/deskjs/runtime/desktop/menu/hmenu"
	"github.com/deskjs/deskjs/runtime/desktop/menu/model"
	"github.com/deskjs/deskjs/runtime/desktop/service"
)

var (
	user32   = windows.NewLazySystemDLL("user32.dll")
	comctl32 = windows.NewLazySystemDLL("comctl32.dll")

	procClientToScreen   = user32.NewProc("ClientToScreen")
	procDrawMenuBar      = user32.NewProc("DrawMenuBar")
	procGetDpiForWindow  = user32.NewProc("GetDpiForWindow")
	procGetMenu          = user32.NewProc("GetMenu")
	procSetMenu          = user32.NewProc("SetMenu")
	procDefSubclassProc  = comctl32.NewProc("DefSubclassProc")
	procSetWindowSubclas = comctl32.NewProc("SetWindowSubclass")
)

const (
	wmCommand = 0x0111
	usualDPI  = 96
)

// win32 is the driver for Windows. It has not been run: it is compiled and vetted on other systems.
type win32 struct {
	menus   *Menus
	windows map[int]*win32Window
	popped  map[*win32Window]int // how many menus have popped up
}

type win32Window struct {
	id      int
	handle  windows.HWND
	items   []model.Item
	bar     *hmenu.Menu // nil is none
	visible bool
}

// subclassed is the driver that the windows' procedure finds.
var (
	subclassed *win32
	procedure  = syscall.NewCallback(onMessage)
)

func newDriver(m *Menus) driver {
	subclassed = &win32{menus: m, windows: map[int]*win32Window{}, popped: map[*win32Window]int{}}
	return subclassed
}

// onMessage hears the messages of a window with a menu before the window does. id is the window's.
func onMessage(handle windows.HWND, message uint32, w, l, id, _ uintptr) uintptr {
	if message == wmCommand && w>>16 == 0 && l == 0 {
		if window := subclassed.windows[int(id)]; window != nil && window.bar != nil {
			if item := window.bar.Item(uint16(w)); item != 0 {
				subclassed.menus.chosen(window.items, Click{ID: item, Window: window.id})
			}
			return 0
		}
	}
	result, _, _ := procDefSubclassProc.Call(uintptr(handle), uintptr(message), w, l)
	return result
}

func (d *win32) attach(window int, native uintptr) error {
	w := &win32Window{id: window, handle: windows.HWND(native)}
	if made, _, err := procSetWindowSubclas.Call(native, procedure, uintptr(window), 0); made == 0 {
		return err
	}
	d.windows[window] = w
	return nil
}

func (d *win32) detach(window int) {
	if w := d.windows[window]; w != nil && w.bar != nil {
		w.bar.Destroy() // a bar that was not seen; Windows has taken away the other's handle, and ignores it
	}
	delete(d.windows, window)
}

func (d *win32) setBar(window int, items []model.Item) {
	w := d.windows[window]
	old := w.bar
	w.items, w.bar = items, nil
	if items != nil {
		w.bar = hmenu.New(items, true)
	}
	w.show()
	if old != nil {
		old.Destroy()
	}
}

func (w *win32Window) show() {
	handle := uintptr(0)
	if w.bar != nil && w.visible {
		handle = w.bar.Handle
	}
	if now, _, _ := procGetMenu.Call(uintptr(w.handle)); now == handle {
		return
	}
	_, _, _ = procSetMenu.Call(uintptr(w.handle), handle)
	_, _, _ = procDrawMenuBar.Call(uintptr(w.handle))
}

func (d *win32) showBar(window int, visible bool) {
	w := d.windows[window]
	w.visible = visible
	w.show()
}

func (d *win32) barShown(window int) bool {
	w := d.windows[window]
	return w.bar != nil && w.visible
}

// change makes the bars anew in which the item stands: Windows can't hide an item.
func (d *win32) change(item *model.Item) {
	for window, w := range d.windows {
		if model.Find(w.items, item.ID) != nil {
			d.setBar(window, w.items)
		}
	}
}

func (d *win32) popUp(p popup, closed func()) error {
	w := d.windows[p.Window]
	if w == nil {
		return &service.Error{Code: service.CodeDestroyed, Message: "Object has been destroyed"}
	}
	at := hmenu.Pointer()
	if p.X != nil && p.Y != nil {
		dpi, _, _ := procGetDpiForWindow.Call(uintptr(w.handle))
		at = hmenu.Point{X: int32(*p.X * float64(dpi) / usualDPI), Y: int32(*p.Y * float64(dpi) / usualDPI)}
		_, _, _ = procClientToScreen.Call(uintptr(w.handle), uintptr(unsafe.Pointer(&at)))
	}
	// Later: a menu has a message loop of its own until it has gone, and who asked for it waits for the answer.
	d.menus.host.Post(func() {
		menu := hmenu.New(p.Items, false)
		d.popped[w]++
		item := menu.Track(w.handle, at)
		if d.popped[w]--; d.popped[w] == 0 {
			delete(d.popped, w)
		}
		menu.Destroy()
		if item != 0 {
			d.menus.chosen(p.Items, Click{ID: item, Window: p.Window})
		}
		closed()
	})
	return nil
}

func (d *win32) closePopup(window int) {
	for w := range d.popped {
		if window == 0 || w.id == window {
			hmenu.Cancel()
		}
	}
}

func (d *win32) setApplication([]model.Item) {} // the windows have it

func (d *win32) about(a About, window int) error {
	const information = 0x40 // MB_ICONINFORMATION
	owner := windows.HWND(0)
	if w := d.windows[window]; w != nil {
		owner = w.handle
	}
	lines := []string{a.Name}
	for _, line := range append([]string{a.version(), a.Copyright, a.Credits, a.Website}, a.Authors...) {
		if line != "" {
			lines = append(lines, line)
		}
	}
	text, err := windows.UTF16PtrFromString(strings.Join(lines, "\n"))
	if err != nil {
		return err
	}
	title, err := windows.UTF16PtrFromString(a.Name)
	if err != nil {
		return err
	}
	// Later: it waits until the person has read it.
	d.menus.host.Post(func() { _, _ = windows.MessageBox(owner, text, title, information) })
	return nil
}

func (d *win32) setDock([]model.Item) error {
	return service.NotSupported("app.dock.setMenu", "only macOS has a dock; see app.setUserTasks for the task bar of Windows")
}

func (d *win32) sendAction(string) error {
	return service.NotSupported("Menu.sendActionToFirstResponder", "only macOS has responders; use a role")
}
