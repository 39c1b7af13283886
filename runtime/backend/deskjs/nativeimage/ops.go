package nativeimage

import (
	"bytes"
	"image"
	"image/draw"
	"image/jpeg"
	"image/png"

	"github.com/deskjs/deskjs/runtime/backend/op"
)

// maxPixels is how large a picture may be: 256 MB. A file of a few bytes can claim any size.
const maxPixels = 1 << 26

// picture is a picture in one scale. It never changes: the operations make new ones.
type picture struct{ pixels *image.RGBA }

func handle(pixels *image.RGBA) op.Handle { return op.Handle{Value: &picture{pixels}} }

func pixelsOf(args op.Args) (*image.RGBA, error) {
	p, err := op.HandleAt[*picture](args, 0)
	if err != nil {
		return nil, err
	}
	return p.pixels, nil
}

// decode makes a picture of the bytes of a PNG, JPEG or ICO file; undefined if they are none, or one that is too large.
func decode(_ *op.Context, args op.Args) (any, error) {
	if pixels := decodeFile(args.Bytes(0)); pixels != nil {
		return handle(pixels), nil
	}
	return nil, nil
}

func decodeFile(data []byte) *image.RGBA {
	if inner := largestIcon(data); inner != nil {
		if bytes.HasPrefix(inner, pngHeader) {
			return decodeFile(inner)
		}
		return decodeIconBitmap(inner)
	}
	for _, format := range []struct {
		config func([]byte) (image.Config, error)
		decode func([]byte) (image.Image, error)
	}{
		{func(b []byte) (image.Config, error) { return png.DecodeConfig(bytes.NewReader(b)) }, func(b []byte) (image.Image, error) { return png.Decode(bytes.NewReader(b)) }},
		{func(b []byte) (image.Config, error) { return jpeg.DecodeConfig(bytes.NewReader(b)) }, func(b []byte) (image.Image, error) { return jpeg.Decode(bytes.NewReader(b)) }},
	} {
		config, err := format.config(data)
		if err != nil {
			continue
		}
		if !sane(config.Width, config.Height) {
			return nil
		}
		decoded, err := format.decode(data)
		if err != nil {
			return nil
		}
		pixels := image.NewRGBA(image.Rect(0, 0, config.Width, config.Height))
		draw.Draw(pixels, pixels.Rect, decoded, decoded.Bounds().Min, draw.Src)
		return pixels
	}
	return nil
}

func sane(width, height int) bool {
	return width > 0 && height > 0 && width <= maxPixels && height <= maxPixels/width
}

// raw makes a picture of points as toBitmap gives them; undefined if there are too few. Arguments: bytes, width, height.
func raw(_ *op.Context, args op.Args) (any, error) {
	data, width, height := args.Bytes(0), args.Int(1), args.Int(2)
	if !sane(width, height) || len(data) < 4*width*height {
		return nil, nil
	}
	pixels := image.NewRGBA(image.Rect(0, 0, width, height))
	swap(pixels.Pix, data)
	return handle(pixels), nil
}

// swap copies points, with red and blue changing places.
func swap(to, from []byte) {
	for i := 0; i+3 < len(to); i += 4 {
		to[i], to[i+1], to[i+2], to[i+3] = from[i+2], from[i+1], from[i], from[i+3]
	}
}

func size(_ *op.Context, args op.Args) (any, error) {
	pixels, err := pixelsOf(args)
	if err != nil {
		return nil, err
	}
	return []any{pixels.Rect.Dx(), pixels.Rect.Dy()}, nil
}

func toPNG(_ *op.Context, args op.Args) (any, error) {
	pixels, err := pixelsOf(args)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := png.Encode(&b, pixels); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// toJPEG has a picture and a quality.
func toJPEG(_ *op.Context, args op.Args) (any, error) {
	pixels, err := pixelsOf(args)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, pixels, &jpeg.Options{Quality: max(1, min(100, args.Int(1)))}); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// toBitmap gives blue, green, red and alpha of each point, the colours multiplied by alpha, as Electron does.
func toBitmap(_ *op.Context, args op.Args) (any, error) {
	pixels, err := pixelsOf(args)
	if err != nil {
		return nil, err
	}
	data := make([]byte, len(pixels.Pix))
	swap(data, pixels.Pix)
	return data, nil
}

// crop has a picture, x, y, width and height; what is outside of the picture is left out, undefined if that is all.
func crop(_ *op.Context, args op.Args) (any, error) {
	pixels, err := pixelsOf(args)
	if err != nil {
		return nil, err
	}
	x, y := args.Int(1), args.Int(2)
	area := image.Rectangle{Min: image.Pt(x, y), Max: image.Pt(x+args.Int(3), y+args.Int(4))}.Intersect(pixels.Rect)
	if area.Empty() {
		return nil, nil
	}
	cropped := image.NewRGBA(image.Rect(0, 0, area.Dx(), area.Dy()))
	draw.Draw(cropped, cropped.Rect, pixels, area.Min, draw.Src)
	return handle(cropped), nil
}

// resize has a picture, a width, a height and a quality; undefined if it would be too large or without any points.
func resize(_ *op.Context, args op.Args) (any, error) {
	pixels, err := pixelsOf(args)
	if err != nil {
		return nil, err
	}
	width, height := args.Int(1), args.Int(2)
	if !sane(width, height) {
		return nil, nil
	}
	if width == pixels.Rect.Dx() && height == pixels.Rect.Dy() {
		return handle(pixels), nil
	}
	return handle(scale(pixels, width, height, kernels[args.String(3)])), nil
}
