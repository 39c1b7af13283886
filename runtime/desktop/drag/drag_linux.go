//go:build linux && cgo

package drag

import (
	"net/url"
	"runtime"
	"unsafe"

	"github.com/ebitengine/purego"

	"github.com/deskjs/deskjs/runtime/desktop/toolkit"
)

var gtk struct {
	Invisible func() unsafe.Pointer                                                                                        `c:"gtk_invisible_new"`
	Targets   func(table unsafe.Pointer, count uint32) unsafe.Pointer                                                      `c:"gtk_target_list_new"`
	AddURIs   func(targets unsafe.Pointer, info uint32)                                                                    `c:"gtk_target_list_add_uri_targets"`
	Unref     func(targets unsafe.Pointer)                                                                                 `c:"gtk_target_list_unref"`
	Begin     func(widget, targets unsafe.Pointer, actions, button int32, event unsafe.Pointer, x, y int32) unsafe.Pointer `c:"gtk_drag_begin_with_coordinates"`
	SetURIs   func(selection unsafe.Pointer, uris unsafe.Pointer) bool                                                     `c:"gtk_selection_data_set_uris"`
	SetIcon   func(context, pixbuf unsafe.Pointer, x, y int32)                                                             `c:"gtk_drag_set_icon_pixbuf"`
	Connect   func(object unsafe.Pointer, signal string, f, data, destroy uintptr, flags int32) uint64                     `c:"g_signal_connect_data"`
	Loader    func() unsafe.Pointer                                                                                        `c:"gdk_pixbuf_loader_new"`
	Write     func(loader, bytes unsafe.Pointer, count uintptr, failure unsafe.Pointer) bool                               `c:"gdk_pixbuf_loader_write"`
	Close     func(loader, failure unsafe.Pointer) bool                                                                    `c:"gdk_pixbuf_loader_close"`
	Pixbuf    func(loader unsafe.Pointer) unsafe.Pointer                                                                   `c:"gdk_pixbuf_loader_get_pixbuf"`
	Free      func(object unsafe.Pointer)                                                                                  `c:"g_object_unref"`
	Keep      func(object unsafe.Pointer) unsafe.Pointer                                                                   `c:"g_object_ref"`
	Data      func(object unsafe.Pointer, name string) unsafe.Pointer                                                      `c:"g_object_get_data"`
	Child     func(bin unsafe.Pointer) unsafe.Pointer                                                                      `c:"gtk_bin_get_child"`
	Window    func(widget unsafe.Pointer) unsafe.Pointer                                                                   `c:"gtk_widget_get_window"`
	Display   func(widget unsafe.Pointer) unsafe.Pointer                                                                   `c:"gtk_widget_get_display"`
	Seat      func(display unsafe.Pointer) unsafe.Pointer                                                                  `c:"gdk_display_get_default_seat"`
	Pointer   func(seat unsafe.Pointer) unsafe.Pointer                                                                     `c:"gdk_seat_get_pointer"`
	NewEvent  func(kind int32) *released                                                                                   `c:"gdk_event_new"`
	SetDevice func(event *released, device unsafe.Pointer)                                                                 `c:"gdk_event_set_device"`
	Deliver   func(widget unsafe.Pointer, event *released) bool                                                            `c:"gtk_widget_event"`
	FreeEvent func(event *released)                                                                                        `c:"gdk_event_free"`
}

// released is GdkEventButton, of which GDK itself fills what has no name here.
type released struct {
	_             int32 // its kind
	window        unsafe.Pointer
	_             int8   // whether it was sent
	_             uint32 // when
	x, y          float64
	_             unsafe.Pointer
	state, button uint32
	_             unsafe.Pointer // the device
	xRoot, yRoot  float64
}

const (
	actionCopy   = 1 << 1 // GDK_ACTION_COPY
	actionLink   = 1 << 3 // GDK_ACTION_LINK
	buttonMain   = 1
	buttonUp     = 7      // GDK_BUTTON_RELEASE
	buttonHeld   = 1 << 8 // GDK_BUTTON1_MASK
	iconDistance = 2      // of the picture from the pointer, in pixels
)

// source is the widget that all drags come from, which nobody sees: a page's own would answer with what the page drags.
var source unsafe.Pointer

// dragged are the files of the last drag, as addresses.
var dragged []string

// page is what the last drag was begun in, until it has ended; it is kept.
var page unsafe.Pointer

// start begins a drag by the button that is held down. icon is a PNG; nil for GTK's own.
func start(window uintptr, files []string, icon []byte) error {
	if source == nil {
		if err := toolkit.Find(toolkit.GTK, &gtk); err != nil {
			return err
		}
		source = gtk.Invisible()
		gtk.Connect(source, "drag-data-get", purego.NewCallback(give), 0, 0, 0)
		gtk.Connect(source, "drag-end", purego.NewCallback(end), 0, 0, 0)
	}
	dragged = dragged[:0]
	for _, file := range files {
		dragged = append(dragged, (&url.URL{Scheme: "file", Path: file}).String())
	}
	targets := gtk.Targets(nil, 0)
	gtk.AddURIs(targets, 0)
	context := gtk.Begin(source, targets, actionCopy|actionLink, buttonMain, nil, -1, -1)
	gtk.Unref(targets)
	if context == nil {
		return nil
	}
	forget()
	page = gtk.Keep(viewOf(window))
	if len(icon) == 0 {
		return nil
	}
	loader := gtk.Loader()
	if gtk.Write(loader, unsafe.Pointer(&icon[0]), uintptr(len(icon)), nil) && gtk.Close(loader, nil) {
		if pixbuf := gtk.Pixbuf(loader); pixbuf != nil {
			gtk.SetIcon(context, pixbuf, -iconDistance, -iconDistance)
		}
	}
	gtk.Free(loader)
	return nil
}

// give answers who asks for what is dragged: the widget, its context, and the selection that is to be filled.
func give(_, _, selection unsafe.Pointer, _, _ uint32, _ uintptr) uintptr {
	texts := make([][]byte, len(dragged))
	list := make([]unsafe.Pointer, len(dragged)+1) // which a nil ends
	for i, address := range dragged {
		texts[i] = append([]byte(address), 0)
		list[i] = unsafe.Pointer(&texts[i][0])
	}
	gtk.SetURIs(selection, unsafe.Pointer(&list[0]))
	runtime.KeepAlive(texts)
	return 0
}

// viewOf is the page's widget in a GtkWindow: package window keeps it under a name, once it is not its only one.
func viewOf(window uintptr) unsafe.Pointer {
	native := *(*unsafe.Pointer)(unsafe.Pointer(&window))
	if view := gtk.Data(native, "deskjs-view"); view != nil {
		return view
	}
	return gtk.Child(native)
}

func forget() {
	if page != nil {
		gtk.Free(page)
		page = nil
	}
}

// end has the page hear that the button is up again, outside of it: GTK has kept that for itself, and the next drag would be a selection of text.
func end(_, _ unsafe.Pointer, _ uintptr) uintptr {
	defer forget()
	if page == nil || gtk.Window(page) == nil {
		return 0
	}
	event := gtk.NewEvent(buttonUp)
	event.window = gtk.Keep(gtk.Window(page))
	event.x, event.y, event.xRoot, event.yRoot = -1, -1, -1, -1
	event.button, event.state = buttonMain, buttonHeld
	gtk.SetDevice(event, gtk.Pointer(gtk.Seat(gtk.Display(page))))
	gtk.Deliver(page, event)
	gtk.FreeEvent(event)
	return 0
}
