package win32

import (
	"fmt"
	"syscall"
	"unsafe"

	"golang.org/x/sys/windows"
)

// Object is somebody else's COM object: its first word points to the table of its methods, the first three of which are those of IUnknown.
// 64 is more than any interface here has.
type Object struct{ table *[64]uintptr }

// Failure is an HRESULT that says what went wrong.
type Failure uint32

func (f Failure) Error() string {
	const facilityWin32 = 0x80070000
	if f&0xffff0000 == facilityWin32 {
		return fmt.Sprintf("%v (HRESULT 0x%08x)", syscall.Errno(f&0xffff), uint32(f))
	}
	return fmt.Sprintf("HRESULT 0x%08x", uint32(f))
}

// Cancelled is the HRESULT of what the user has cancelled.
const Cancelled = Failure(0x800704c7)

// Check makes an error of an HRESULT that is one.
func Check(result uintptr) error {
	if int32(result) < 0 {
		return Failure(result)
	}
	return nil
}

var (
	ole32            = windows.NewLazySystemDLL("ole32.dll")
	coCreateInstance = ole32.NewProc("CoCreateInstance")
)

// Create makes an object of a class of the system's.
func Create(class, iface windows.GUID) (*Object, error) {
	const inProcess = 1 // CLSCTX_INPROC_SERVER
	var made *Object
	result, _, _ := coCreateInstance.Call(uintptr(unsafe.Pointer(&class)), 0, inProcess, uintptr(unsafe.Pointer(&iface)), uintptr(unsafe.Pointer(&made)))
	return made, Check(result)
}

// Call calls a method by its place in the table.
//
//go:uintptrescapes
func (o *Object) Call(method int, arguments ...uintptr) error {
	all := make([]uintptr, 1, 8)
	all[0] = uintptr(unsafe.Pointer(o))
	result, _, _ := syscall.SyscallN(o.table[method], append(all, arguments...)...)
	return Check(result)
}

// Query asks for another of the object's interfaces.
func (o *Object) Query(iface windows.GUID) (*Object, error) {
	var other *Object
	err := o.Call(0, uintptr(unsafe.Pointer(&iface)), uintptr(unsafe.Pointer(&other)))
	return other, err
}

// Release ends the use of an object; it may be called on nil.
func (o *Object) Release() {
	if o != nil {
		_, _, _ = syscall.SyscallN(o.table[2], uintptr(unsafe.Pointer(o)))
	}
}

// Object calls a method that gives another object.
func (o *Object) Object(method int) (*Object, error) {
	var other *Object
	err := o.Call(method, uintptr(unsafe.Pointer(&other)))
	return other, err
}

// TakeText copies a string that a method has given, and frees it.
func TakeText(text *uint16) string {
	if text == nil {
		return ""
	}
	defer windows.CoTaskMemFree(unsafe.Pointer(text))
	return windows.UTF16PtrToString(text)
}

// Wide is a string as Windows takes it, up to the first zero.
func Wide(text string) *uint16 {
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

// CopyWide copies a string into a field of fixed size, cut off where it ends.
func CopyWide(field []uint16, text string) {
	units, err := windows.UTF16FromString(text)
	if err != nil {
		return
	}
	n := copy(field[:len(field)-1], units)
	field[n] = 0
}
