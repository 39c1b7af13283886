package assets

import (
	"strconv"
	"strings"
)

type rangeKind int

const (
	rangeNone          rangeKind = iota // no range, not one that can be read, or several: the whole file
	rangeOne                            // from start up to, not including, end
	rangeUnsatisfiable                  // outside the file
)

// parseRange reads a Range header (RFC 9110, section 14.1.2) for a file of the given size in bytes.
func parseRange(header string, size int) (start, end int, kind rangeKind) {
	unit, set, found := strings.Cut(header, "=")
	if !found || !strings.EqualFold(strings.TrimSpace(unit), "bytes") {
		return 0, 0, rangeNone
	}
	first, last, found := strings.Cut(strings.TrimSpace(set), "-")
	if !found {
		return 0, 0, rangeNone
	}
	if first == "" { // the last so many bytes
		length, ok := number(last)
		switch {
		case !ok:
			return 0, 0, rangeNone
		case length == 0 || size == 0:
			return 0, 0, rangeUnsatisfiable
		}
		return size - min(length, size), size, rangeOne
	}
	start, ok := number(first)
	if !ok {
		return 0, 0, rangeNone
	}
	end = size
	if last != "" {
		inclusive, ok := number(last)
		if !ok || inclusive < start {
			return 0, 0, rangeNone
		}
		if inclusive < size {
			end = inclusive + 1
		}
	}
	if start >= size {
		return 0, 0, rangeUnsatisfiable
	}
	return start, end, rangeOne
}

// number reads decimal digits and nothing else; what is beyond int is the greatest int.
func number(text string) (int, bool) {
	if text == "" || strings.Trim(text, "0123456789") != "" {
		return 0, false
	}
	value, err := strconv.Atoi(text)
	if err != nil {
		return int(^uint(0) >> 1), true
	}
	return value, true
}
