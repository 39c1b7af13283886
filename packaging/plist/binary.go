package plist

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
)

// EncodeBinary writes a Dict of strings in ASCII, bools, ints from 0 on, float64s and Data as a property list in its binary form, which the Finder
// keeps of windows.
func EncodeBinary(value Dict) ([]byte, error) {
	// One byte refers to an object: keys, then values, behind the dictionary itself.
	keys := slices.Sorted(maps.Keys(value))
	if len(keys) > 100 {
		return nil, errors.New("a binary property list of more than a hundred keys is not written")
	}
	objects := [][]byte{marker(0xd0, len(keys))}
	for i := range 2 * len(keys) {
		objects[0] = append(objects[0], byte(i+1))
	}
	for _, key := range keys {
		objects = append(objects, append(marker(0x50, len(key)), key...))
	}
	for _, key := range keys {
		var object []byte
		switch v := value[key].(type) {
		case bool:
			object = []byte{0x08}
			if v {
				object[0] = 0x09
			}
		case int:
			object = binary.BigEndian.AppendUint64([]byte{0x13}, uint64(v))
		case float64:
			object = binary.BigEndian.AppendUint64([]byte{0x23}, math.Float64bits(v))
		case string:
			object = append(marker(0x50, len(v)), v...)
		case Data:
			object = append(marker(0x40, len(v)), v...)
		default:
			return nil, fmt.Errorf("%s: a binary property list has no %T here", key, v)
		}
		objects = append(objects, object)
	}
	out := bytes.NewBufferString("bplist00")
	var offsets []byte
	for _, object := range objects {
		offsets = binary.BigEndian.AppendUint16(offsets, uint16(out.Len()))
		out.Write(object)
	}
	if out.Len() > math.MaxUint16 {
		return nil, errors.New("a binary property list of more than 64 KB is not written")
	}
	table := out.Len()
	out.Write(offsets)
	out.Write([]byte{0, 0, 0, 0, 0, 0, 2, 1}) // bytes of an offset, and of a reference
	for _, number := range []int{len(objects), 0, table} {
		out.Write(binary.BigEndian.AppendUint64(nil, uint64(number)))
	}
	return out.Bytes(), nil
}

// marker begins an object of a kind and a length.
func marker(kind byte, length int) []byte {
	if length < 15 {
		return []byte{kind | byte(length)}
	}
	return binary.BigEndian.AppendUint16([]byte{kind | 0x0f, 0x11}, uint16(length))
}
