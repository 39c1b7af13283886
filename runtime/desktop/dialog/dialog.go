// Package dialog shows the system's dialogs for the backend: files to open and save, messages, errors. Package desktop imports it.
//
// The drivers for Windows and macOS have not been run: they are compiled and vetted on other systems.
package dialog

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/deskjs/deskjs/runtime/desktop/service"
)

// filter is a kind of files, by their extensions without a dot; "*" is any.
type filter struct {
	Name       string   `json:"name"`
	Extensions []string `json:"extensions"`
}

// fileOptions are those of the dialogs for files; the names are Electron's.
type fileOptions struct {
	Key            int      `json:"key"`
	Window         int      `json:"window"`
	Title          string   `json:"title"`
	DefaultPath    string   `json:"defaultPath"`
	ButtonLabel    string   `json:"buttonLabel"`
	Filters        []filter `json:"filters"`
	Properties     []string `json:"properties"`
	Message        string   `json:"message"`
	NameFieldLabel string   `json:"nameFieldLabel"`
	ShowsTagField  bool     `json:"showsTagField"`

	save bool
}

func (o *fileOptions) has(property string) bool { return slices.Contains(o.Properties, property) }

// start is where a dialog for files begins: a folder, "" for the system's choice, and the name of a file in it.
func (o *fileOptions) start() (folder, name string) {
	if o.DefaultPath == "" {
		return "", ""
	}
	path := o.DefaultPath
	if !filepath.IsAbs(path) {
		if filepath.Base(path) == path {
			return "", path
		}
		if absolute, err := filepath.Abs(path); err == nil {
			path = absolute
		}
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return path, ""
	}
	return filepath.Dir(path), filepath.Base(path)
}

// complete gives a file that is to be saved the extension of the filter that was chosen, if it has none of it.
func (o *fileOptions) complete(path string, chosen int) string {
	if chosen < 0 || chosen >= len(o.Filters) {
		return path
	}
	extensions := o.Filters[chosen].Extensions
	for _, extension := range extensions {
		if extension == "*" || strings.HasSuffix(strings.ToLower(path), "."+strings.ToLower(extension)) {
			return path
		}
	}
	if len(extensions) == 0 {
		return path
	}
	return strings.TrimSuffix(path, ".") + "." + extensions[0]
}

// messageOptions are those of a message box; the icon's PNG file goes along.
type messageOptions struct {
	Key             int      `json:"key"`
	Window          int      `json:"window"`
	Type            string   `json:"type"`
	Buttons         []string `json:"buttons"`
	DefaultID       int      `json:"defaultId"` // -1 is none
	CancelID        int      `json:"cancelId"`
	Title           string   `json:"title"`
	Message         string   `json:"message"`
	Detail          string   `json:"detail"`
	CheckboxLabel   string   `json:"checkboxLabel"`
	CheckboxChecked bool     `json:"checkboxChecked"`
	NoLink          bool     `json:"noLink"`
	TextWidth       int      `json:"textWidth"`

	icon []byte
}

type messageResult struct {
	Response        int  `json:"response"`
	CheckboxChecked bool `json:"checkboxChecked"`
}

// driver shows a system's dialogs. All of it belongs to the UI thread, and so do the functions that it calls, once each.
type driver interface {
	// files gives the paths that the user chose, none if they cancelled. It returns what closes the dialog as if they had.
	files(o *fileOptions, parent uintptr, done func([]string, error)) (cancel func())
	message(o *messageOptions, parent uintptr, done func(messageResult, error)) (cancel func())
	// certificate shows a certificate, in the form of DER, and lets the user trust it.
	certificate(der []byte, message string, parent uintptr, done func(error))
}

// New makes the service.
func New(host *service.Host) service.Service {
	d := &dialogs{host: host, open: map[int]func(){}}
	return service.Service{
		Methods: map[string]service.Handler{
			"dialog.open":        d.files(false),
			"dialog.save":        d.files(true),
			"dialog.message":     d.message,
			"dialog.cancel":      service.Func(d.cancel),
			"dialog.certificate": d.certificate,
		},
		Reset: d.reset,
	}
}

type dialogs struct {
	host   *service.Host
	driver driver
	// open are what closes the dialogs that are shown, by their keys, which the backend chose.
	open map[int]func()
}

func (d *dialogs) start(call *service.Call, options any) bool {
	err := call.Decode(options)
	if err == nil && d.driver == nil {
		d.driver, err = newDriver(d.host)
	}
	if err != nil {
		call.Fail(err)
	}
	return err == nil
}

// parent is the window that a dialog belongs to, 0 is none.
func (d *dialogs) parent(id int) (uintptr, error) {
	if id == 0 {
		return 0, nil
	}
	if window := d.host.Window(id); window != 0 {
		return window, nil
	}
	return 0, &service.Error{Code: service.CodeDestroyed, Message: "Object has been destroyed"}
}

// shown remembers how a dialog is closed, until it is.
func (d *dialogs) shown(key int, ended *bool, cancel func()) {
	if !*ended {
		d.open[key] = cancel
	}
}

func (d *dialogs) files(save bool) service.Handler {
	return func(call *service.Call) {
		o := &fileOptions{save: save}
		if !d.start(call, o) {
			return
		}
		parent, err := d.parent(o.Window)
		if err != nil {
			call.Fail(err)
			return
		}
		ended := false
		d.shown(o.Key, &ended, d.driver.files(o, parent, func(paths []string, err error) {
			ended = true
			delete(d.open, o.Key)
			if err != nil {
				call.Fail(err)
				return
			}
			call.Reply(append([]string{}, paths...), nil)
		}))
	}
}

func (d *dialogs) message(call *service.Call) {
	o := &messageOptions{DefaultID: -1, icon: call.Bytes}
	if !d.start(call, o) {
		return
	}
	parent, err := d.parent(o.Window)
	if err != nil {
		call.Fail(err)
		return
	}
	ended := false
	d.shown(o.Key, &ended, d.driver.message(o, parent, func(result messageResult, err error) {
		ended = true
		delete(d.open, o.Key)
		if err != nil {
			call.Fail(err)
			return
		}
		call.Reply(result, nil)
	}))
}

// cancel closes the dialog with a key as if the user had.
func (d *dialogs) cancel(key int) (any, error) {
	if cancel := d.open[key]; cancel != nil {
		cancel()
	}
	return nil, nil
}

func (d *dialogs) certificate(call *service.Call) {
	var o struct {
		Window  int    `json:"window"`
		Message string `json:"message"`
	}
	if !d.start(call, &o) {
		return
	}
	parent, err := d.parent(o.Window)
	if err != nil {
		call.Fail(err)
		return
	}
	d.driver.certificate(call.Bytes, o.Message, parent, func(err error) {
		if err != nil {
			call.Fail(err)
			return
		}
		call.Reply(nil, nil)
	})
}

// reset closes what the last backend has shown: nobody waits for the answers.
func (d *dialogs) reset() {
	for _, cancel := range d.open {
		cancel()
	}
	clear(d.open)
}

// caseless is a pattern for the names of files with an extension, in small letters and large ones.
func caseless(extension string) string {
	if extension == "*" || extension == "" {
		return "*"
	}
	var b strings.Builder
	b.WriteString("*.")
	for _, r := range extension {
		lower, upper := strings.ToLower(string(r)), strings.ToUpper(string(r))
		switch {
		case lower != upper:
			fmt.Fprintf(&b, "[%s%s]", lower, upper)
		case strings.ContainsRune(`*?[]\`, r):
			fmt.Fprintf(&b, "[%c]", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
