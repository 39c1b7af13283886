package window

// defaultWidth and defaultHeight are the first size of a page, in logical pixels, when Options has none.
const defaultWidth, defaultHeight = 900, 650

// pageSize is the first size of a page in logical pixels.
func (o *Options) pageSize() (width, height int) {
	width, height = o.Width, o.Height
	if width <= 0 {
		width = defaultWidth
	}
	if height <= 0 {
		height = defaultHeight
	}
	return width, height
}

// usualDPI is the density of a screen on which a logical pixel is one of the screen's.
const usualDPI = 96

// maxPixels bounds lengths, far above every screen's and far below what overflows.
const maxPixels = 1 << 20

// toDevice turns a length in logical pixels into the screen's at this density, rounded.
func toDevice(logical int, dpi uint32) int32 {
	if dpi == 0 {
		dpi = usualDPI
	}
	logical = min(max(logical, 0), maxPixels)
	return int32(min((int64(logical)*int64(dpi)+usualDPI/2)/usualDPI, maxPixels))
}
