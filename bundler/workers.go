package bundler

import (
	"bytes"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/internal/payload"
)

// A worker of the backend, new Worker(new URL("./worker.ts", import.meta.url)), is a script of its own beside main.js. esbuild
// knows nothing of workers: they are found in its output, where code has one form and comments are gone; the source map says
// which file the path counts from.

// workerCall finds the first argument of new Worker in esbuild's output: the literal's place is group 2, or group 4 where there is
// nothing but a literal, which is group 3 as a whole.
var workerCall = regexp.MustCompile(`\bnew (?:[\w$]+\.)*Worker\d*\(` + blank +
	`(?:(new URL\(` + blank + literal + `,\s*` + importMetaURL + `\s*\))|(` + literal + `)\s*[,)])`)

const (
	blank   = `(?:\s|/\*[^*]*\*/)*`
	literal = "[\"'`]" + `([^"'` + "`" + `\\\n$]+)` + "[\"'`]"
)

// workersModule tells a backend that has workers from one that has its own class of that name.
var workersModule = regexp.MustCompile(`require\("(?:node:)?worker_threads"\)`)

// worker is a script of the backend beside main.js.
type worker struct {
	file string // relative to the project, with slashes
	name string // of its member, below "backend/"
	half half
}

// workerSet is the workers of one build.
type workerSet struct {
	project *Project
	assets  *assetSet
	list    []*worker // in the order in which they were found
	names   map[string]bool
}

// add returns the worker that file, an absolute path, is.
func (s *workerSet) add(file string) *worker {
	relative, err := filepath.Rel(s.project.options.Dir, file)
	if err != nil {
		relative = file // on another drive
	}
	relative = filepath.ToSlash(relative)
	for _, w := range s.list {
		if w.file == relative {
			return w
		}
	}
	base := filepath.Base(file)
	base = strings.TrimSuffix(base, filepath.Ext(base))
	name := base + ".js"
	for i := 2; s.names[name]; i++ {
		name = base + "-" + strconv.Itoa(i) + ".js"
	}
	s.names[name] = true
	w := &worker{file: relative, name: name}
	if i := slices.IndexFunc(s.project.workers, func(old *worker) bool { return old.file == relative }); i >= 0 {
		w.half = s.project.workers[i].half
	}
	s.list = append(s.list, w)
	return w
}

// buildWorkers builds the workers in s, and those that these have, into files.
func (p *Project) buildWorkers(s *workerSet, files map[string][]byte) (messages []diag.Message) {
	for i := 0; i < len(s.list); i++ {
		w := s.list[i]
		text := func(declaration string) string {
			file := w.file
			if !filepath.IsAbs(filepath.FromSlash(file)) {
				file = "./" + file
			}
			return "import " + quote(file) + ";\n" + declaration + " = {};\n"
		}
		messages = appendNew(messages, p.buildScript(&w.half, text, w.name, s, files))
	}
	for _, old := range p.workers {
		if !slices.ContainsFunc(s.list, func(w *worker) bool { return w.file == old.file }) {
			old.half.dispose()
		}
	}
	p.workers = s.list
	return messages
}

// link makes the workers in a script's code refer to their members, and moves its source map along.
func (s *workerSet) link(code, sourceMap []byte) (newCode, newMap []byte, messages []diag.Message) {
	found := workerCall.FindAllSubmatchIndex(code, -1)
	if len(found) == 0 || !workersModule.Match(code) {
		return code, sourceMap, nil
	}
	mapped, err := decodeMap(sourceMap)
	if err != nil {
		return code, sourceMap, []diag.Message{{Severity: diag.SeverityError, Text: "the source map of the backend can't be read: " + err.Error()}}
	}
	var edits []replacement
	for _, at := range found {
		path, start, end := at[4:6], at[2], at[3]
		if start < 0 {
			path, start, end = at[8:10], at[6], at[7]
		}
		specifier := string(code[path[0]:path[1]])
		w, message := s.resolve(specifier, at[2] >= 0, mapped, code, at[0], path[0])
		if message != nil {
			messages = append(messages, *message)
		}
		if w != nil {
			reference := "./" + (&url.URL{Path: w.name}).EscapedPath()
			edits = append(edits, replacement{start, end, "new URL(" + quote(reference) + ", " + importMetaURL + ")"})
		}
	}
	for _, e := range slices.Backward(edits) {
		code, sourceMap = e.apply(code, sourceMap)
	}
	return code, sourceMap, messages
}

