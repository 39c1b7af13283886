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
}

const (
	actionCopy   = 1 << 1 // GDK_ACTION_COPY
	actionLink   = 1 << 3 // GDK_ACTION_LINK
	buttonMain   = 1
	iconDistance = 2 // of the picture from the pointer, in pixels
)

// source is the widget that all drags come from, which nobody sees: a page's own would answer with what the page drags.
var source unsafe.Pointer

// dragged are the files of the last drag, as addresses.
var dragged []string

// start begins a drag by the button that is held down. icon is a PNG; nil for GTK's own.
func start(_ uintptr, files []string, icon []byte) error {
	if source == nil {
		if err := toolkit.Find(toolkit.GTK, &gtk); err != nil {
			return err
		}
		source = gtk.Invisible()
		gtk.Connect(source, "drag-data-get", purego.NewCallback(give), 0, 0, 0)
	}
	dragged = dragged[:0]
	for _, file := range files {
		dragged = append(dragged, (&url.URL{Scheme: "file", Path: file}).String())
	}
	targets := gtk.Targets(nil, 0)
	gtk.AddURIs(targets, 0)
	context := gtk.Begin(source, targets, actionCopy|actionLink, buttonMain, nil, -1, -1)
	gtk.Unref(targets)
	if context == nil || len(icon) == 0 {
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
