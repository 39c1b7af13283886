package engine

import (
	"strconv"
	"strings"
)

func itoa(n int) string { return strconv.Itoa(n) }

// splitPosition takes "file:line:column" apart; file may itself contain colons.
func splitPosition(place string) (file string, line, column int, ok bool) {
	last := strings.LastIndexByte(place, ':')
	if last < 0 {
		return "", 0, 0, false
	}
	middle := strings.LastIndexByte(place[:last], ':')
	if middle < 0 {
		return "", 0, 0, false
	}
	line, errLine := strconv.Atoi(place[middle+1 : last])
	column, errColumn := strconv.Atoi(place[last+1:])
	return place[:middle], line, column, errLine == nil && errColumn == nil
}
