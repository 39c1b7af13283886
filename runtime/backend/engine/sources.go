package engine

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/dop251/goja"
	"github.com/dop251/goja/parser"
	"github.com/go-sourcemap/sourcemap"

	"github.com/deskjs/deskjs/runtime/backend/permission"
)

// sources knows the source maps of what was compiled. They are parsed only when
// an error's stack is shown: parsing them takes longer than running most scripts.
type sources struct {
	mu   sync.Mutex
	maps map[string]*sourceMap
	// openings are how many bytes precede the source on the first line of what
	// CompileFunction compiled.
	openings map[string]int
	// texts are the sources that are in no file.
	texts map[string]string
}

type sourceMap struct {
	load   func() []byte
	once   sync.Once
	parsed *sourcemap.Consumer
}

// AddSourceMap names the map of the script called name; load is called when a
// stack of it is shown, and may return nil. Any goroutine may call it.
func (e *Engine) AddSourceMap(name string, load func() []byte) {
	s := &e.sources
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.maps == nil {
		s.maps = map[string]*sourceMap{}
	}
	s.maps[name] = &sourceMap{load: load}
}

// AddSource says what the script called name holds, where no file does.
func (e *Engine) AddSource(name, text string) {
	s := &e.sources
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.texts == nil {
		s.texts = map[string]string{}
	}
	s.texts[name] = text
}

// Original returns where in the author's source a position of a script is: the same
// position where there is no map.
func (e *Engine) Original(name string, line, column int) (string, int, int) {
	return e.sources.original(name, line, column)
}

func (s *sources) original(name string, line, column int) (string, int, int) {
	s.mu.Lock()
	m, opening := s.maps[name], s.openings[name]
	s.mu.Unlock()
	if line == 1 {
		column = max(column-opening, 1)
	}
	if m == nil {
		return name, line, column
	}
	m.once.Do(func() {
		if data := m.load(); data != nil {
			m.parsed, _ = sourcemap.Parse(name, withEnd(data))
		}
	})
	if m.parsed == nil {
		return name, line, column
	}
	source, _, originalLine, originalColumn, ok := m.parsed.Source(line, column-1)
	if !ok {
		return name, line, column
	}
	return source, originalLine, originalColumn + 1
}

// withEnd adds a mapping after the last one of a source map: the package that reads it finds
// nothing for what lies behind the last.
func withEnd(data []byte) []byte {
	const key = `"mappings":`
	start := bytes.LastIndex(data, []byte(key))
	if start < 0 {
		return data
	}
	open := bytes.IndexByte(data[start+len(key):], '"')
	if open < 0 {
		return data
	}
	first := start + len(key) + open + 1
	length := bytes.IndexByte(data[first:], '"')
	if length <= 0 {
		return data
	}
	return slices.Concat(data[:first+length], []byte(";A"), data[first+length:])
}

// line returns one line of a source file: from a source map that carries it, or from the disk.
func (s *sources) line(file string, number int) string {
	text := s.content(file)
	if text == "" {
		data, err := permission.ReadFile(file)
		if err != nil {
			return ""
		}
		text = string(data)
	}
	lines := strings.Split(text, "\n")
	if number < 1 || number > len(lines) {
		return ""
	}
	return strings.TrimSuffix(lines[number-1], "\r")
}

// content returns what the maps that have been parsed say of a file, "" if they don't.
func (s *sources) content(file string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if text, known := s.texts[file]; known {
		return text
	}
	for _, m := range s.maps {
		if m.parsed == nil {
			continue
		}
		if text := m.parsed.SourceContent(file); text != "" {
			return text
		}
	}
	return ""
}

// Compile parses source as a script called name. Its own sourceMappingURL comments are
// not followed: maps come from AddSourceMap.
func Compile(name, source string) (*goja.Program, error) { return compile(name, source, false) }

// CompileFunction parses source as the body of a function with the given parameters, which
// running the program returns. Lines and columns in stacks are those of source.
func (e *Engine) CompileFunction(name, parameters, source string) (*goja.Program, error) {
	return e.compileBody(name, "(function ("+parameters+") {", source)
}

