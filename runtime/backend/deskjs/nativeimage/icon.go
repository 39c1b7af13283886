package nativeimage

import (
	"bytes"
	"encoding/binary"
	"image"
)

var pngHeader = []byte("\x89PNG\r\n\x1a\n")

// largestIcon returns the bytes of the largest picture in an ICO file, nil if data is none. It is a PNG, or a bitmap without its file's header.
func largestIcon(data []byte) []byte {
	if len(data) < 6 || !bytes.HasPrefix(data, []byte{0, 0, 1, 0}) {
		return nil
	}
	var best []byte
	most := 0
	for i := range int(binary.LittleEndian.Uint16(data[4:])) {
		at := 6 + 16*i
		if at+16 > len(data) {
			break
		}
		entry := data[at : at+16]
		width, height := int(entry[0]), int(entry[1])
		if width == 0 {
			width = 256
		}
		if height == 0 {
			height = 256
		}
		length, offset := uint64(binary.LittleEndian.Uint32(entry[8:])), uint64(binary.LittleEndian.Uint32(entry[12:]))
		// Of two of a size the one with more bits a point is better.
		weight := width*height*64 + int(binary.LittleEndian.Uint16(entry[6:]))
		if offset+length <= uint64(len(data)) && length > 0 && weight > most {
			best, most = data[offset:offset+length], weight
		}
	}
	return best
}

// decodeIconBitmap reads a bitmap of 24 or 32 bits a point, with its mask; nil if it is none. Other kinds are of icons of the last century.
func decodeIconBitmap(data []byte) *image.RGBA {
	if len(data) < 40 {
		return nil
	}
	header := int64(binary.LittleEndian.Uint32(data))
	width, height := int(int32(binary.LittleEndian.Uint32(data[4:]))), int(int32(binary.LittleEndian.Uint32(data[8:])))/2
	bits, compression := int(binary.LittleEndian.Uint16(data[14:])), binary.LittleEndian.Uint32(data[16:])
	if header < 40 || header > int64(len(data)) || !sane(width, height) || width > 1024 || height > 1024 || compression != 0 || (bits != 24 && bits != 32) {
		return nil
	}
	stride, maskStride := (width*bits/8+3)/4*4, (width+31)/32*4
	points := data[header:]
	if len(points) < stride*height {
		return nil
	}
	mask := points[stride*height:]
	pixels := image.NewRGBA(image.Rect(0, 0, width, height))
	transparent := bits == 32 && hasAlpha(points[:stride*height])
	for y := range height {
		row := points[(height-1-y)*stride:]
		for x := range width {
			from := row[x*bits/8:]
			alpha := uint32(255)
			if transparent {
				alpha = uint32(from[3])
			} else if at := (height-1-y)*maskStride + x/8; at < len(mask) && mask[at]&(0x80>>(x%8)) != 0 {
				alpha = 0
			}
			to := pixels.Pix[pixels.PixOffset(x, y):][:4]
			for c := range 3 {
				to[c] = uint8((uint32(from[2-c])*alpha + 127) / 255)
			}
			to[3] = uint8(alpha)
		}
	}
	return pixels
}

func hasAlpha(points []byte) bool {
	for i := 3; i < len(points); i += 4 {
		if points[i] != 0 {
			return true
		}
	}
	return false
}
