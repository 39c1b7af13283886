package webview2

import (
	"errors"
	"math"
	"runtime"
)

// Places of methods, as in view_windows.go.
const (
	controllerSetZoom    = 8
	view8Muted           = 83
	view8SetMuted        = 84
	view8Audible         = 87
	view16ShowPrint      = 114
	printDialogOfBrowser = 0
)

// SetZoom makes the page so much larger than it is by itself.
func (v *View) SetZoom(factor float64) error {
	if runtime.GOARCH == "arm64" {
		return errors.New("on Windows for ARM a page's zoom can't be set: only the person can, by Control and the wheel")
	}
	// The first four arguments of a call are passed in both kinds of registers.
	return v.controller.call(controllerSetZoom, uintptr(math.Float64bits(factor)))
}

// newest runs a function with the newest of the view's interfaces, which has all methods of the older ones.
func (v *View) newest(use func(*object)) {
	if view, err := v.view.query(&idView22); err == nil {
		use(view)
		view.release()
	}
}

// Muted says whether what the page plays can be heard.
func (v *View) Muted() (muted bool) {
	v.newest(func(view *object) { value, _ := view.integer(view8Muted); muted = value != 0 })
	return muted
}

// SetMuted sets it.
func (v *View) SetMuted(muted bool) {
	flag := uintptr(0)
	if muted {
		flag = 1
	}
	v.newest(func(view *object) { _ = view.call(view8SetMuted, flag) })
}

// Audible says whether the page plays something.
func (v *View) Audible() (audible bool) {
	v.newest(func(view *object) { value, _ := view.integer(view8Audible); audible = value != 0 })
	return audible
}

// ShowPrint shows the browser's own dialog to print the page.
func (v *View) ShowPrint() (err error) {
	v.newest(func(view *object) { err = view.call(view16ShowPrint, printDialogOfBrowser) })
	return err
}

// AllowDevTools opens the page's inspector, also in a view that was made without one.
func (v *View) AllowDevTools() error {
	if err := v.set(settingsSetDevTools, true); err != nil {
		return err
	}
	return v.OpenDevTools()
}

func (v *View) set(method int, value bool) error {
	settings, err := v.view.object(viewSettings)
	if err != nil {
		return err
	}
	defer settings.release()
	flag := uintptr(0)
	if value {
		flag = 1
	}
	return settings.call(method, flag)
}
