package window

import (
	"encoding/binary"
	"fmt"
	"syscall"
	"unsafe"

	"golang.org/x/sys/windows"
)

// taskbarList is an ITaskbarList3: a COM object, whose first word points to the table of its methods.
type taskbarList struct{ table *[21]uintptr }

var (
	classTaskbarList = windows.GUID{Data1: 0x56fdf344, Data2: 0xfd6d, Data3: 0x11d0, Data4: [8]byte{0x95, 0x8a, 0, 0x60, 0x97, 0xc9, 0xa0, 0x90}}
	idTaskbarList3   = windows.GUID{Data1: 0xea1afb91, Data2: 0x9e28, Data3: 0x4b86, Data4: [8]byte{0x90, 0xe9, 0x9e, 0x9f, 0x8a, 0x5e, 0xef, 0xaf}}
)

func newTaskbarList() (*taskbarList, error) {
	var list *taskbarList
	const inProcess = 1
	result, _, _ := procCoCreateInstance.Call(uintptr(unsafe.Pointer(&classTaskbarList)), 0, inProcess,
		uintptr(unsafe.Pointer(&idTaskbarList3)), uintptr(unsafe.Pointer(&list)))
	if int32(result) < 0 || list == nil {
		return nil, fmt.Errorf("the task bar can't be reached: HRESULT 0x%08x", uint32(result))
	}
	if err := list.call(taskbarInit); err != nil {
		list.release()
		return nil, err
	}
	return list, nil
}

//go:uintptrescapes
func (l *taskbarList) call(method int, arguments ...uintptr) error {
	result, _, _ := syscall.SyscallN(l.table[method], append([]uintptr{uintptr(unsafe.Pointer(l))}, arguments...)...)
	if int32(result) < 0 {
		return fmt.Errorf("the task bar refused: HRESULT 0x%08x", uint32(result))
	}
	return nil
}

func (l *taskbarList) release() {
	const release = 2
	_, _, _ = syscall.SyscallN(l.table[release], uintptr(unsafe.Pointer(l)))
}

// largestOf is the largest picture in an ICO file, nil if that is none.
func largestOf(file []byte) []byte {
	const headerSize, entrySize = 6, 16
	if len(file) < headerSize || binary.LittleEndian.Uint32(file) != 1<<16 {
		return nil
	}
	var largest []byte
	side := 0
	for i := range int(binary.LittleEndian.Uint16(file[4:])) {
		at := headerSize + i*entrySize
		if at+entrySize > len(file) {
			return nil
		}
		width := int(file[at])
		if width == 0 {
			width = 256
		}
		size, offset := uint64(binary.LittleEndian.Uint32(file[at+8:])), uint64(binary.LittleEndian.Uint32(file[at+12:]))
		if width > side && offset+size <= uint64(len(file)) {
			side, largest = width, file[offset:offset+size]
		}
	}
	return largest
}
