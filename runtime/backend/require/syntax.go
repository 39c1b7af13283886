package require

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/deskjs/deskjs/internal/diag"
)

// sourceError turns a transform's error into the SyntaxError that JavaScript sees,
// whose stack begins at the place of the mistake.
func (l *Loader) sourceError(path string, err error) error {
	var located *diag.Error
	if !errors.As(err, &located) || len(located.Messages) == 0 {
		return err
	}
	first := located.Messages[0]
	text := first.Text
	if rest := len(located.Messages) - 1; rest > 0 {
		text += fmt.Sprintf(" (and %d more)", rest)
	}
	return l.syntaxErrorAt(path, first.Line, first.Column, text)
}

// gojaPosition is how goja says where a script is wrong.
var gojaPosition = regexp.MustCompile(`^(?:SyntaxError: )?(.*?): Line (\d+):(\d+) (.*?)(?: \(and \d+ more errors\))?$`)

// compileError does the same for what goja could not parse.
func (l *Loader) compileError(path string, err error) error {
	text, line, column := strings.TrimPrefix(err.Error(), "SyntaxError: "), 0, 0
	if m := gojaPosition.FindStringSubmatch(text); m != nil {
		line, _ = strconv.Atoi(m[2])
		column, _ = strconv.Atoi(m[3])
		text = m[4]
		path, line, column = l.engine.Original(path, line, column)
	}
	return l.syntaxErrorAt(path, line, column, text)
}

func (l *Loader) syntaxErrorAt(path string, line, column int, text string) error {
	object := l.engine.NewError("SyntaxError", "", text)
	if line > 0 {
		stack := fmt.Sprintf("SyntaxError: %s\n    at %s:%d:%d", text, path, line, max(column, 1))
		must(object.Set("stack", stack))
	}
	return l.engine.VM.Try(func() { panic(object) })
}
