package icon

import (
	"bytes"
	"encoding/binary"
)

// The parts of an icon for macOS: PNGs by their sizes, some for displays of double density. The two smallest are not PNG, which is the one
// form of them that every version reads.
var icnsParts = []struct {
	kind string
	size int
}{
	{"ic11", 32}, {"ic12", 64}, {"ic07", 128}, {"ic13", 256}, {"ic08", 256}, {"ic14", 512}, {"ic09", 512}, {"ic10", 1024},
}

// ICNS returns the icon as macOS has it, in the sizes up to the picture's own.
func (i *Icon) ICNS() ([]byte, error) {
	var parts bytes.Buffer
	part := func(kind string, data []byte) {
		parts.WriteString(kind)
		parts.Write(binary.BigEndian.AppendUint32(nil, uint32(8+len(data))))
		parts.Write(data)
	}
	for _, small := range []struct {
		colors, mask string
		size         int
	}{{"is32", "s8mk", 16}, {"il32", "l8mk", 32}} {
		picture := i.Image(small.size)
		channels := [4][]byte{}
		for at, value := range picture.Pix {
			channels[at%4] = append(channels[at%4], value)
		}
		var colors []byte
		for _, channel := range channels[:3] {
			colors = append(colors, runs(channel)...)
		}
		part(small.colors, colors)
		part(small.mask, channels[3])
	}
	for _, wanted := range icnsParts {
		if wanted.size > i.Size() {
			continue
		}
		data, err := i.PNG(wanted.size)
		if err != nil {
			return nil, err
		}
		part(wanted.kind, data)
	}
	return append(binary.BigEndian.AppendUint32([]byte("icns"), uint32(8+parts.Len())), parts.Bytes()...), nil
}

// runs compresses a channel: a byte below 128 is followed by one more bytes than it says, one above by a byte that stands 125 times less
// often than it says.
func runs(channel []byte) []byte {
	const shortest, longest = 3, 130
	var out, literal []byte
	flush := func() {
		for len(literal) > 0 {
			n := min(len(literal), 128)
			out = append(append(out, byte(n-1)), literal[:n]...)
			literal = literal[n:]
		}
	}
	for len(channel) > 0 {
		n := 1
		for n < len(channel) && n < longest && channel[n] == channel[0] {
			n++
		}
		if n >= shortest {
			flush()
			out = append(out, byte(n+125), channel[0])
		} else {
			literal = append(literal, channel[:n]...)
		}
		channel = channel[n:]
	}
	flush()
	return out
}
