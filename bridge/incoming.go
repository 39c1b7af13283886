package bridge

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
)

const (
	// wholeBody is the largest body that travels in one frame. A longer one goes in parts of this size, so that frames
	// that wait behind it pass in between.
	wholeBody = 128 << 10
	// maxPart is the most bytes that a frame may have after its type.
	maxPart = 1 << 20
	// maxOpen is how many bodies may be on their way in parts at once, in one direction.
	maxOpen = 16

	partHeaderSize      = 4     // the body's number
	firstPartHeaderSize = 4 + 5 // and in its first part the type and the length of the whole

	// A body's announced length is believed so far before its bytes arrive, and wholly after them.
	trustedAllocation = 16 << 20
	// Bytes of a part are received where they belong, without a copy, when so many are missing.
	directBytes = 16 << 10
)

// assembly is a body of which parts have arrived.
type assembly struct {
	number    uint32
	frameType FrameType
	size      int
	body      []byte // what has arrived
}

// room returns where the next bytes of the body go, at most n.
func (a *assembly) room(n int) []byte {
	if len(a.body) == cap(a.body) {
		size := min(a.size, trustedAllocation)
		if len(a.body) > 0 {
			size = a.size
		}
		grown := make([]byte, len(a.body), size)
		copy(grown, a.body)
		a.body = grown
	}
	return a.body[len(a.body):min(len(a.body)+n, cap(a.body))]
}

// incoming takes frames out of a stream's bytes as they arrive, in whatever pieces.
type incoming struct {
	arrived []byte               // the beginning of a frame, when it isn't whole
	open    map[uint32]*assembly // bodies that come in parts
	current *assembly            // the one of which a part is arriving, if any
	left    int                  // how much of that part is still to come
}

// space returns where the stream's next bytes can be put at once, to be told with filled; it is nil when they have to be
// looked at first, by feed.
func (in *incoming) space() []byte {
	if in.left < directBytes {
		return nil
	}
	return in.current.room(in.left)
}

// filled says that n bytes were put where space said.
func (in *incoming) filled(n int, handle func(Frame)) {
	current := in.current
	current.body = current.body[:len(current.body)+n]
	in.left -= n
	if in.left > 0 {
		return
	}
	in.current = nil
	if len(current.body) == current.size {
		delete(in.open, current.number)
		handle(Frame{Type: current.frameType, Body: current.body})
	}
}

// feed takes the stream's next bytes, which it doesn't keep, and calls handle with each frame that they complete. After an
// error, a *FrameError, the stream can't be used.
func (in *incoming) feed(data []byte, handle func(Frame)) error {
	if len(in.arrived) > 0 {
		in.arrived = append(in.arrived, data...)
		data = in.arrived
	}
	for {
		for in.left > 0 && len(data) > 0 {
			n := copy(in.current.room(in.left), data)
			data = data[n:]
			in.filled(n, handle)
		}
		taken, err := in.frame(data, handle)
		if err != nil {
			return err
		}
		if taken == 0 {
			break
		}
		data = data[taken:]
	}
	// The rest may be the end of arrived itself, which append copes with.
	in.arrived = append(in.arrived[:0], data...)
	return nil
}

// frame takes one frame, or the header of a part, off the beginning of data and returns how long it was: 0 when it isn't whole.
func (in *incoming) frame(data []byte, handle func(Frame)) (taken int, err error) {
	if len(data) < 5 {
		return 0, nil
	}
	length, frameType := binary.LittleEndian.Uint32(data), FrameType(data[4])
	if length == 0 {
		return 0, &FrameError{"its length is 0, which leaves no room for its type"}
	}
	size := int64(length) - 1
	if limit := maxBody(frameType); limit < 0 {
		return 0, &FrameError{fmt.Sprintf("there is no frame of type %d", data[4])}
	} else if size > int64(min(limit, maxPart)) {
		return 0, &FrameError{fmt.Sprintf("a %s frame announces %d bytes, the limit is %d", frameType, size, min(limit, maxPart))}
	}
	if frameType == FramePart {
		return in.part(data, int(size))
	}
	if len(data) < 5+int(size) {
		return 0, nil
	}
	handle(Frame{Type: frameType, Body: bytes.Clone(data[5 : 5+size])})
	return 5 + int(size), nil
}

// part takes the header of a Part frame off the beginning of data.
func (in *incoming) part(data []byte, size int) (taken int, err error) {
	if size <= partHeaderSize {
		return 0, &FrameError{fmt.Sprintf("a Part frame of %d bytes has none of its body", size)}
	}
	header := data[5:]
	if len(header) < partHeaderSize {
		return 0, nil
	}
	number := binary.LittleEndian.Uint32(header)
	body, known := in.open[number]
	headerSize := partHeaderSize
	if !known {
		headerSize = firstPartHeaderSize
		if size <= headerSize {
			return 0, &FrameError{fmt.Sprintf("the first part of a body has %d bytes, which leaves nothing for the body", size)}
		}
		if len(header) < headerSize {
			return 0, nil
		}
		if body, err = in.begin(number, FrameType(header[4]), binary.LittleEndian.Uint32(header[5:])); err != nil {
			return 0, err
		}
	}
	if missing := body.size - len(body.body); size-headerSize > missing {
		return 0, &FrameError{fmt.Sprintf("a part of %d bytes is more than the %d that are missing of a %s frame", size-headerSize, missing, body.frameType)}
	}
	in.current, in.left = body, size-headerSize
	return 5 + headerSize, nil
}

// begin makes room for a body that will come in parts.
func (in *incoming) begin(number uint32, frameType FrameType, size uint32) (*assembly, error) {
	limit := maxBody(frameType)
	switch {
	case limit < 0 || frameType == FramePart:
		return nil, &FrameError{fmt.Sprintf("there is no frame of type %d that comes in parts", uint8(frameType))}
	case int64(size) > int64(limit):
		return nil, &FrameError{fmt.Sprintf("a %s frame announces %d bytes, the limit is %d", frameType, size, limit)}
	case len(in.open) >= maxOpen:
		return nil, &FrameError{fmt.Sprintf("more than %d frames come in parts at once", maxOpen)}
	}
	if in.open == nil {
		in.open = map[uint32]*assembly{}
	}
	body := &assembly{number: number, frameType: frameType, size: int(size)}
	in.open[number] = body
	return body, nil
}

// ended returns what is wrong with the stream when it is over now: nothing between two frames.
func (in *incoming) ended() error {
	if n := len(in.arrived); n >= 5 {
		return &FrameError{fmt.Sprintf("the stream ended after %d of the %d bytes of a %s frame",
			n-5, binary.LittleEndian.Uint32(in.arrived)-1, FrameType(in.arrived[4]))}
	} else if n > 0 {
		return &FrameError{fmt.Sprintf("the stream ended after %d of the 5 bytes of a header", n)}
	}
	for _, number := range slices.Sorted(maps.Keys(in.open)) {
		body := in.open[number]
		return &FrameError{fmt.Sprintf("the stream ended after %d of the %d bytes of a %s frame", len(body.body), body.size, body.frameType)}
	}
	return nil
}
