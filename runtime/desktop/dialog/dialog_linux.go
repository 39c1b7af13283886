//go:build linux && cgo

package dialog

/*
#cgo pkg-config: gtk+-3.0
#cgo CFLAGS: -I${SRCDIR}/../gtk
#include <stdlib.h>
#include "dialog_linux.h"
*/
import "C"

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unsafe"

	"github.com/deskjs/deskjs/runtime/desktop/service"
)

type gtkDriver struct{}

func newDriver(*service.Host) (driver, error) {
	var library, reason *C.char
	if C.deskjs_dialog_load(&library, &reason) != 0 {
		return nil, fmt.Errorf("%s can't be used for dialogs: %s", C.GoString(library), C.GoString(reason))
	}
	return gtkDriver{}, nil
}

// What C calls back, by the numbers that it got. All belong to the UI thread.
var (
	lastID   uintptr
	choosers = map[uintptr]*chooser{}
	answers  = map[uintptr]func(int){}
)

// text is a string for C, NULL for none. It is freed with the others.
type texts []*C.char

func (t *texts) of(text string) *C.char {
	s := C.CString(text)
	*t = append(*t, s)
	return s
}

func (t *texts) orNil(text string) *C.char {
	if text == "" {
		return nil
	}
	return t.of(text)
}

func (t *texts) free() {
	for _, s := range *t {
		C.free(unsafe.Pointer(s))
	}
}

// chooser is a dialog for files.
type chooser struct {
	id      uintptr
	options *fileOptions
	dialog  unsafe.Pointer
	filters []unsafe.Pointer
	paths   []string
	// confirming closes the question whether a file may be replaced.
	confirming func()
	done       func([]string, error)
}

func (gtkDriver) files(o *fileOptions, parent uintptr, done func([]string, error)) func() {
	var t texts
	defer t.free()
	lastID++
	c := &chooser{id: lastID, options: o, done: done}
	options := C.deskjs_file_options{action: C.DESKJS_OPEN, parent: pointer(parent), title: t.orNil(o.Title), button: t.orNil(strings.ReplaceAll(o.ButtonLabel, "_", "__"))}
	switch {
	case o.save:
		options.action = C.DESKJS_SAVE
	case o.has("openDirectory"):
		options.action = C.DESKJS_FOLDER
	}
	if o.has("multiSelections") {
		options.multiple = 1
	}
	if o.has("showHiddenFiles") {
		options.hidden = 1
	}
	folder, name := o.start()
	if folder == "" {
		folder = usualFolder()
	}
	options.folder = t.orNil(folder)
	if name != "" && !o.save {
		name = filepath.Join(folder, name)
	}
	options.name = t.orNil(name)
	c.dialog = C.deskjs_files_new(&options, C.uintptr_t(c.id))
	if options.action != C.DESKJS_FOLDER {
		for _, f := range o.Filters {
			native := C.deskjs_files_filter(c.dialog, t.of(f.Name))
			for _, extension := range f.Extensions {
				C.deskjs_filter_pattern(native, t.of(caseless(extension)))
			}
			c.filters = append(c.filters, native)
		}
		if len(c.filters) > 0 {
			C.deskjs_files_first_filter(c.dialog, c.filters[0])
		}
	}
	choosers[c.id] = c
	C.deskjs_files_show(c.dialog)
	return c.close
}

// pointer is a window of the host's, which is C's memory.
func pointer(window uintptr) unsafe.Pointer { return *(*unsafe.Pointer)(unsafe.Pointer(&window)) }

// close ends the dialog as if the user had cancelled it.
func (c *chooser) close() { c.finish(nil) }

func (c *chooser) finish(paths []string) {
	if choosers[c.id] != c {
		return
	}
	delete(choosers, c.id)
	if c.confirming != nil {
		c.confirming()
	}
	C.deskjs_files_close(c.dialog)
	c.done(paths, nil)
}

//export deskjsGoDialogFile
func deskjsGoDialogFile(id C.uintptr_t, path *C.char, filter unsafe.Pointer) {
	c := choosers[uintptr(id)]
	if c == nil {
		return
	}
	if path != nil {
		c.paths = append(c.paths, C.GoString(path))
		return
	}
	paths := c.paths
	c.paths = nil
	if !c.options.save || len(paths) != 1 {
		c.finish(paths)
		return
	}
	chosen := -1
	for i, native := range c.filters {
		if native == filter {
			chosen = i
		}
	}
	whole := c.options.complete(paths[0], chosen)
	if _, err := os.Lstat(whole); whole == paths[0] || err != nil {
		c.finish([]string{whole})
		return
	}
	// The dialog has asked about the name without its extension only.
	c.confirm(whole)
}

func (c *chooser) confirm(path string) {
	var t texts
	defer t.free()
	lastID++
	id := lastID
	box := C.deskjs_confirm_replace(t.of(filepath.Base(path)), c.dialog, C.uintptr_t(id))
	c.confirming = func() {
		delete(answers, id)
		C.deskjs_message_close(box)
		c.confirming = nil
	}
	answers[id] = func(response int) {
		c.confirming()
		if response == 1 {
			c.finish([]string{path})
			return
		}
		C.deskjs_files_show(c.dialog)
	}
}

// icons are what the desktop has for the types of messages.
var icons = map[string]string{"info": "dialog-information", "warning": "dialog-warning", "error": "dialog-error", "question": "dialog-question"}

func (gtkDriver) message(o *messageOptions, parent uintptr, done func(messageResult, error)) func() {
	var t texts
	defer t.free()
	lastID++
	id := lastID
	options := C.deskjs_message_options{
		_type: t.of(icons[o.Type]), title: t.of(o.Title), message: t.of(o.Message), detail: t.of(o.Detail), checkbox: t.orNil(o.CheckboxLabel),
		parent: pointer(parent),
	}
	if o.CheckboxChecked {
		options.checked = 1
	}
	if len(o.icon) > 0 {
		icon := C.CBytes(o.icon)
		defer C.free(icon)
		options.icon, options.icon_length = icon, C.size_t(len(o.icon))
	}
	made := C.deskjs_message_new(&options, C.uintptr_t(id))
	buttons := o.Buttons
	if len(buttons) == 0 {
		buttons = []string{""}
	}
	for i, label := range buttons {
		button := C.deskjs_message_button(made.dialog, t.orNil(label), C.int(i))
		if i == o.DefaultID {
			defer C.deskjs_message_default(made.dialog, button, C.int(i))
		}
	}
	end := func(response int) {
		if answers[id] == nil {
			return
		}
		delete(answers, id)
		if response < 0 {
			response = o.CancelID
		}
		result := messageResult{Response: response, CheckboxChecked: C.deskjs_message_checked(made.checkbox) != 0}
		C.deskjs_message_close(made.dialog)
		done(result, nil)
	}
	answers[id] = end
	C.deskjs_message_show(made.dialog)
	return func() { end(-1) }
}

//export deskjsGoDialogAnswer
func deskjsGoDialogAnswer(id C.uintptr_t, response C.int) {
	if answer := answers[uintptr(id)]; answer != nil {
		answer(int(response))
	}
}

func (gtkDriver) certificate(_ []byte, _ string, _ uintptr, done func(error)) {
	done(service.NotSupported("dialog.showCertificateTrustDialog", "Linux has no store of certificates that a dialog could add to"))
}
