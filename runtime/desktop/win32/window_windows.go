package win32

import (
	"syscall"
	"unsafe"

	"golang.org/x/sys/windows"
)

var (
	user32          = windows.NewLazySystemDLL("user32.dll")
	registerClassEx = user32.NewProc("RegisterClassExW")
	createWindowEx  = user32.NewProc("CreateWindowExW")
	defWindowProc   = user32.NewProc("DefWindowProcW")
)

type windowClass struct {
	size, style  uint32
	procedure    uintptr
	classExtra   int32
	windowExtra  int32
	instance     windows.Handle
	icon, cursor uintptr
	background   uintptr
	menu, name   *uint16
	smallIcon    uintptr
}

// MessageWindow makes a window that is never shown. Procedure gets its messages, on the thread that makes it, and says whether it has dealt
// with one. A class has one window.
func MessageWindow(class string, procedure func(message uint32, w, l uintptr) (handled bool)) (windows.HWND, error) {
	var instance windows.Handle
	if err := windows.GetModuleHandleEx(0, nil, &instance); err != nil {
		return 0, err
	}
	c := windowClass{instance: instance, name: Wide(class)}
	c.procedure = syscall.NewCallback(func(window windows.HWND, message uint32, w, l uintptr) uintptr {
		if procedure(message, w, l) {
			return 0
		}
		result, _, _ := defWindowProc.Call(uintptr(window), uintptr(message), w, l)
		return result
	})
	c.size = uint32(unsafe.Sizeof(c))
	if atom, _, err := registerClassEx.Call(uintptr(unsafe.Pointer(&c))); atom == 0 {
		return 0, err
	}
	const messageOnly = ^uintptr(2) // HWND_MESSAGE, -3
	handle, _, err := createWindowEx.Call(0, uintptr(unsafe.Pointer(c.name)), 0, 0, 0, 0, 0, 0, messageOnly, 0, uintptr(instance), 0)
	if handle == 0 {
		return 0, err
	}
	return windows.HWND(handle), nil
}
