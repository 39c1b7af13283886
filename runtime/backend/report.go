package backend

import (
	"fmt"
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
	return b.frameOf(text) + full + "\n"
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

// maxLine is the longest source line that is shown: minified code tells nobody anything.
const maxLine = 200

// frameOf shows the source line that a stack begins at, as Node does.
func (b *Backend) frameOf(stack string) string {
	place, ok := b.Engine.FirstPlace(stack)
	if !ok {
		return ""
	}
	position := place.File + ":" + strconv.Itoa(place.Line)
	if place.Text == "" || len(place.Text) > maxLine {
		return position + "\n\n"
	}
	// Tabs before the caret stay tabs, so that it stands under its character.
	before := []rune(place.Text)[:min(max(0, place.Column-1), len([]rune(place.Text)))]
	indent := strings.Map(func(r rune) rune {
		if r == '\t' {
			return r
		}
		return ' '
	}, string(before))
	return fmt.Sprintf("%s\n%s\n%s^\n\n", position, place.Text, indent)
}