// resolve finds the worker that specifier is, or says what is wrong with it. It is nil for what is no file beside the one that
// says it. isURL tells a URL from a path; place is where the call is in code, and literal where specifier is.
func (s *workerSet) resolve(specifier string, isURL bool, mapped *decodedMap, code []byte, place, literal int) (*worker, *diag.Message) {
	path := specifier
	if isURL {
		parsed, err := url.Parse(specifier)
		if err != nil || parsed.Scheme != "" || parsed.Host != "" || strings.HasPrefix(specifier, "/") {
			return nil, nil
		}
		path = parsed.Path
	} else if !strings.HasPrefix(path, "./") && !strings.HasPrefix(path, "../") {
		return nil, nil
	}
	at, ok := mapped.find(lineAndUnit(code, place))
	if near, found := mapped.find(lineAndUnit(code, literal)); found {
		at, ok = near, true
	}
	if !ok {
		return nil, nil
	}
	source := filepath.Join(s.project.options.Dir, filepath.FromSlash(mapped.sources[at.source]))
	if file := workerFile(filepath.Join(filepath.Dir(source), filepath.FromSlash(path))); file != "" {
		return s.add(file), nil
	}
	if fromPackage(source) {
		return nil, nil // a package may do without it; if it can't, the worker fails when it comes to that
	}
	message := diag.Message{
		Severity: diag.SeverityError, Text: "there is no file " + quote(specifier) + " for this worker",
		File: shownFile(s.project.options.Dir, source), Line: at.originalLine + 1, Column: at.originalUnit + 1,
		LineText: lineOfFile(source, at.originalLine+1, ""),
	}
	if i := strings.Index(message.LineText, specifier); i >= 0 {
		message.Column, message.Length = i+1, len(specifier)
	}
	if near := nearestFile(filepath.Dir(source), path); near != "" {
		message.Hint = "did you mean " + quote(near) + "?"
	}
	return nil, &message
}

// workerFile returns the file that path is, or its TypeScript, as in an import; "" if there is none.
func workerFile(path string) string {
	isFile := func(path string) bool {
		info, err := os.Stat(path)
		return err == nil && info.Mode().IsRegular()
	}
	candidates := []string{path}
	stem := strings.TrimSuffix(path, filepath.Ext(path))
	switch filepath.Ext(path) {
	case ".js":
		candidates = append(candidates, stem+".ts", stem+".tsx")
	case ".mjs":
		candidates = append(candidates, stem+".mts")
	case ".cjs":
		candidates = append(candidates, stem+".cts")
	}
	for _, candidate := range candidates {
		if isFile(candidate) {
			return candidate
		}
	}
	return ""
}

// lineAndUnit returns a place in code as source maps have it.
func lineAndUnit(code []byte, offset int) (line, unit int) {
	start := bytes.LastIndexByte(code[:offset], '\n') + 1
	return bytes.Count(code[:start], []byte("\n")), units(code[start:offset])
}

// units is the length of text in UTF-16.
func units(text []byte) int { return len(utf16.Encode([]rune(string(text)))) }

// replacement replaces code[start:end], which may have line breaks; text has none.
type replacement struct {
	start, end int
	text       string
}

// apply makes the change. Lines that go leave empty ones, so that only columns move, in the last line that it touches.
func (e replacement) apply(code, sourceMap []byte) (newCode, newMap []byte) {
	old := code[e.start:e.end]
	breaks := bytes.Count(old, []byte("\n"))
	text := []byte(e.text + strings.Repeat("\n", breaks))
	line, unit := lineAndUnit(code, e.end)
	_, first := lineAndUnit(code, e.start)
	moved := first + units([]byte(e.text)) - unit
	if breaks > 0 {
		moved = -unit
	}
	if changed, err := shiftColumns(sourceMap, line, unit, moved); err == nil {
		sourceMap = changed // without that, places on this line are a little off
	}
	return slices.Concat(code[:e.start], text, code[e.end:]), sourceMap
}

// buildScript builds a script of the backend, and its map, as members in files.
func (p *Project) buildScript(h *half, text func(declaration string) string, name string, s *workerSet, files map[string][]byte) []diag.Message {
	result, messages := p.runBackend(h, text)
	h.sqlite = isImported(result.Metafile, "node:sqlite")
	var code, sourceMap []byte
	for _, file := range result.OutputFiles {
		switch {
		case strings.HasSuffix(file.Path, "main.js.map"):
			sourceMap = file.Contents
		case strings.HasSuffix(file.Path, "main.js"):
			code = repairHelpers(dropKeptNames(file.Contents))
		default:
			files["backend/"+filepath.Base(file.Path)] = file.Contents
		}
	}
	if diag.HasErrors(messages) {
		return messages
	}
	code, sourceMap, found := s.link(code, sourceMap)
	messages = append(messages, found...)
	code, sourceMap, found = s.assets.link(code, sourceMap)
	messages = appendNew(messages, found)
	code, sourceMap, err := p.linkHot(code, sourceMap)
	if err != nil {
		return append(messages, diag.Message{Severity: diag.SeverityError, Text: "the source map of the backend can't be read: " + err.Error()})
	}
	if h.awaits {
		code = wrapAsync(code)
	}
	code, sourceMap, err = defineImportMeta(code, sourceMap)
	if err != nil {
		return append(messages, diag.Message{Severity: diag.SeverityError, Text: "the source map of the backend can't be read: " + err.Error()})
	}
	files[payload.BackendPrefix+name], files[payload.BackendPrefix+name+".map"] = code, sourceMap
	return messages
}
