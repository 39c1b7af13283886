package rpm

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"slices"
)

// Types of what tags say.
const (
	typeInt16       = 3
	typeInt32       = 4
	typeString      = 6
	typeBinary      = 7
	typeStrings     = 8
	typeTranslated  = 9
	regionSignature = 62
	regionImmutable = 63
	indexEntrySize  = 16
)

// header is a list of tags, as rpm stores them.
type header struct {
	region  uint32
	entries []headerEntry
}

type headerEntry struct {
	tag, kind, count uint32
	data             []byte
}

func (h *header) add(tag, kind uint32, count int, data []byte) {
	h.entries = append(h.entries, headerEntry{tag, kind, uint32(count), data})
}

func (h *header) text(tag uint32, text string) {
	if text != "" {
		h.add(tag, typeString, 1, append([]byte(text), 0))
	}
}

// translated is text that may be there in many languages; it is in the first one.
func (h *header) translated(tag uint32, text string) {
	h.add(tag, typeTranslated, 1, append([]byte(text), 0))
}

func (h *header) texts(tag uint32, list []string) {
	var data []byte
	for _, text := range list {
		data = append(append(data, text...), 0)
	}
	h.add(tag, typeStrings, len(list), data)
}

func (h *header) numbers(tag uint32, list ...uint32) {
	var data []byte
	for _, number := range list {
		data = binary.BigEndian.AppendUint32(data, number)
	}
	h.add(tag, typeInt32, len(list), data)
}

func (h *header) shorts(tag uint32, list []uint16) {
	var data []byte
	for _, number := range list {
		data = binary.BigEndian.AppendUint16(data, number)
	}
	h.add(tag, typeInt16, len(list), data)
}

// bytes returns the header: an index, sorted by tags, and the store that it points into. Both are one region, which is what digests
// and signatures are of.
func (h *header) bytes() []byte {
	slices.SortFunc(h.entries, func(a, b headerEntry) int { return cmp.Compare(a.tag, b.tag) })
	var index, store bytes.Buffer
	entry := func(to *bytes.Buffer, values ...uint32) {
		for _, value := range values {
			to.Write(binary.BigEndian.AppendUint32(nil, value))
		}
	}
	for _, e := range h.entries {
		size := map[uint32]int{typeInt16: 2, typeInt32: 4}[e.kind]
		for size > 0 && store.Len()%size != 0 {
			store.WriteByte(0)
		}
		entry(&index, e.tag, e.kind, uint32(store.Len()), e.count)
		store.Write(e.data)
	}
	count := uint32(len(h.entries) + 1)
	var out bytes.Buffer
	out.Write([]byte{0x8e, 0xad, 0xe8, 1, 0, 0, 0, 0})
	entry(&out, count, uint32(store.Len()+indexEntrySize))
	entry(&out, h.region, typeBinary, uint32(store.Len()), indexEntrySize)
	out.Write(index.Bytes())
	out.Write(store.Bytes())
	entry(&out, h.region, typeBinary, -(count * indexEntrySize), indexEntrySize)
	return out.Bytes()
}
