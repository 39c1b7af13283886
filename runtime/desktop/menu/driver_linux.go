//go:build linux && cgo

package menu

/*
#cgo pkg-config: gtk+-3.0 webkit2gtk-4.1
#cgo CFLAGS: -I${SRCDIR}/../gtk
#cgo LDFLAGS: -ldl
#include <stdlib.h>
#include "menu_linux.h"
*/
import "C"

import (
	"fmt"
	"strings"
	"unsafe"

	"github.com/deskjs/deskjs/runtime/desktop/accelerator"
	"github.com/deskjs/deskjs/runtime/desktop/language"
	"github.com/deskjs/deskjs/runtime/desktop/menu/model"
	"github.com/deskjs/deskjs/runtime/desktop/service"
)

// gtk is the driver for GTK. What C calls finds its menu by the number of its tree, so that a late call does nothing.
type gtk struct {
	menus   *Menus
	loaded  bool
	windows map[int]*gtkWindow
	trees   map[uint32]*tree
	last    uint32
}

type gtkWindow struct {
	native unsafe.Pointer // GtkWindow
	bar    *tree          // nil is none
	shown  bool           // a bar that hides itself is seen for now
}

// tree is a bar or a menu that has popped up, with all below it.
type tree struct {
	number  uint32
	window  int
	shell   unsafe.Pointer // GtkMenuShell
	items   []model.Item
	widgets map[int]unsafe.Pointer // GtkMenuItem, by the item's number
	closed  func()                 // of those that have popped up
}

// pageWords are what the items of a page's own context menu are called, in the order of page_linux.c.
var pageWords = [C.DESKJS_PAGE_WORDS]string{
	"cut", "copy", "paste", "pasteandmatchstyle", "delete", "selectall", "openlink", "copylink", "copyimage", "inspect", "learnspelling",
	"ignorespelling", "nosuggestions",
}

// current is the driver that callbacks from C find.
var current *gtk

func newDriver(m *Menus) driver {
	current = &gtk{menus: m, windows: map[int]*gtkWindow{}, trees: map[uint32]*tree{}}
	return current
}

// load finds the functions of GTK. The window package has started it by then.
func (g *gtk) load() error {
	if g.loaded {
		return nil
	}
	var library, reason *C.char
	if C.deskjs_menu_load(&library, &reason) != 0 {
		return fmt.Errorf("%s can't be used: %s", C.GoString(library), C.GoString(reason))
	}
	if language.RightToLeft(language.Preferred()) {
		C.deskjs_menu_set_right_to_left()
	}
	var labels [C.DESKJS_PAGE_WORDS]*C.char
	for i, word := range pageWords {
		labels[i] = C.CString(model.Word(language.Preferred(), word, ""))
		defer C.free(unsafe.Pointer(labels[i]))
	}
	C.deskjs_page_words(&labels[0])
	g.loaded = true
	return nil
}

func (g *gtk) attach(window int, native uintptr) error {
	if err := g.load(); err != nil {
		return err
	}
	w := &gtkWindow{native: pointer(native)}
	g.windows[window] = w
	C.deskjs_menu_attach(w.native, C.uint32_t(window))
	return nil
}

// pointer is what GTK knows the window by: not memory of Go's.
func pointer(native uintptr) unsafe.Pointer { return *(*unsafe.Pointer)(unsafe.Pointer(&native)) }

// detach forgets what went with the window.
func (g *gtk) detach(window int) {
	delete(g.windows, window)
	for number, t := range g.trees {
		if t.window == window {
			delete(g.trees, number)
			if t.closed != nil {
				t.closed()
			}
		}
	}
}

func (g *gtk) newTree(window int, items []model.Item) *tree {
	g.last++
	t := &tree{number: g.last, window: window, items: items, widgets: map[int]unsafe.Pointer{}}
	g.trees[t.number] = t
	return t
}

func (g *gtk) setBar(window int, items []model.Item) {
	w := g.windows[window]
	if w.bar != nil {
		delete(g.trees, w.bar.number)
		C.deskjs_bar_destroy(w.bar.shell)
		w.bar = nil
	}
	if items == nil {
		return
	}
	w.bar = g.newTree(window, items)
	w.bar.shell = C.deskjs_bar_new(w.native, C.uint32_t(window))
	w.bar.fill(w.bar.shell, items)
}

func (g *gtk) showBar(window int, visible bool) {
	if w := g.windows[window]; w.bar != nil {
		w.shown = false
		C.deskjs_bar_set_visible(w.bar.shell, toInt(visible))
	}
}

