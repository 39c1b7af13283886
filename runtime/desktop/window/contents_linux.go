//go:build linux && cgo

package window

/*
#include <stdlib.h>
#include "contents_linux.h"
*/
import "C"

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"unsafe"
)

// answers are what C is to answer one day: a script's result, a picture, a print. malformed is that of a script.
type answers map[uintptr]func(data []byte, malformed bool, err error)

var errClosed = errors.New("the window has closed")

// expect makes a number for an answer.
func (d *driver) expect(done func(data []byte, malformed bool, err error)) C.uintptr_t {
	d.nextID++
	d.answers[d.nextID] = done
	return C.uintptr_t(d.nextID)
}

//export deskjsGoAnswer
func deskjsGoAnswer(id C.uintptr_t, data unsafe.Pointer, length C.size_t, problem *C.char, script C.int) {
	done := current.answers[uintptr(id)]
	delete(current.answers, uintptr(id))
	if done == nil {
		return
	}
	var err error
	if problem != nil {
		err = errors.New(C.GoString(problem))
	}
	bytes := C.GoBytes(data, C.int(length))
	guard("an answer of a page", func() { done(bytes, script != 0, err) })
}

//export deskjsGoPage
func deskjsGoPage(id C.uintptr_t, kind, url, text *C.char, code, flag C.int) {
	if w := current.windows[uintptr(id)]; w != nil {
		address := C.GoString(url)
		if C.GoString(kind) == "did-start-navigation" && w.starting != "" {
			// Where one load gives way to another WebKit still has the address of neither.
			address, w.starting = w.starting, ""
		}
		w.options.tell(PageEvent{Kind: C.GoString(kind), URL: address, Text: C.GoString(text), Code: int(code), Flag: flag != 0})
	}
}

//export deskjsGoLoadFailed
func deskjsGoLoadFailed(id C.uintptr_t, url, domain *C.char, code C.int, message *C.char) {
	if w := current.windows[uintptr(id)]; w != nil {
		number, text := netError(C.GoString(domain), int(code))
		if number == errFailed {
			text = C.GoString(message)
		}
		w.options.tell(PageEvent{Kind: "did-fail-load", URL: C.GoString(url), Code: number, Text: text})
	}
}

//export deskjsGoUnload
func deskjsGoUnload(id C.uintptr_t, dialog unsafe.Pointer) {
	w := current.windows[uintptr(id)]
	decide := func(leave bool) {
		C.deskjs_contents_unload(dialog, toInt(leave))
		if !leave && w != nil {
			w.options.tell(PageEvent{Kind: "may-not-close"})
		}
	}
	if w == nil || w.options.OnUnload == nil {
		decide(w == nil)
		return
	}
	w.options.OnUnload(decide)
}

//export deskjsGoContextMenu
func deskjsGoContextMenu(id C.uintptr_t, x, y C.int, link, label, source, media *C.char, editable, selected, misspelled C.int, suggestions *C.char, length C.size_t) {
	w := current.windows[uintptr(id)]
	if w == nil {
		return
	}
	menu := &ContextMenu{X: int(x), Y: int(y), Link: C.GoString(link), LinkText: C.GoString(label), Source: C.GoString(source),
		Media: C.GoString(media), Editable: editable != 0, Selected: selected != 0, Misspelled: misspelled != 0, Suggestions: []string{}}
	if text := C.GoStringN(suggestions, C.int(length)); text != "" {
		menu.Suggestions = strings.Split(strings.TrimSuffix(text, "\x00"), "\x00")
	}
	w.options.tell(PageEvent{Kind: "context-menu", Menu: menu})
}

func (w *window) Stop() {
	if w.view != nil {
		C.deskjs_contents_stop(w.view)
	}
}

func (w *window) ReloadCached() {
	if w.view != nil {
		C.deskjs_contents_reload(w.view)
	}
}

func (w *window) Loading() bool { return w.view != nil && C.deskjs_contents_loading(w.view) != 0 }

// taken is a text that C has made.
func taken(text *C.char) string {
	defer C.free(unsafe.Pointer(text))
	return C.GoString(text)
}

func (w *window) PageTitle() string {
	if w.view == nil {
		return ""
	}
	return taken(C.deskjs_contents_title(w.view))
}

func (w *window) History() (entries []HistoryEntry, index int) {
	if w.view == nil {
		return nil, -1
	}
	var at C.int
	var length C.size_t
	list := C.deskjs_contents_history(w.view, &at, &length)
	defer C.free(unsafe.Pointer(list))
	text := C.GoStringN(list, C.int(length))
	for text != "" {
		var entry HistoryEntry
		entry.URL, text, _ = strings.Cut(text, "\x00")
		entry.Title, text, _ = strings.Cut(text, "\x00")
		entries = append(entries, entry)
	}
	return entries, int(at)
}

func (w *window) GoTo(offset int) {
	if w.view != nil && offset != 0 {
		C.deskjs_contents_go(w.view, C.int(offset))
	}
}

func (w *window) Zoom() float64 {
	if w.view == nil {
		return 1
	}
	return float64(C.deskjs_contents_zoom(w.view))
}

func (w *window) SetZoom(factor float64) error {
	if w.view != nil && factor > 0 {
		C.deskjs_contents_set_zoom(w.view, C.double(factor))
	}
	return nil
}

func (w *window) Find(text string, find Find) {
	if w.view == nil || text == "" {
		return
	}
	wanted := C.CString(text)
	defer C.free(unsafe.Pointer(wanted))
	C.deskjs_contents_find(w.view, wanted, toInt(find.Backward), toInt(find.Next), toInt(find.Case))
}

