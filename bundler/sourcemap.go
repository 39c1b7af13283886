package bundler

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"strings"
)

// shiftLines moves a source map down by a number of generated lines.
func shiftLines(sourceMap []byte, lines int) ([]byte, error) {
	const key = `"mappings": "`
	at := bytes.Index(sourceMap, []byte(key))
	if at < 0 {
		return nil, errors.New("it has no mappings")
	}
	at += len(key)
	out := append([]byte{}, sourceMap[:at]...)
	out = append(out, strings.Repeat(";", lines)...)
	return append(out, sourceMap[at:]...), nil
}

// shiftColumns moves what a source map has at or behind a place of a generated line, in UTF-16 units, by a number of columns.
func shiftColumns(sourceMap []byte, line, column, by int) ([]byte, error) {
	const key = `"mappings": "`
	start := bytes.Index(sourceMap, []byte(key))
	if start < 0 {
		return nil, errors.New("it has no mappings")
	}
	start += len(key)
	for range line {
		next := bytes.IndexAny(sourceMap[start:], `;"`)
		if next < 0 || sourceMap[start+next] == '"' {
			return sourceMap, nil
		}
		start += next + 1
	}
	end := start + bytes.IndexAny(sourceMap[start:], `;"`)
	// A segment's column counts from the one before it, so that the first that moves takes the others along.
	for at, sum := start, 0; at < end; {
		length := bytes.IndexAny(sourceMap[at:], `,;"`)
		fields, err := decodeVLQ(string(sourceMap[at : at+length]))
		if err != nil || len(fields) == 0 {
			return nil, errors.New("a segment can't be read")
		}
		if sum += fields[0]; sum >= column {
			fields[0] += by
			return slices.Concat(sourceMap[:at], encodeVLQ(fields), sourceMap[at+length:]), nil
		}
		at += length + 1
	}
	return sourceMap, nil
}

func encodeVLQ(fields []int) []byte {
	var out []byte
	for _, field := range fields {
		value := field << 1
		if field < 0 {
			value = -field<<1 | 1
		}
		for {
			digit := value & 31
			if value >>= 5; value > 0 {
				digit |= 32
			}
			out = append(out, base64Digits[digit])
			if value == 0 {
				break
			}
		}
	}
	return out
}

// mapping is one segment of a source map; all numbers count from 0, columns in UTF-16 units.
type mapping struct {
	line, column               int // generated
	source                     int // index into sources
	originalLine, originalUnit int
}

// decodedMap is the part of a source map that finding a declaration needs.
type decodedMap struct {
	sources  []string
	mappings []mapping
}

const base64Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

// decodeMap reads a version 3 source map.
func decodeMap(data []byte) (*decodedMap, error) {
	var raw struct {
		Sources  []string
		Mappings string
	}
	if err := json.Unmarshal(data, &raw); err != nil {
		return nil, err
	}
	out := &decodedMap{sources: raw.Sources}
	var source, originalLine, originalUnit int
	for line, group := range strings.Split(raw.Mappings, ";") {
		column := 0
		for segment := range strings.SplitSeq(group, ",") {
			fields, err := decodeVLQ(segment)
			if err != nil {
				return nil, err
			}
			if len(fields) > 0 {
				column += fields[0]
			}
			if len(fields) < 4 {
				continue
			}
			source, originalLine, originalUnit = source+fields[1], originalLine+fields[2], originalUnit+fields[3]
			if source < 0 || source >= len(raw.Sources) {
				return nil, errors.New("a segment names a source that isn't there")
			}
			out.mappings = append(out.mappings, mapping{line, column, source, originalLine, originalUnit})
		}
	}
	return out, nil
}

// find returns the last mapping at or before a generated place, on the same line.
func (m *decodedMap) find(line, column int) (mapping, bool) {
	best, found := mapping{}, false
	for _, candidate := range m.mappings {
		if candidate.line == line && candidate.column <= column {
			best, found = candidate, true
		}
	}
	return best, found
}

func decodeVLQ(segment string) ([]int, error) {
	var fields []int
	value, shift := 0, 0
	for i := range len(segment) {
		digit := strings.IndexByte(base64Digits, segment[i])
		if digit < 0 || shift > 30 {
			return nil, errors.New("a segment is not base 64 VLQ")
		}
		value |= (digit & 31) << shift
		if digit&32 != 0 {
			shift += 5
			continue
		}
		if value&1 != 0 {
			value = -(value >> 1)
		} else {
			value >>= 1
		}
		fields = append(fields, value)
		value, shift = 0, 0
	}
	return fields, nil
}