func (g *gtk) barShown(window int) bool {
	w := g.windows[window]
	return w.bar != nil && C.deskjs_bar_visible(w.bar.shell) != 0
}

func (t *tree) fill(shell unsafe.Pointer, items []model.Item) {
	for i := range items {
		item := &items[i]
		kind := C.int(C.DESKJS_ITEM)
		switch item.Type {
		case model.Separator:
			kind = C.DESKJS_SEPARATOR
		case model.Checkbox:
			kind = C.DESKJS_CHECK
		case model.Radio:
			kind = C.DESKJS_RADIO
		}
		label := C.CString(model.Underlined(item.Label))
		widget := C.deskjs_menu_append(shell, C.uint32_t(t.number), C.uint32_t(item.ID), kind, label)
		C.free(unsafe.Pointer(label))
		t.widgets[item.ID] = widget
		if parsed, err := accelerator.Parse(item.Accelerator); err == nil {
			C.deskjs_menu_set_accelerator(widget, C.uint(parsed.Keysym()), C.int(parsed.Modifiers))
		}
		show(widget, item)
		if item.Type == model.Submenu || len(item.Items) > 0 {
			t.fill(C.deskjs_menu_submenu(widget, C.uint32_t(t.number), C.uint32_t(item.ID)), item.Items)
		}
	}
}

// show has a widget show its item as it is now.
func show(widget unsafe.Pointer, item *model.Item) {
	if item.Type != model.Separator {
		label, tip, name := C.CString(model.Underlined(item.Label)), C.CString(item.ToolTip), C.CString(item.Description)
		C.deskjs_menu_set_label(widget, label)
		C.deskjs_menu_set_texts(widget, tip, name)
		for _, text := range []*C.char{label, tip, name} {
			C.free(unsafe.Pointer(text))
		}
		C.deskjs_menu_set_icon(widget, unsafe.Pointer(unsafe.SliceData(item.Icon)), C.size_t(len(item.Icon)))
		C.deskjs_menu_set_checked(widget, toInt(item.Checked))
	}
	C.deskjs_menu_set_state(widget, toInt(!item.Disabled), toInt(!item.Hidden))
}

func (g *gtk) change(item *model.Item) {
	for _, t := range g.trees {
		if widget := t.widgets[item.ID]; widget != nil {
			show(widget, item)
		}
	}
}

func (g *gtk) popUp(p popup, closed func()) error {
	w := g.windows[p.Window]
	if w == nil {
		return &service.Error{Code: service.CodeDestroyed, Message: "Object has been destroyed"}
	}
	g.closePopup(0) // there is one pointer, so one menu
	t := g.newTree(p.Window, p.Items)
	t.closed = closed
	t.shell = C.deskjs_popup_new(w.native, C.uint32_t(t.number))
	t.fill(t.shell, p.Items)
	placed, x, y := p.X != nil && p.Y != nil, 0, 0
	if placed {
		x, y = int(*p.X), int(*p.Y)
	}
	if C.deskjs_popup_show(t.shell, w.native, toInt(placed), C.int(x), C.int(y)) == 0 {
		C.deskjs_popup_cancel(t.shell) // as if it had been left at once
	}
	return nil
}

func (g *gtk) closePopup(window int) {
	for _, t := range g.trees {
		if t.closed != nil && (window == 0 || t.window == window) {
			C.deskjs_popup_cancel(t.shell)
		}
	}
}

func (g *gtk) about(a About, window int) error {
	if err := g.load(); err != nil {
		return err
	}
	var native unsafe.Pointer
	if w := g.windows[window]; w != nil {
		native = w.native
	}
	var texts [5]*C.char
	for i, text := range []string{a.Name, a.version(), a.Copyright, a.Website, strings.Join(a.Authors, "\n")} {
		texts[i] = C.CString(text)
		defer C.free(unsafe.Pointer(texts[i]))
	}
	C.deskjs_about_show(native, &texts[0], unsafe.Pointer(unsafe.SliceData(a.icon)), C.size_t(len(a.icon)))
	return nil
}

func (g *gtk) setApplication([]model.Item) {} // the windows have it

func (g *gtk) setDock([]model.Item) error {
	return service.NotSupported("app.dock.setMenu", "Linux has no dock whose icon an app gives a menu while it runs; actions of the icon are in the package's desktop file")
}

func (g *gtk) sendAction(string) error {
	return service.NotSupported("Menu.sendActionToFirstResponder", "only macOS has responders; use a role")
}

func toInt(value bool) C.int {
	if value {
		return 1
	}
	return 0
}
