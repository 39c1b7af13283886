package clone

import "unsafe"

// misaligned reports whether the widest elements, of 8 bytes, can't lie at the start of data.
func misaligned(data []byte) bool {
	return uintptr(unsafe.Pointer(unsafe.SliceData(data)))%alignment != 0
}
