package hmenu

import (
	"bytes"
	"image"
	"image/draw"
	"image/png"
	"unsafe"

	"golang.org/x/sys/windows"
)

var (
	gdi32                = windows.NewLazySystemDLL("gdi32.dll")
	procCreateDIBSection = gdi32.NewProc("CreateDIBSection")
	procDeleteObject     = gdi32.NewProc("DeleteObject")
)

// bitmapHeader is BITMAPINFOHEADER.
type bitmapHeader struct {
	size                uint32
	width, height       int32
	planes, bits        uint16
	compression, length uint32
	perMeterX           int32
	perMeterY           int32
	used, important     uint32
}

// newBitmap makes a bitmap with alpha of a PNG, as menus want it: colours multiplied by alpha; 0 if it can't be read.
func newBitmap(data []byte) uintptr {
	if len(data) == 0 {
		return 0
	}
	decoded, err := png.Decode(bytes.NewReader(data))
	if err != nil || decoded.Bounds().Empty() {
		return 0
	}
	size := decoded.Bounds().Size()
	pixels := image.NewRGBA(image.Rect(0, 0, size.X, size.Y))
	draw.Draw(pixels, pixels.Bounds(), decoded, decoded.Bounds().Min, draw.Src)
	header := bitmapHeader{width: int32(size.X), height: -int32(size.Y), planes: 1, bits: 32} // from the top
	header.size = uint32(unsafe.Sizeof(header))
	var bits unsafe.Pointer
	bitmap, _, _ := procCreateDIBSection.Call(0, uintptr(unsafe.Pointer(&header)), 0, uintptr(unsafe.Pointer(&bits)), 0, 0)
	if bitmap == 0 || bits == nil {
		return 0
	}
	target := unsafe.Slice((*byte)(bits), len(pixels.Pix))
	for p := 0; p < len(pixels.Pix); p += 4 {
		target[p], target[p+1], target[p+2], target[p+3] = pixels.Pix[p+2], pixels.Pix[p+1], pixels.Pix[p], pixels.Pix[p+3]
	}
	return bitmap
}

func deleteBitmap(bitmap uintptr) { _, _, _ = procDeleteObject.Call(bitmap) }
