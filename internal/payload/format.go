package payload

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// app.djs, version 2, all numbers little-endian:
//
//	header   magic 8 | format version u32 | zero u32
//	members  their bytes, end to end, in the order of their names
//	index    number of members u32, then of each: length of the name u16 | name | size u64 | sha256 32
//	trailer  magic 8 | index offset u64 | index length u64 | payload length u64 | sha256 of the index 32
//
// Header, members, index and trailer leave no gap, so every byte is either checked against a constant or hashed.
// The trailer ends the payload; what is before the header is the runtime, and is none of the format's business. The index has sizes and
// no offsets, so that a longer member changes one number and not all that follow: deltas stay small. It is not JSON because five thousand
// members of that take longer to read than everything else that a start reads.
//
// A file that has its payload somewhere inside, as an AppImage has, ends with a pointer to it:
//
//	pointer  magic 8 | offset of the payload in the file u64 | its length u64
const (
	headerSize    = 16
	trailerSize   = 8 + 3*8 + sha256.Size
	pointerSize   = 8 + 2*8
	formatVersion = 2
	maxIndexSize  = 64 << 20
	maxNameLength = 4096
)

// magicOf puts a magic number together while the program runs: as a constant it would stand in the runtime's own
// data, where a search for the header would find it.
func magicOf(first string) []byte { return append([]byte(first), '\r', '\n', 0x1a, 0x00) }

func headerMagic() []byte  { return magicOf("djs\x01") }
func trailerMagic() []byte { return magicOf("djs\x02") }
func pointerMagic() []byte { return magicOf("djs\x03") }

// member is one entry of the index.
type member struct {
	name         string
	offset, size int64 // the offset from the start of the header
	sum          *[sha256.Size]byte
}

// trailer is the fixed-size end of the container.
type trailer struct {
	indexOffset, indexLength, payloadLength int64
	indexHash                               [sha256.Size]byte
}

func encodeHeader() []byte {
	out := binary.LittleEndian.AppendUint32(headerMagic(), formatVersion)
	return binary.LittleEndian.AppendUint32(out, 0)
}

func checkHeader(data []byte) error {
	if len(data) != headerSize || !bytes.Equal(data[:8], headerMagic()) {
		return errors.New("its header is not where the trailer says")
	}
	if version := binary.LittleEndian.Uint32(data[8:]); version != formatVersion {
		return fmt.Errorf("its format is version %d and this runtime reads version %d", version, formatVersion)
	}
	if binary.LittleEndian.Uint32(data[12:]) != 0 {
		return errors.New("its header is not valid")
	}
	return nil
}

func (t trailer) encode() []byte {
	out := trailerMagic()
	for _, n := range []int64{t.indexOffset, t.indexLength, t.payloadLength} {
		out = binary.LittleEndian.AppendUint64(out, uint64(n))
	}
	return append(out, t.indexHash[:]...)
}

// errNoTrailer means that the bytes are no trailer at all.
var errNoTrailer = errors.New("no trailer")

// parseTrailer decodes the last bytes of a file of fileSize bytes.
func parseTrailer(data []byte, fileSize int64) (trailer, error) {
	if len(data) != trailerSize || !bytes.Equal(data[:8], trailerMagic()) {
		return trailer{}, errNoTrailer
	}
	var t trailer
	for i, field := range []*int64{&t.indexOffset, &t.indexLength, &t.payloadLength} {
		n := binary.LittleEndian.Uint64(data[8+8*i:])
		if n > uint64(fileSize) {
			return t, errors.New("its trailer points outside the file")
		}
		*field = int64(n)
	}
	copy(t.indexHash[:], data[32:])
	if t.indexOffset < headerSize || t.indexLength > maxIndexSize || t.indexOffset+t.indexLength+trailerSize != t.payloadLength {
		return t, errors.New("its trailer contradicts itself")
	}
	return t, nil
}

// EncodePointer returns the end of a file that has a payload of length bytes at offset.
func EncodePointer(offset, length int64) []byte {
	out := binary.LittleEndian.AppendUint64(pointerMagic(), uint64(offset))
	return binary.LittleEndian.AppendUint64(out, uint64(length))
}

// parsePointer decodes the last bytes of a file of fileSize bytes; ok is false if they are no pointer into it.
func parsePointer(data []byte, fileSize int64) (offset, length int64, ok bool) {
	if len(data) != pointerSize || !bytes.Equal(data[:8], pointerMagic()) {
		return 0, 0, false
	}
	first, count := binary.LittleEndian.Uint64(data[8:]), binary.LittleEndian.Uint64(data[16:])
	if first > uint64(fileSize) || count > uint64(fileSize)-first {
		return 0, 0, false
	}
	return int64(first), int64(count), true
}

// encodeIndex appends nothing but what parseIndex reads.
func encodeIndex(members []member) []byte {
	out := binary.LittleEndian.AppendUint32(nil, uint32(len(members)))
	for _, m := range members {
		out = binary.LittleEndian.AppendUint16(out, uint16(len(m.name)))
		out = append(out, m.name...)
		out = binary.LittleEndian.AppendUint64(out, uint64(m.size))
		out = append(out, m.sum[:]...)
	}
	return out
}

// parseIndex decodes an index whose hash has been checked, and checks that the members tile the space before it.
func parseIndex(data []byte, t trailer) ([]member, error) {
	if sha256.Sum256(data) != t.indexHash {
		return nil, errors.New("its index does not match its checksum")
	}
	const smallest = 2 + 1 + 8 + sha256.Size
	if t.indexOffset < headerSize || len(data) < 4 || int64(binary.LittleEndian.Uint32(data)) > int64(len(data)-4)/smallest {
		return nil, errors.New("its index is not valid")
	}
	members := make([]member, binary.LittleEndian.Uint32(data))
	names := string(data) // one string for all of them
	at, offset, previous := 4, int64(headerSize), ""
	for i := range members {
		if len(data)-at < smallest {
			return nil, errors.New("its index is cut off")
		}
		length := int(binary.LittleEndian.Uint16(data[at:]))
		if len(data)-at < smallest-1+length {
			return nil, errors.New("its index is cut off")
		}
		m := &members[i]
		m.name = names[at+2 : at+2+length]
		at += 2 + length
		size := binary.LittleEndian.Uint64(data[at:])
		m.sum = (*[sha256.Size]byte)(data[at+8:])
		at += 8 + sha256.Size
		if err := checkName(m.name); err != nil {
			return nil, fmt.Errorf("its index is not valid: %w", err)
		}
		if m.name <= previous || size > uint64(t.indexOffset-offset) {
			return nil, fmt.Errorf("its index is not valid at %q", m.name)
		}
		m.offset, m.size = offset, int64(size)
		offset, previous = offset+m.size, m.name
	}
	if at != len(data) || offset != t.indexOffset {
		return nil, errors.New("its index does not cover its members")
	}
	return members, nil
}

// checkName refuses names that are no clean slash-separated relative path.
func checkName(name string) error {
	if !fs.ValidPath(name) || name == "." || len(name) > maxNameLength || strings.IndexByte(name, '\\') >= 0 || strings.IndexByte(name, 0) >= 0 {
		return fmt.Errorf("%q is not a valid name for a member", name)
	}
	return nil
}

// sortedNames returns the keys of members in the order of the container.
func sortedNames(members map[string][]byte) []string {
	names := make([]string, 0, len(members))
	for name := range members {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
