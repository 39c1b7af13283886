package bridge

import (
	"encoding/binary"
	"fmt"
)

// BlobHeader returns what goes before parts, end to end, to make them a blob: their number and their lengths.
func BlobHeader(parts [][]byte) []byte {
	header := make([]byte, 4, 4+8*len(parts))
	binary.LittleEndian.PutUint32(header, uint32(len(parts)))
	for _, part := range parts {
		header = binary.LittleEndian.AppendUint64(header, uint64(len(part)))
	}
	return header
}

// ParseBlob returns a blob's parts, which refer to its bytes. The empty blob has none.
func ParseBlob(blob []byte) ([][]byte, error) {
	if len(blob) == 0 {
		return nil, nil
	}
	if len(blob) < 4 {
		return nil, fmt.Errorf("a blob of %d bytes has no room for its header", len(blob))
	}
	count := uint64(binary.LittleEndian.Uint32(blob))
	if uint64(len(blob)-4)/8 < count {
		return nil, fmt.Errorf("a blob of %d bytes announces %d parts", len(blob), count)
	}
	lengths, data := blob[4:4+8*count], blob[4+8*count:]
	parts := make([][]byte, count)
	for i := range parts {
		length := binary.LittleEndian.Uint64(lengths[8*i:])
		if length > uint64(len(data)) {
			return nil, fmt.Errorf("part %d of a blob announces %d bytes and %d are left", i, length, len(data))
		}
		parts[i] = data[:length:length]
		data = data[length:]
	}
	if len(data) > 0 {
		return nil, fmt.Errorf("%d bytes follow the last part of a blob", len(data))
	}
	return parts, nil
}
