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

// Place is a position in the author's source, with its line's text where that is known.
type Place struct {
	File         string
	Line, Column int
	Text         string
}

// FirstPlace returns where in the author's source a stack begins, passing over the builtins' frames. The
// stack is as Stack returns it.
func (e *Engine) FirstPlace(stack string) (place Place, ok bool) {
	for _, frame := range strings.Split(stack, "\n") {
		text, isFrame := strings.CutPrefix(frame, "    at ")
		if !isFrame {
			continue
		}
		if inner, named := strings.CutSuffix(text, ")"); named {
			_, text, _ = strings.Cut(inner, " (")
		}
		file, line, column, positioned := splitPosition(text)
		if !positioned || strings.HasPrefix(file, "node:") {
			continue
		}
		return Place{file, line, column, e.sources.line(file, line)}, true
	}
	return Place{}, false
}
