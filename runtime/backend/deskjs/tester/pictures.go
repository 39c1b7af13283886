package tester

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/png"
	"math"
)

// comparison is what compare found. problem says why the pictures can't be compared point by point; picture shows the differences.
type comparison struct {
	different int
	ratio     float64
	problem   string
	picture   []byte
}

// compare counts the points of two PNGs that differ by more than tolerance, between 0, not at all, and 1, black from white.
func compare(one, other []byte, tolerance float64) (comparison, error) {
	a, err := png.Decode(bytes.NewReader(one))
	if err != nil {
		return comparison{}, fmt.Errorf("the screenshot is no PNG: %w", err)
	}
	b, err := png.Decode(bytes.NewReader(other))
	if err != nil {
		return comparison{}, fmt.Errorf("the picture to compare with is no PNG: %w", err)
	}
	if a.Bounds().Size() != b.Bounds().Size() {
		return comparison{problem: fmt.Sprintf("it is %d by %d points, the kept one %d by %d", a.Bounds().Dx(), a.Bounds().Dy(), b.Bounds().Dx(), b.Bounds().Dy())}, nil
	}
	size := a.Bounds().Size()
	shown := image.NewRGBA(image.Rect(0, 0, size.X, size.Y))
	found := comparison{}
	for y := range size.Y {
		for x := range size.X {
			p, q := a.At(a.Bounds().Min.X+x, a.Bounds().Min.Y+y), b.At(b.Bounds().Min.X+x, b.Bounds().Min.Y+y)
			if distance(p, q) > tolerance {
				found.different++
				shown.Set(x, y, color.RGBA{R: 255, A: 255})
				continue
			}
			grey := color.GrayModel.Convert(p).(color.Gray).Y
			pale := 255 - (255-grey)/5
			shown.Set(x, y, color.RGBA{pale, pale, pale, 255})
		}
	}
	if total := size.X * size.Y; total > 0 {
		found.ratio = float64(found.different) / float64(total)
	}
	var text bytes.Buffer
	if found.different > 0 {
		if err := png.Encode(&text, shown); err != nil {
			return comparison{}, err
		}
		found.picture = text.Bytes()
	}
	return found, nil
}

// distance is how far two colours are apart, from 0 to 1.
func distance(a, b color.Color) float64 {
	r1, g1, b1, a1 := a.RGBA()
	r2, g2, b2, a2 := b.RGBA()
	square := func(x, y uint32) float64 { d := (float64(x) - float64(y)) / 0xffff; return d * d }
	return math.Sqrt((square(r1, r2) + square(g1, g2) + square(b1, b2) + square(a1, a2)) / 3)
}

const signature = "\x89PNG\r\n\x1a\n"

// animate makes one animated PNG of pictures of one size. Those of another size than the first are left out.
func animate(frames [][]byte, milliseconds int) ([]byte, error) {
	var out bytes.Buffer
	var head []byte
	type part struct{ data [][]byte }
	var parts []part
	for _, frame := range frames {
		header, data, err := chunksOf(frame)
		if err != nil {
			return nil, err
		}
		if head == nil {
			head = header
		}
		if bytes.Equal(head, header) {
			parts = append(parts, part{data})
		}
	}
	if len(parts) == 0 {
		return nil, errors.New("no picture was taken")
	}
	out.WriteString(signature)
	chunk(&out, "IHDR", head)
	chunk(&out, "acTL", binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, uint32(len(parts))), 0))
	number := uint32(0)
	for i, p := range parts {
		control := binary.BigEndian.AppendUint32(nil, number)
		number++
		control = append(control, head[:8]...)        // width, height
		control = append(control, make([]byte, 8)...) // at the top left
		control = binary.BigEndian.AppendUint16(control, uint16(milliseconds))
		control = binary.BigEndian.AppendUint16(control, 1000)
		control = append(control, 0, 0) // what was there is replaced
		chunk(&out, "fcTL", control)
		for _, data := range p.data {
			if i == 0 {
				chunk(&out, "IDAT", data)
				continue
			}
			chunk(&out, "fdAT", append(binary.BigEndian.AppendUint32(nil, number), data...))
			number++
		}
	}
	chunk(&out, "IEND", nil)
	return out.Bytes(), nil
}

func chunk(out *bytes.Buffer, kind string, data []byte) {
	out.Write(binary.BigEndian.AppendUint32(nil, uint32(len(data))))
	body := append([]byte(kind), data...)
	out.Write(body)
	out.Write(binary.BigEndian.AppendUint32(nil, crc32.ChecksumIEEE(body)))
}

// chunksOf are a PNG's header and its compressed data.
func chunksOf(picture []byte) (header []byte, data [][]byte, err error) {
	rest, ok := bytes.CutPrefix(picture, []byte(signature))
	for ok && len(rest) >= 12 {
		length := int(binary.BigEndian.Uint32(rest))
		if length < 0 || len(rest) < 12+length {
			break
		}
		body := rest[8 : 8+length]
		switch string(rest[4:8]) {
		case "IHDR":
			header = body
		case "IDAT":
			data = append(data, body)
		}
		rest = rest[12+length:]
	}
	if len(header) < 13 || len(data) == 0 {
		return nil, nil, errors.New("a picture of the window is no PNG")
	}
	return header, data, nil
}
