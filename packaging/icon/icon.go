// Package icon makes an app's icons, in every size and container that systems want, from the one picture that its
// author drew.
//
// Packages below packaging import it.
package icon

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/png"
	"sync"

	"golang.org/x/image/draw"
)

// MinSize is the smallest picture that makes an icon, in pixels: what installers show largest.
const MinSize = 256

// Icon is a square picture.
type Icon struct {
	source image.Image
	mu     sync.Mutex
	made   map[int][]byte
}

// Parse reads a PNG of at least MinSize pixels, square.
func Parse(data []byte) (*Icon, error) {
	source, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("it is no PNG: %w", err)
	}
	size := source.Bounds().Size()
	if size.X != size.Y {
		return nil, fmt.Errorf("it is %d by %d pixels, and icons are square", size.X, size.Y)
	}
	if size.X < MinSize {
		return nil, fmt.Errorf("it is %d pixels wide, and %d are needed (1024 look best everywhere)", size.X, MinSize)
	}
	return &Icon{source: source, made: map[int][]byte{}}, nil
}

// Size returns the picture's own width, in pixels.
func (i *Icon) Size() int { return i.source.Bounds().Dx() }

// Image returns the picture in size by size pixels.
func (i *Icon) Image(size int) *image.NRGBA {
	scaled := image.NewNRGBA(image.Rect(0, 0, size, size))
	if size == i.Size() {
		draw.Copy(scaled, image.Point{}, i.source, i.source.Bounds(), draw.Src, nil)
		return scaled
	}
	draw.CatmullRom.Scale(scaled, scaled.Bounds(), i.source, i.source.Bounds(), draw.Src, nil)
	return scaled
}

// PNG returns the picture in size by size pixels. Any goroutine may call it.
func (i *Icon) PNG(size int) ([]byte, error) {
	if size <= 0 {
		return nil, errors.New("an icon has a size above 0")
	}
	i.mu.Lock()
	defer i.mu.Unlock()
	if data, ok := i.made[size]; ok {
		return data, nil
	}
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(&out, i.Image(size)); err != nil {
		return nil, err
	}
	i.made[size] = out.Bytes()
	return out.Bytes(), nil
}
