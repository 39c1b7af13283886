//go:build linux && cgo

package screen

import (
	"unsafe"

	"github.com/deskjs/deskjs/runtime/desktop/toolkit"
)

// GDK does not tell how a display is turned, so RandR is asked.

var randr struct {
	Resources     func(display unsafe.Pointer, root uintptr) *resources                 `c:"XRRGetScreenResourcesCurrent"`
	FreeResources func(*resources)                                                      `c:"XRRFreeScreenResources"`
	CRTC          func(display unsafe.Pointer, of *resources, crtc uintptr) *controller `c:"XRRGetCrtcInfo"`
	FreeCRTC      func(*controller)                                                     `c:"XRRFreeCrtcInfo"`
}

// resources is the beginning of an XRRScreenResources.
type resources struct {
	_, _  uintptr // two times
	count int32
	crtcs *uintptr
}

// controller is the beginning of an XRRCrtcInfo.
type controller struct {
	_             uintptr // a time
	x, y          int32
	width, height uint32
	_             uintptr // mode
	rotation      uint16
}

var randrFound, randrMissing bool

// rotation is that of the display with these bounds in pixels, 0 if nobody knows.
func rotation(display unsafe.Pointer, root uintptr, bounds rectangle) int {
	if !randrFound && !randrMissing {
		randrFound = toolkit.Find(toolkit.RandR, &randr) == nil
		randrMissing = !randrFound
	}
	if randrMissing {
		return 0
	}
	all := randr.Resources(display, root)
	if all == nil {
		return 0
	}
	defer randr.FreeResources(all)
	for _, id := range unsafe.Slice(all.crtcs, all.count) {
		crtc := randr.CRTC(display, all, id)
		if crtc == nil {
			continue
		}
		at, turned := rectangle{crtc.x, crtc.y, int32(crtc.width), int32(crtc.height)}, crtc.rotation
		randr.FreeCRTC(crtc)
		if at == bounds {
			return degrees(turned)
		}
	}
	return 0
}

// degrees are what the bits of RandR's Rotation say.
func degrees(rotation uint16) int {
	for bit, turned := range []int{0, 90, 180, 270} {
		if rotation&(1<<bit) != 0 {
			return turned
		}
	}
	return 0
}
