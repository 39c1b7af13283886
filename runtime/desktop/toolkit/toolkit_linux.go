//go:build linux && cgo

// Package toolkit calls the functions of GTK, GDK and Xlib that native services need, without C: they are found in the libraries that the
// window driver has loaded. Packages below runtime/desktop import it. All of it belongs to the UI thread.
package toolkit

import (
	"errors"
	"fmt"
	"reflect"
	"unsafe"

	"github.com/ebitengine/purego"
)

// Names of the libraries, as Find takes them.
const (
	GTK   = "libgtk-3.so.0"
	X11   = "libX11.so.6"
	RandR = "libXrandr.so.2"
	Saver = "libXss.so.1"
)

// Find fills a struct of function variables: functions is a pointer to it, and each field's tag `c:"name"` says which function of the
// library it becomes. The error names what is missing.
func Find(library string, functions any) error {
	handle, err := purego.Dlopen(library, purego.RTLD_LAZY|purego.RTLD_GLOBAL)
	if err != nil {
		return fmt.Errorf("the library %s cannot be loaded: %w", library, err)
	}
	fields := reflect.ValueOf(functions).Elem()
	for i := range fields.NumField() {
		address, err := purego.Dlsym(handle, fields.Type().Field(i).Tag.Get("c"))
		if err != nil {
			return fmt.Errorf("the library %s is not the one that is needed: %w", library, err)
		}
		purego.RegisterFunc(fields.Field(i).Addr().Interface(), address)
	}
	return nil
}

var gdk struct {
	Display    func() unsafe.Pointer                                                                    `c:"gdk_display_get_default"`
	X11Type    func() uintptr                                                                           `c:"gdk_x11_display_get_type"`
	XDisplay   func(display unsafe.Pointer) unsafe.Pointer                                              `c:"gdk_x11_display_get_xdisplay"`
	IsA        func(object unsafe.Pointer, kind uintptr) bool                                           `c:"g_type_check_instance_is_a"`
	Root       func() unsafe.Pointer                                                                    `c:"gdk_get_default_root_window"`
	XID        func(window unsafe.Pointer) uintptr                                                      `c:"gdk_x11_window_get_xid"`
	Events     func(window unsafe.Pointer) int32                                                        `c:"gdk_window_get_events"`
	SetEvents  func(window unsafe.Pointer, events int32)                                                `c:"gdk_window_set_events"`
	AddFilter  func(window unsafe.Pointer, filter, data uintptr)                                        `c:"gdk_window_add_filter"`
	PushTrap   func(display unsafe.Pointer)                                                             `c:"gdk_x11_display_error_trap_push"`
	PopTrap    func(display unsafe.Pointer) int32                                                       `c:"gdk_x11_display_error_trap_pop"`
	Connect    func(object unsafe.Pointer, signal string, f, data, destroy uintptr, flags int32) uint64 `c:"g_signal_connect_data"`
	Settings   func() unsafe.Pointer                                                                    `c:"gtk_settings_get_default"`
	GetValue   func(object unsafe.Pointer, property string, value *value)                               `c:"g_object_get_property"`
	SetValue   func(object unsafe.Pointer, property string, value *value)                               `c:"g_object_set_property"`
	Reset      func(settings unsafe.Pointer, property string)                                           `c:"gtk_settings_reset_property"`
	InitValue  func(value *value, kind uintptr) unsafe.Pointer                                          `c:"g_value_init"`
	UnsetValue func(value *value)                                                                       `c:"g_value_unset"`
	GetBool    func(value *value) bool                                                                  `c:"g_value_get_boolean"`
	SetBool    func(value *value, to bool)                                                              `c:"g_value_set_boolean"`
	GetString  func(value *value) string                                                                `c:"g_value_get_string"`
	SetString  func(value *value, to string)                                                            `c:"g_value_set_string"`
}

// value is a GValue.
type value struct {
	_ uintptr // type
	_ [2]uint64
}

// GObject's numbers for types that are always there.
const (
	typeBool   = 5 << 2
	typeString = 16 << 2
)

var found bool

// ErrNoDisplay is returned where the process has no screen.
var ErrNoDisplay = errors.New("there is no display: the app has no window system to ask")

