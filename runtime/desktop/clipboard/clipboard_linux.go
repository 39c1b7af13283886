//go:build linux && cgo

package clipboard

/*
#cgo pkg-config: gtk+-3.0
#cgo CFLAGS: -I${SRCDIR}/../gtk
#include <stdlib.h>
#include "clipboard_linux.h"
*/
import "C"

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"
	"unsafe"

	"github.com/deskjs/deskjs/runtime/desktop/service"
)

var clipboards = []string{selection}

// gtkDriver has no state of its own; what C holds is in the tables below.
type gtkDriver struct{}

func newDriver() (driver, error) {
	var library, reason *C.char
	if C.deskjs_clipboard_load(&library, &reason) != 0 {
		return nil, fmt.Errorf("%s can't be used for the clipboard: %s", C.GoString(library), C.GoString(reason))
	}
	return gtkDriver{}, nil
}

// pending are the questions that GTK will answer, and owned what other programs may ask for. Both belong to the UI thread.
var (
	lastID  uintptr
	pending = map[uintptr]*request{}
	owned   = map[uintptr][]target{}
	changed func(string)
)

type request struct {
	targets []string
	names   func([]string)
	bytes   func([]byte, bool)
}

func nextID(r *request) C.uintptr_t {
	lastID++
	pending[lastID] = r
	return C.uintptr_t(lastID)
}

func number(which string) C.int {
	if which == selection {
		return 1
	}
	return 0
}

// aliases are the targets by which programs ask for a format, the best one first.
var aliases = map[string][]string{
	text: {"UTF8_STRING", "text/plain;charset=utf-8", "text/plain", "STRING"},
	rtf:  {"text/rtf", "application/rtf", "text/richtext"},
}

// protocol are targets that are no formats.
var protocol = []string{"TARGETS", "TIMESTAMP", "MULTIPLE", "SAVE_TARGETS", "DELETE", "INSERT_PROPERTY", "INSERT_SELECTION", "COMPOUND_TEXT", "TEXT"}

// formatOf is the name of a target's format, "" if it is none.
func formatOf(target string) string {
	if slices.Contains(protocol, target) {
		return ""
	}
	for format, names := range aliases {
		if slices.ContainsFunc(names, func(name string) bool { return strings.EqualFold(name, target) }) {
			return format
		}
	}
	if strings.HasPrefix(strings.ToLower(target), "text/plain;") {
		return text
	}
	return target
}

func (gtkDriver) targets(which string, done func([]string)) {
	C.deskjs_clipboard_targets(number(which), nextID(&request{names: done}))
}

func (d gtkDriver) formats(which string, done func([]string, error)) {
	d.targets(which, func(targets []string) {
		var names []string
		for _, target := range targets {
			if name := formatOf(target); name != "" && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
		done(names, nil)
	})
}

func (d gtkDriver) read(which string, formats []string, done func(string, []byte, error)) {
	d.targets(which, func(targets []string) {
		for _, format := range formats {
			names := aliases[format]
			if names == nil {
				names = []string{format}
			}
			for _, name := range names {
				if slices.Contains(targets, name) {
					d.contents(which, name, func(data []byte, ok bool) {
						if !ok {
							done("", nil, nil) // gone meanwhile
							return
						}
						done(format, decoded(name, data), nil)
					})
					return
				}
			}
		}
		done("", nil, nil)
	})
}

func (gtkDriver) contents(which, target string, done func([]byte, bool)) {
	name := C.CString(target)
	defer C.free(unsafe.Pointer(name))
	C.deskjs_clipboard_contents(number(which), name, nextID(&request{bytes: done}))
}

// decoded makes UTF-8 of what programs give as text of another kind: Latin-1 as STRING, UTF-16 with a mark as HTML.
func decoded(target string, data []byte) []byte {
	switch {
	case target == "STRING":
		runes := make([]rune, len(data))
		for i, b := range data {
			runes[i] = rune(b)
		}
		return []byte(string(runes))
	case target == html && len(data) >= 2 && data[0] == 0xFF && data[1] == 0xFE:
		units := make([]uint16, len(data)/2-1)
		for i := range units {
			units[i] = uint16(data[2*i+2]) | uint16(data[2*i+3])<<8
		}
		return []byte(string(utf16.Decode(units)))
	}
	return data
}

// target is something that others may ask for.
type target struct {
	name string
	data []byte
}

func (gtkDriver) write(which string, items []item) error {
	var targets []target
	for _, it := range items {
		names := aliases[it.format]
		if names == nil {
			names = []string{it.format}
		}
		for _, name := range names {
			data := it.data
			if name == "STRING" {
				if data = latin1(it.data); data == nil {
					continue
				}
			}
			targets = append(targets, target{name, data})
		}
	}
	if len(targets) == 0 {
		C.deskjs_clipboard_clear(number(which))
		return nil
	}
	lastID++
	id := lastID
	names := make([]*C.char, len(targets)+1)
	for i, t := range targets {
		names[i] = C.CString(t.name)
	}
	defer func() {
		for _, name := range names {
			C.free(unsafe.Pointer(name))
		}
	}()
	owned[id] = targets
	if C.deskjs_clipboard_set(number(which), &names[0], C.int(len(targets)), C.uintptr_t(id)) == 0 {
		delete(owned, id)
		return &service.Error{Code: "ERR_CLIPBOARD", Message: "the clipboard can't be written: the display does not let the app have it"}
	}
	return nil
}

// latin1 is a text for those who know no other, nil if it has other letters.
func latin1(data []byte) []byte {
	var result []byte
	for _, r := range string(data) {
		if r > 0xFF {
			return nil
		}
		result = append(result, byte(r))
	}
	return result
}

func (gtkDriver) watch(call func(string)) error {
	if C.deskjs_clipboard_watch() == 0 {
		return service.NotSupported("watching the clipboard", "the display does not tell of changes (XFixes is missing)")
	}
	changed = call
	return nil
}

//export deskjsGoClipboardTarget
func deskjsGoClipboardTarget(id C.uintptr_t, name *C.char) {
	r := pending[uintptr(id)]
	if r == nil {
		return
	}
	if name != nil {
		r.targets = append(r.targets, C.GoString(name))
		return
	}
	delete(pending, uintptr(id))
	r.names(r.targets)
}

//export deskjsGoClipboardContents
func deskjsGoClipboardContents(id C.uintptr_t, data unsafe.Pointer, length C.int) {
	r := pending[uintptr(id)]
	delete(pending, uintptr(id))
	if r == nil {
		return
	}
	if length < 0 {
		r.bytes(nil, false)
		return
	}
	r.bytes(C.GoBytes(data, length), true)
}

//export deskjsGoClipboardGive
func deskjsGoClipboardGive(id C.uintptr_t, index C.int, selectionData unsafe.Pointer) {
	targets := owned[uintptr(id)]
	if int(index) >= len(targets) {
		return
	}
	t := targets[index]
	name := C.CString(t.name)
	defer C.free(unsafe.Pointer(name))
	C.deskjs_clipboard_fill(selectionData, name, unsafe.Pointer(unsafe.SliceData(append(t.data[:len(t.data):len(t.data)], 0))), C.int(len(t.data)))
}

//export deskjsGoClipboardLost
func deskjsGoClipboardLost(id C.uintptr_t) { delete(owned, uintptr(id)) }

//export deskjsGoClipboardChanged
func deskjsGoClipboardChanged(which C.int) {
	if changed != nil {
		changed([]string{standard, selection}[which])
	}
}