func (w *window) StopFinding() {
	if w.view != nil {
		C.deskjs_contents_stop_finding(w.view)
	}
}

func (w *window) Print(printing Printing, done func(error)) {
	if w.view == nil {
		done(errClosed)
		return
	}
	w.print(printing, "", done)
}

func (w *window) print(printing Printing, file string, done func(error)) {
	how := C.struct_deskjs_printing{
		silent: toInt(printing.Silent), landscape: toInt(printing.Landscape), copies: C.int(printing.Copies),
		backgrounds: toInt(printing.Backgrounds), grey: toInt(printing.Grey), collate: toInt(printing.Collate), page_style: toInt(printing.PreferPageStyle),
		width: C.double(printing.Width), height: C.double(printing.Height), top: C.double(printing.Top), bottom: C.double(printing.Bottom),
		left: C.double(printing.Left), right: C.double(printing.Right), scale: C.double(printing.Scale),
		printer: C.CString(printing.Printer), pages: C.CString(printing.pages()), duplex: C.CString(printing.Duplex), file: C.CString(file),
	}
	for _, text := range []*C.char{how.printer, how.pages, how.duplex, how.file} {
		defer C.free(unsafe.Pointer(text))
	}
	C.deskjs_print(w.view, &how, w.driver.expect(func(_ []byte, _ bool, err error) { done(err) }))
}

func (w *window) PrintToPDF(printing Printing, done func(pdf []byte, err error)) {
	if w.view == nil {
		done(nil, errClosed)
		return
	}
	folder, err := os.MkdirTemp("", "deskjs-pdf-")
	if err != nil {
		done(nil, err)
		return
	}
	file := filepath.Join(folder, "page.pdf")
	w.print(printing, file, func(err error) {
		var pdf []byte
		if err == nil {
			pdf, err = os.ReadFile(file)
		}
		_ = os.RemoveAll(folder)
		done(pdf, err)
	})
}

func (w *window) Capture(area Area, done func(png []byte, err error)) {
	if w.view == nil {
		done(nil, errClosed)
		return
	}
	C.deskjs_capture(w.view, C.int(area.X), C.int(area.Y), C.int(area.Width), C.int(area.Height),
		w.driver.expect(func(png []byte, _ bool, err error) { done(png, err) }))
}

func (w *window) Run(script string, done func(result string, err error)) {
	runner{
		call: func(body string, isolated bool, done func(string, error)) {
			if w.view == nil {
				done("", errClosed)
				return
			}
			body = strings.ToValidUTF8(body, "\uFFFD")
			C.deskjs_call(w.view, (*C.char)(unsafe.Pointer(unsafe.StringData(body))), C.ptrdiff_t(len(body)), toInt(isolated),
				w.driver.expect(func(data []byte, _ bool, err error) { done(string(data), err) }))
		},
		evaluate: func(script string, done func(string, error)) {
			if w.view == nil {
				done("", errClosed)
				return
			}
			script = strings.ToValidUTF8(script, "\uFFFD")
			C.deskjs_evaluate(w.view, (*C.char)(unsafe.Pointer(unsafe.StringData(script))), C.ptrdiff_t(len(script)),
				w.driver.expect(func(_ []byte, thrown bool, err error) {
					if thrown {
						done(err.Error(), nil)
					} else {
						done("", err)
					}
				}))
		},
	}.run(script, done)
}

func (w *window) ShowInspector(detached bool) error {
	if w.view == nil {
		return errClosed
	}
	C.deskjs_inspect(w.view, toInt(detached))
	return nil
}

func (w *window) CloseInspector() error {
	if w.view != nil {
		C.deskjs_inspect_end(w.view)
	}
	return nil
}

func (w *window) InspectorShown() bool { return w.view != nil && C.deskjs_inspected(w.view) != 0 }

func (w *window) UserAgent() string {
	if w.view == nil {
		return ""
	}
	return taken(C.deskjs_contents_user_agent(w.view))
}

func (w *window) SetUserAgent(text string) {
	if w.view != nil {
		name := C.CString(text)
		defer C.free(unsafe.Pointer(name))
		C.deskjs_contents_set_user_agent(w.view, name)
	}
}

func (w *window) Muted() bool { return w.view != nil && C.deskjs_contents_muted(w.view) != 0 }

func (w *window) SetMuted(muted bool) error {
	if w.view != nil {
		C.deskjs_contents_set_muted(w.view, toInt(muted))
	}
	return nil
}

func (w *window) Audible() bool { return w.view != nil && C.deskjs_contents_audible(w.view) != 0 }

// editing has WebKit's names of Contents.Edit's commands.
var editing = map[string]string{"undo": "Undo", "redo": "Redo", "cut": "Cut", "copy": "Copy", "paste": "Paste",
	"pasteAndMatchStyle": "PasteAsPlainText", "delete": "Delete", "selectAll": "SelectAll", "unselect": "Unselect"}

func (w *window) Edit(command string) {
	if name := editing[command]; name != "" && w.view != nil {
		text := C.CString(name)
		defer C.free(unsafe.Pointer(text))
		C.deskjs_contents_edit(w.view, text)
	}
}

func (w *window) OwnMenu(own bool) error {
	if w.view != nil {
		C.deskjs_contents_own_menu(w.view, toInt(own))
	}
	return nil
}

func (w *window) EndProcess() {
	if w.view != nil {
		C.deskjs_contents_end_process(w.view)
	}
}

func (w *window) TryClose() {
	if w.view != nil {
		C.deskjs_contents_try_close(w.view)
	}
}

func (w *window) Download(url string) {
	if w.view != nil {
		text := C.CString(url)
		defer C.free(unsafe.Pointer(text))
		C.deskjs_contents_download(w.view, text)
	}
}