// CompileGenerator is CompileFunction for a strict generator function.
func (e *Engine) CompileGenerator(name, parameters, source string) (*goja.Program, error) {
	return e.compileBody(name, "(function* ("+parameters+") {'use strict';", source)
}

func (e *Engine) compileBody(name, opening, source string) (*goja.Program, error) {
	s := &e.sources
	s.mu.Lock()
	if s.openings == nil {
		s.openings = map[string]int{}
	}
	s.openings[name] = len(opening)
	s.mu.Unlock()
	return compile(name, opening+source+"\n})", false)
}

func compile(name, source string, strict bool) (program *goja.Program, err error) {
	defer func() {
		// The parser panics on what it has wrong; to the program that is source which it can't have.
		if fault := recover(); fault != nil {
			program, err = nil, fmt.Errorf("SyntaxError: %s: Line 1:1 The parser failed: %v", name, fault)
		}
	}()
	tree, err := goja.Parse(name, source, parser.WithDisableSourceMaps)
	if err != nil {
		return nil, err
	}
	if !Patched() {
		nameArguments(tree, source)
	}
	return goja.CompileAST(tree, strict)
}

// Stack returns an error's stack as V8 prints it, with positions in the author's
// own source. value may be any thrown value; ok is false if it has no stack.
func (e *Engine) Stack(value goja.Value) (stack string, ok bool) {
	object, isObject := value.(*goja.Object)
	if !isObject {
		return "", false
	}
	property := object.Get("stack")
	if property == nil || !goja.IsString(property) {
		return "", false
	}
	return e.FormatStack(property.String()), true
}

// MapStack replaces the stack property of an error, and of its causes, by what Stack returns, for
// an error that is about to leave this runtime.
func (e *Engine) MapStack(value goja.Value) {
	for depth := 0; depth < 100; depth++ {
		stack, ok := e.Stack(value)
		if !ok {
			return
		}
		object := value.(*goja.Object)
		// A frozen error keeps the stack it has.
		_ = object.DefineDataProperty("stack", e.VM.ToValue(stack), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE)
		if value = object.Get("cause"); value == nil {
			return
		}
	}
}

// FormatStack turns goja's stack text into V8's, mapping positions. Text that is
// not goja's comes back unchanged.
func (e *Engine) FormatStack(stack string) string {
	head, frames, found := strings.Cut(stack, "\n\tat ")
	if !found {
		return strings.TrimSuffix(stack, "\n")
	}
	var b strings.Builder
	b.WriteString(head)
	for _, frame := range strings.Split(frames, "\n\tat ") {
		frame = strings.TrimSuffix(frame, "\n")
		if text, ok := e.formatFrame(frame); ok {
			b.WriteString("\n    at ")
			b.WriteString(text)
		}
	}
	return b.String()
}

// formatFrame rewrites one frame, `name (file:line:column(pc))` or `file:line:column(pc)`;
// ok is false for frames that are nobody's code.
func (e *Engine) formatFrame(frame string) (string, bool) {
	name, place := "", frame
	// A frame without a name ends with one parenthesis, and its file's path may have some too.
	if strings.HasSuffix(frame, "))") || strings.HasSuffix(frame, " (native)") {
		if before, after, ok := strings.Cut(frame, " ("); ok {
			name, place = before, strings.TrimSuffix(after, ")")
		}
	}
	if place == "native" {
		// Functions of the language have plain names; the runtime's own have Go's.
		return name + " (<anonymous>)", name != "" && !strings.Contains(name, "/")
	}
	if pc := strings.LastIndexByte(place, '('); pc >= 0 {
		place = place[:pc]
	}
	file, line, column, ok := splitPosition(place)
	if !ok {
		return frame, true
	}
	if file == "node:internal/loop" || strings.HasPrefix(file, "node:internal/require") {
		return "", false
	}
	file, line, column = e.sources.original(file, line, column)
	position := file + ":" + itoa(line) + ":" + itoa(column)
	if name == "" {
		return position, true
	}
	return name + " (" + position + ")", true
}
