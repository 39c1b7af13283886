package win32

import (
	"unsafe"

	"golang.org/x/sys/windows"
)

var (
	kernel32     = windows.NewLazySystemDLL("kernel32.dll")
	globalAlloc  = kernel32.NewProc("GlobalAlloc")
	globalFree   = kernel32.NewProc("GlobalFree")
	globalLock   = kernel32.NewProc("GlobalLock")
	globalUnlock = kernel32.NewProc("GlobalUnlock")
	globalSize   = kernel32.NewProc("GlobalSize")
)

// Global copies bytes into memory that can be handed to another program.
func Global(data []byte) (uintptr, error) {
	const moveable = 0x0002 // GMEM_MOVEABLE
	handle, _, err := globalAlloc.Call(moveable, uintptr(max(len(data), 1)))
	if handle == 0 {
		return 0, err
	}
	memory, _, err := globalLock.Call(handle)
	if memory == 0 {
		FreeGlobal(handle)
		return 0, err
	}
	copy(unsafe.Slice((*byte)(pointer(memory)), len(data)), data)
	_, _, _ = globalUnlock.Call(handle)
	return handle, nil
}

// FreeGlobal frees what nobody took.
func FreeGlobal(handle uintptr) { _, _, _ = globalFree.Call(handle) }

// GlobalBytes copies memory that another program has handed over.
func GlobalBytes(handle uintptr) []byte {
	size, _, _ := globalSize.Call(handle)
	memory, _, _ := globalLock.Call(handle)
	if memory == 0 {
		return nil
	}
	defer func() { _, _, _ = globalUnlock.Call(handle) }()
	return append([]byte{}, unsafe.Slice((*byte)(pointer(memory)), size)...)
}

// pointer is an address of Windows' own memory.
func pointer(address uintptr) unsafe.Pointer { return *(*unsafe.Pointer)(unsafe.Pointer(&address)) }
