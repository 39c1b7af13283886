package payload

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// app.djs, version 1, all numbers little-endian:
//
//	header   magic 8 | format version u32 | zero u32
//	members  their bytes, end to end, in the order of their names
//	index    JSON: {"members":[{"name","offset","size","sha256"}, ...]}, offsets from the start of the header
//	trailer  magic 8 | index offset u64 | index length u64 | payload length u64 | sha256 of the index 32
//
// Header, members, index and trailer leave no gap, so every byte is either checked against a constant or hashed.
// The trailer ends the file; what is before the header is the runtime, and is none of the format's business.
const (
	headerSize    = 16
	trailerSize   = 8 + 3*8 + sha256.Size
	formatVersion = 1
	maxIndexSize  = 64 << 20
	maxNameLength = 4096
)

// magicOf puts a magic number together while the program runs: as a constant it would stand in the runtime's own
// data, where a search for the header would find it.
func magicOf(first string) []byte { return append([]byte(first), '\r', '\n', 0x1a, 0x00) }

func headerMagic() []byte  { return magicOf("djs\x01") }
func trailerMagic() []byte { return magicOf("djs\x02") }

// member is one entry of the index.
type member struct {
	Name   string `json:"name"`
	Offset int64  `json:"offset"`
	Size   int64  `json:"size"`
	SHA256 digest `json:"sha256"`
}

// digest is a SHA-256, in JSON as base64.
type digest []byte

type index struct {
	Members []member `json:"members"`
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

// parseIndex decodes an index whose hash has been checked, and checks that the members tile the space before it.
func parseIndex(data []byte, t trailer) ([]member, error) {
	if sha256.Sum256(data) != t.indexHash {
		return nil, errors.New("its index does not match its checksum")
	}
	var decoded index
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&decoded); err != nil {
		return nil, fmt.Errorf("its index is not valid: %w", err)
	}
	offset, previous := int64(headerSize), ""
	for _, m := range decoded.Members {
		if err := checkName(m.Name); err != nil {
			return nil, fmt.Errorf("its index is not valid: %w", err)
		}
		if m.Name <= previous || m.Offset != offset || m.Size < 0 || m.Size > t.indexOffset-offset || len(m.SHA256) != sha256.Size {
			return nil, fmt.Errorf("its index is not valid at %q", m.Name)
		}
		offset, previous = offset+m.Size, m.Name
	}
	if offset != t.indexOffset {
		return nil, errors.New("its index does not cover its members")
	}
	return decoded.Members, nil
}

// checkName refuses names that are no clean slash-separated relative path.
func checkName(name string) error {
	if !fs.ValidPath(name) || name == "." || len(name) > maxNameLength || strings.ContainsAny(name, "\\\x00") {
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
