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

// callerFrames is how deep Caller looks: what the builtins have between a program and what they ask for it.
const callerFrames = 24

// Caller returns where in the author's source the function was called that runs now, passing over the builtins' frames. The place is
// zero where there is none.
func (e *Engine) Caller() Place {
	for _, frame := range e.VM.CaptureCallStack(callerFrames, nil) {
		position := frame.Position()
		if frame.SrcName() == "" || strings.HasPrefix(frame.SrcName(), "node:") || frame.SrcName() == "<native>" || position.Line == 0 {
			continue
		}
		file, line, column := e.sources.original(frame.SrcName(), position.Line, position.Column)
		return Place{File: file, Line: line, Column: column}
	}
	return Place{}
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
