package backend

import (
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/dop251/goja"
)

// printUncaught writes what Node writes about an error that ends the program:
// the line of source, a caret, the error with its stack.
func (b *Backend) printUncaught(value goja.Value) {
	if b.Fatal != nil {
		b.Fatal(value)
	}
	if b.Engine.Host.Stderr == nil {
		return
	}
	_, _ = fmt.Fprint(b.Engine.Host.Stderr, b.describeUncaught(value))
}

func (b *Backend) describeUncaught(value goja.Value) string {
	text, isError := b.Engine.Stack(value)
	if !isError {
		return "Uncaught:\n" + b.inspect(value) + "\n"
	}
	full := b.inspect(value)
	if full == "" {
		full = text
	}
	return frameOf(text) + full + "\n"
}

// inspect is util.inspect, "" if that fails.
func (b *Backend) inspect(value goja.Value) string {
	exports, err := b.Loader.Builtin("util")
	if err != nil {
		return value.String()
	}
	inspect, ok := goja.AssertFunction(exports.(*goja.Object).Get("inspect"))
	if !ok {
		return value.String()
	}
	text, err := inspect(goja.Undefined(), value)
	if err != nil {
		return value.String()
	}
	return text.String()
}

// frameOf shows the source line that a stack's first frame names, as Node does.
func frameOf(stack string) string {
	for _, line := range strings.Split(stack, "\n") {
		place, ok := strings.CutPrefix(line, "    at ")
		if !ok {
			continue
		}
		if open := strings.LastIndexByte(place, '('); open >= 0 {
			place = strings.TrimSuffix(place[open+1:], ")")
		}
		file, number, column, ok := position(place)
		if !ok || strings.HasPrefix(file, "node:") {
			continue
		}
		source, err := os.ReadFile(file)
		if err != nil {
			return file + ":" + strconv.Itoa(number) + "\n\n"
		}
		lines := strings.Split(string(source), "\n")
		if number < 1 || number > len(lines) {
			return ""
		}
		text := strings.TrimSuffix(lines[number-1], "\r")
		if len(text) > 200 {
			return file + ":" + strconv.Itoa(number) + "\n\n"
		}
		return fmt.Sprintf("%s:%d\n%s\n%s^\n\n", file, number, text, strings.Repeat(" ", max(0, column-1)))
	}
	return ""
}

func position(place string) (file string, line, column int, ok bool) {
	parts := strings.Split(place, ":")
	if len(parts) < 3 {
		return "", 0, 0, false
	}
	n := len(parts)
	line, errLine := strconv.Atoi(parts[n-2])
	column, errColumn := strconv.Atoi(parts[n-1])
	return strings.Join(parts[:n-2], ":"), line, column, errLine == nil && errColumn == nil
}
