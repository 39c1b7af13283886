package winmessage

import (
	"fmt"
	"syscall"
	"unsafe"

	"golang.org/x/sys/windows"
)

var (
	user32           = windows.NewLazySystemDLL("user32.dll")
	procRegister     = user32.NewProc("RegisterClassExW")
	procCreate       = user32.NewProc("CreateWindowExW")
	procDefault      = user32.NewProc("DefWindowProcW")
	registered       = map[uint32][]func(w, l uintptr) (result uintptr, answered bool){}
	window           windows.HWND
	className        = windows.StringToUTF16Ptr("DeskJS.Messages")
	errWithoutWindow error
)

type class struct {
	size, style      uint32
	procedure        uintptr
	extra, windowExt int32
	instance         windows.Handle
	icon, cursor     uintptr
	background       uintptr
	menu, name       *uint16
	smallIcon        uintptr
}

// Window is the window that receives, made at the first call; it is never shown. UI thread.
func Window() (windows.HWND, error) {
	if window != 0 || errWithoutWindow != nil {
		return window, errWithoutWindow
	}
	var instance windows.Handle
	if errWithoutWindow = windows.GetModuleHandleEx(0, nil, &instance); errWithoutWindow != nil {
		return 0, errWithoutWindow
	}
	description := class{procedure: syscall.NewCallback(receive), instance: instance, name: className}
	description.size = uint32(unsafe.Sizeof(description))
	if atom, _, err := procRegister.Call(uintptr(unsafe.Pointer(&description))); atom == 0 {
		errWithoutWindow = fmt.Errorf("a window for messages can't be made: %w", err)
		return 0, errWithoutWindow
	}
	// Not one for messages only: those are not told what all windows are.
	const popup = 0x80000000
	handle, _, err := procCreate.Call(0, uintptr(unsafe.Pointer(className)), 0, popup, 0, 0, 0, 0, 0, 0, uintptr(instance), 0)
	if handle == 0 {
		errWithoutWindow = fmt.Errorf("a window for messages can't be made: %w", err)
		return 0, errWithoutWindow
	}
	window = windows.HWND(handle)
	return window, nil
}

// Handle calls run with each such message, on the UI thread; answered says that result is what Windows gets, and not what it usually does.
// It is for good. UI thread.
func Handle(message uint32, run func(w, l uintptr) (result uintptr, answered bool)) error {
	_, err := Window()
	registered[message] = append(registered[message], run)
	return err
}

func receive(of windows.HWND, message uint32, w, l uintptr) uintptr {
	for _, run := range registered[message] {
		if result, answered := run(w, l); answered {
			return result
		}
	}
	result, _, _ := procDefault.Call(uintptr(of), uintptr(message), w, l)
	return result
}
