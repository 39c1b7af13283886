package tray

import (
	"bytes"
	"fmt"
	"image"
	"image/draw"
	"image/png"
)

// decode reads a PNG into pixels of red, green, blue and alpha, whose colours are not multiplied by their alpha.
func decode(data []byte) (*image.NRGBA, error) {
	if len(data) == 0 {
		return image.NewNRGBA(image.Rectangle{}), nil // Electron's empty image: an icon that shows nothing
	}
	decoded, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("the icon of the tray can't be read: %w", err)
	}
	pixels := image.NewNRGBA(image.Rect(0, 0, decoded.Bounds().Dx(), decoded.Bounds().Dy()))
	draw.Draw(pixels, pixels.Bounds(), decoded, decoded.Bounds().Min, draw.Src)
	return pixels, nil
}