// ErrNotX11 is returned where what is wanted needs an X server, and the display is Wayland's.
var ErrNotX11 = errors.New("the display is not an X server's")

// Display is the GdkDisplay.
func Display() (unsafe.Pointer, error) {
	if !found {
		// Not loaded here: without the window driver, which has done so, there is nothing to ask.
		const onlyIfLoaded = 4 // RTLD_NOLOAD
		if _, err := purego.Dlopen(GTK, purego.RTLD_LAZY|onlyIfLoaded); err != nil {
			return nil, ErrNoDisplay
		}
		if err := Find(GTK, &gdk); err != nil {
			return nil, err
		}
		found = true
	}
	display := gdk.Display()
	if display == nil {
		return nil, ErrNoDisplay
	}
	return display, nil
}

// XDisplay is Xlib's Display of the GdkDisplay, and the root window's id. The error is ErrNotX11 on Wayland.
func XDisplay() (display unsafe.Pointer, root uintptr, err error) {
	of, err := Display()
	if err != nil {
		return nil, 0, err
	}
	if !gdk.IsA(of, gdk.X11Type()) {
		return nil, 0, ErrNotX11
	}
	return gdk.XDisplay(of), gdk.XID(gdk.Root()), nil
}

// Trap runs a function that sends requests to the X server, and returns the number of the error that one of them had; 0 if none had.
func Trap(run func()) int {
	display, err := Display()
	if err != nil {
		return 0
	}
	gdk.PushTrap(display)
	run()
	return int(gdk.PopTrap(display))
}

// Connect calls run whenever the object sends the signal, which must have no result. It is for good.
func Connect(object unsafe.Pointer, signal string, run func()) {
	callback := purego.NewCallback(func(_, _, _, _ uintptr) uintptr {
		run()
		return 0
	})
	gdk.Connect(object, signal, callback, 0, 0, 0)
}

var (
	filters     []func(event unsafe.Pointer)
	eventsOfAll int32
)

// Filter calls run with each XEvent of the root window: those of grabbed keys, and what events (GdkEventMask) names. It is for good. The
// display must be an X server's.
func Filter(events int32, run func(event unsafe.Pointer)) {
	root := gdk.Root()
	if eventsOfAll|events != eventsOfAll {
		eventsOfAll |= events
		gdk.SetEvents(root, gdk.Events(root)|eventsOfAll)
	}
	filters = append(filters, run)
	if len(filters) == 1 {
		gdk.AddFilter(root, purego.NewCallback(func(event unsafe.Pointer, _, _ uintptr) uintptr {
			for _, run := range filters {
				run(event)
			}
			return 0 // GDK_FILTER_CONTINUE
		}), 0)
	}
}

// Settings is the GtkSettings: what XSETTINGS, GSettings or settings.ini say of the desktop.
func Settings() (unsafe.Pointer, error) {
	if _, err := Display(); err != nil {
		return nil, err
	}
	return gdk.Settings(), nil
}

// Bool is a property of an object that is a truth value.
func Bool(object unsafe.Pointer, property string) bool {
	var v value
	gdk.InitValue(&v, typeBool)
	defer gdk.UnsetValue(&v)
	gdk.GetValue(object, property, &v)
	return gdk.GetBool(&v)
}

// String is a property of an object that is text.
func String(object unsafe.Pointer, property string) string {
	var v value
	gdk.InitValue(&v, typeString)
	defer gdk.UnsetValue(&v)
	gdk.GetValue(object, property, &v)
	return gdk.GetString(&v)
}

// SetBool sets a property of an object.
func SetBool(object unsafe.Pointer, property string, to bool) {
	var v value
	gdk.InitValue(&v, typeBool)
	defer gdk.UnsetValue(&v)
	gdk.SetBool(&v, to)
	gdk.SetValue(object, property, &v)
}

// SetString sets a property of an object.
func SetString(object unsafe.Pointer, property, to string) {
	var v value
	gdk.InitValue(&v, typeString)
	defer gdk.UnsetValue(&v)
	gdk.SetString(&v, to)
	gdk.SetValue(object, property, &v)
}

// Reset makes a property of the GtkSettings again what the desktop says.
func Reset(settings unsafe.Pointer, property string) { gdk.Reset(settings, property) }
