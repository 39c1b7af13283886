package window

import (
	"syscall"
	"unsafe"

	"golang.org/x/sys/windows"
)

// The functions of Windows that the driver calls and x/sys/windows does not have.
var (
	user32  = windows.NewLazySystemDLL("user32.dll")
	shell32 = windows.NewLazySystemDLL("shell32.dll")

	procAdjustWindowRectExForDpi      = user32.NewProc("AdjustWindowRectExForDpi")
	procCreateWindowEx                = user32.NewProc("CreateWindowExW")
	procDefWindowProc                 = user32.NewProc("DefWindowProcW")
	procDestroyWindow                 = user32.NewProc("DestroyWindow")
	procDispatchMessage               = user32.NewProc("DispatchMessageW")
	procGetClientRect                 = user32.NewProc("GetClientRect")
	procGetDpiForWindow               = user32.NewProc("GetDpiForWindow")
	procGetMessage                    = user32.NewProc("GetMessageW")
	procIsIconic                      = user32.NewProc("IsIconic")
	procLoadCursor                    = user32.NewProc("LoadCursorW")
	procLoadIcon                      = user32.NewProc("LoadIconW")
	procPostMessage                   = user32.NewProc("PostMessageW")
	procRegisterClassEx               = user32.NewProc("RegisterClassExW")
	procSetForegroundWindow           = user32.NewProc("SetForegroundWindow")
	procSetProcessDpiAwarenessContext = user32.NewProc("SetProcessDpiAwarenessContext")
	procSetWindowPos                  = user32.NewProc("SetWindowPos")
	procSetWindowText                 = user32.NewProc("SetWindowTextW")
	procShowWindow                    = user32.NewProc("ShowWindow")
	procTranslateMessage              = user32.NewProc("TranslateMessage")
	procSetAppUserModelID             = shell32.NewProc("SetCurrentProcessExplicitAppUserModelID")
)

const (
	wmDestroy       = 0x0002
	wmMove          = 0x0003
	wmSize          = 0x0005
	wmSetFocus      = 0x0007
	wmClose         = 0x0010
	wmGetMinMaxInfo = 0x0024
	wmDpiChanged    = 0x02e0
	wmApp           = 0x8000 // the first that is ours to define: functions have been posted

	wsOverlappedWindow = 0x00cf0000
	wsClipChildren     = 0x02000000
	windowStyle        = wsOverlappedWindow | wsClipChildren

	useDefault       = 0x80000000  // CW_USEDEFAULT
	messageOnly      = ^uintptr(2) // HWND_MESSAGE, -3
	perMonitorAware2 = ^uintptr(3) // DPI_AWARENESS_CONTEXT_PER_MONITOR_AWARE_V2, -4

	swHide, swShow, swRestore = 0, 5, 9
	sizeMinimized             = 1
	swpNoMove, swpNoZOrder    = 0x0002, 0x0004
	swpNoActivate             = 0x0010
	iconOfProgram             = 1 // the resource that packages give their icon
	cursorArrow               = 32512
	colorWindow               = 5
)

type point struct{ x, y int32 }

type rect struct{ left, top, right, bottom int32 }

type message struct {
	window  windows.HWND
	message uint32
	w, l    uintptr
	time    uint32
	at      point
	private uint32
}

type minMaxInfo struct{ reserved, maxSize, maxPosition, minTrack, maxTrack point }

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

// wide is a string as Windows takes it, up to the first zero.
func wide(text string) *uint16 {
	for at := range len(text) {
		if text[at] == 0 {
			text = text[:at]
			break
		}
	}
	units, err := windows.UTF16PtrFromString(text)
	if err != nil {
		return new(uint16)
	}
	return units
}

// registerClass makes the class of the driver's windows, all of whose messages go to procedure.
func registerClass(name string, procedure func(windows.HWND, uint32, uintptr, uintptr) uintptr) error {
	var instance windows.Handle
	if err := windows.GetModuleHandleEx(0, nil, &instance); err != nil {
		return err
	}
	icon, _, _ := procLoadIcon.Call(uintptr(instance), iconOfProgram)
	cursor, _, _ := procLoadCursor.Call(0, cursorArrow)
	class := windowClass{
		procedure: syscall.NewCallback(procedure), instance: instance, name: wide(name),
		icon: icon, smallIcon: icon, cursor: cursor, background: colorWindow + 1,
	}
	class.size = uint32(unsafe.Sizeof(class))
	if atom, _, err := procRegisterClassEx.Call(uintptr(unsafe.Pointer(&class))); atom == 0 {
		return err
	}
	return nil
}

// createWindow makes a window that is not shown yet; parent is 0 or messageOnly.
func createWindow(class, title string, style, parent uintptr) (windows.HWND, error) {
	handle, _, err := procCreateWindowEx.Call(0, uintptr(unsafe.Pointer(wide(class))), uintptr(unsafe.Pointer(wide(title))), style,
		useDefault, useDefault, useDefault, useDefault, parent, 0, 0, 0)
	if handle == 0 {
		return 0, err
	}
	return windows.HWND(handle), nil
}

// outerSize is the size of a window of this style whose inside has this size, in the screen's pixels.
func outerSize(width, height int32, style, exStyle uintptr, dpi uint32) (int32, int32) {
	around := rect{right: width, bottom: height}
	_, _, _ = procAdjustWindowRectExForDpi.Call(uintptr(unsafe.Pointer(&around)), style, 0, exStyle, uintptr(dpi))
	return around.right - around.left, around.bottom - around.top
}

func dpiOf(window windows.HWND) uint32 {
	dpi, _, _ := procGetDpiForWindow.Call(uintptr(window))
	return uint32(dpi)
}
