package require

import (
	"errors"
	"fmt"
	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/runtime/backend/permission"
	"regexp"
	"strconv"
	"strings"
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

// linkError is the error for a name that a module imports in vain; its place is that name in the source.
func (l *Loader) linkError(r *record, specifier, name, problem string) error {
	text := "The requested module '" + specifier + "' " + problem
	line, column := 0, 0
	if source, err := permission.ReadFile(r.path); err == nil {
		line, column = placeOfImport(string(source), specifier, name)
	}
	return l.syntaxErrorAt(r.path, line, column, text)
}

// placeOfImport returns the line and column (from 1) of a name in the import or export statement that takes it from
// specifier, 0 if there is none that can be told by its looks.
func placeOfImport(source, specifier, name string) (line, column int) {
	from := regexp.MustCompile(`\bfrom\s*(?:'` + regexp.QuoteMeta(specifier) + `'|"` + regexp.QuoteMeta(specifier) + `")`)
	word := regexp.MustCompile(`(?:^|[^\w$])(` + regexp.QuoteMeta(name) + `)(?:$|[^\w$])`)
	for _, match := range from.FindAllStringIndex(source, -1) {
		statement := source[:match[0]]
		start := max(lastWord(statement, "import"), lastWord(statement, "export"))
		if start < 0 {
			continue
		}
		names := statement[start+len("import"):]
		at := -1
		if found := word.FindStringSubmatchIndex(names); found != nil {
			at = found[2]
		} else if name == "default" { // what stands first takes it
			at = len(names) - len(strings.TrimLeft(names, " \t\r\n"))
		}
		if at < 0 {
			continue
		}
		before := source[:start+len("import")+at]
		return strings.Count(before, "\n") + 1, len([]rune(before[strings.LastIndexByte(before, '\n')+1:])) + 1
	}
	return 0, 0
}

// lastWord returns where a keyword stands last, -1 if nowhere.
func lastWord(text, keyword string) int {
	for end := len(text); ; {
		at := strings.LastIndex(text[:end], keyword)
		after := at + len(keyword)
		if at < 0 || (at == 0 || !isName(text[at-1])) && (after == len(text) || !isName(text[after])) {
			return at
		}
		end = at
	}
}

func isName(c byte) bool {
	return c == '$' || c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}
