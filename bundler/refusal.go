package bundler

import (
	"os"
	"path"
	"path/filepath"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/deskjs/deskjs/internal/diag"
)

// placing knows where in the author's files what the canonical form of an api module has is.
type placing struct {
	dir, file string // the project, and the module's file relative to it
	folder    string // of the canonical form: the source map's paths are relative to it
	code      string
	lines     []int // where the lines of code begin
	sourceMap *decodedMap
	sources   map[string]string
}

func newPlacing(dir string, m *apiModule, code string, sourceMap []byte) *placing {
	p := &placing{dir: dir, file: m.file, folder: path.Dir(m.name), code: code, lines: []int{0}, sources: map[string]string{}}
	for i := range len(code) {
		if code[i] == '\n' {
			p.lines = append(p.lines, i+1)
		}
	}
	mapped, err := decodeMap(sourceMap)
	if err != nil {
		mapped = &decodedMap{} // esbuild's own; messages have no line then
	}
	p.sourceMap = mapped
	return p
}

// source is the text of a file of the project.
func (p *placing) source(file string) string {
	text, known := p.sources[file]
	if !known {
		data, err := os.ReadFile(filepath.Join(p.dir, filepath.FromSlash(file)))
		if err != nil {
			data = nil // esbuild has just read it
		}
		text = string(data)
		p.sources[file] = text
	}
	return text
}

// find returns the file that a place of the canonical form comes from, and the place there.
func (p *placing) find(at int) (file string, offset int, ok bool) {
	if at < 0 {
		return "", 0, false
	}
	line := sort.SearchInts(p.lines, at+1) - 1
	mapped, ok := p.sourceMap.find(line, len(utf16.Encode([]rune(p.code[p.lines[line]:at]))))
	if !ok {
		return "", 0, false
	}
	file = path.Join(p.folder, filepath.ToSlash(p.sourceMap.sources[mapped.source]))
	source := p.source(file)
	for ; mapped.originalLine > 0; mapped.originalLine-- {
		end := strings.IndexByte(source[offset:], '\n')
		if end < 0 {
			return "", 0, false
		}
		offset += end + 1
	}
	for unit := 0; unit < mapped.originalUnit && offset < len(source); {
		for _, r := range source[offset:] {
			unit += utf16.RuneLen(r)
			offset += len(string(r))
			break
		}
	}
	return file, offset, true
}

// isFrozen reports whether a constant can't be changed, by what its author wrote.
func (p *placing) isFrozen(d *declaration) bool {
	file, offset, ok := p.find(d.at)
	return ok && !strings.HasSuffix(file, ".json") && isFrozen(p.source(file), offset)
}

// at places a message at a part of a file.
func (p *placing) at(message diag.Message, file string, start, length int) diag.Message {
	source := p.source(file)
	begin := strings.LastIndexByte(source[:start], '\n') + 1
	text, _, _ := strings.Cut(source[begin:], "\n")
	message.File, message.Line, message.Column = file, strings.Count(source[:start], "\n")+1, start-begin+1
	message.LineText, message.Length = strings.TrimSuffix(text, "\r"), length
	return message
}

// atName places a message at the name of a declaration, or where the module exports it.
func (p *placing) atName(message diag.Message, name string, d *declaration) diag.Message {
	word := regexp.MustCompile(`(?:^|[^\p{L}\p{N}_$])(` + regexp.QuoteMeta(name) + `)(?:$|[^\p{L}\p{N}_$])`)
	if file, offset, ok := p.find(d.at); ok {
		source := p.source(file)
		if name != "default" {
			// The map may point at the beginning of the statement.
			begin := strings.LastIndexByte(source[:offset], '\n') + 1
			line, _, _ := strings.Cut(source[begin:], "\n")
			for _, from := range []int{max(offset, begin+1) - 1, begin} {
				if match := word.FindStringSubmatchIndex(line[from-begin:]); match != nil {
					return p.at(message, file, from+match[2], len(name))
				}
			}
		}
		return p.at(message, file, offset, 0)
	}
	return p.atExport(message, word)
}

// atExport places a message at the first group of pattern, in the module's first line that exports and has it.
func (p *placing) atExport(message diag.Message, pattern *regexp.Regexp) diag.Message {
	message.File = p.file
	offset := 0
	for line := range strings.SplitAfterSeq(p.source(p.file), "\n") {
		if match := pattern.FindStringSubmatchIndex(line); match != nil && strings.Contains(line, "export") {
			return p.at(message, p.file, offset+match[2], match[3]-match[2])
		}
		offset += len(line)
	}
	return message
}

func refusal(text, hint string) diag.Message {
	return diag.Message{Severity: diag.SeverityError, Text: text, Hint: hint}
}

// everything refuses `export *` of a package.
func (p *placing) everything(name string) diag.Message {
	return p.atExport(refusal("an api module can't export everything of the package "+strconv.Quote(name),
		"export each function by name, so that the list of what the page may call is in your own hands"),
		regexp.MustCompile(`(export \*.*["']`+regexp.QuoteMeta(name)+`["'])`))
}

// commonJS refuses a module that sets module.exports.
func (p *placing) commonJS() diag.Message {
	message := refusal("an api module is an ES module, and this one sets module.exports",
		"write `export` in front of each function that the page may call; `require` still works in a .js file")
	if match := regexp.MustCompile(`(?m)^[^/*\n]*?(\bmodule\.exports\b|\bexports\.[\p{L}_$]|^export =)`).FindStringSubmatchIndex(p.source(p.file)); match != nil {
		return p.at(message, p.file, match[2], match[3]-match[2])
	}
	message.File = p.file
	return message
}

// badName refuses a name by which the page can't call.
func (p *placing) badName(c *canonical, e exported) diag.Message {
	message := refusal(strconv.Quote(e.name)+" is not an identifier, and the page calls functions by such names", "export it under another name")
	if e.name == "then" {
		message.Text = "an api module can't export the name then: what imports the module with `await import()` would call it"
	}
	d := c.resolve(e.local)
	if d == nil {
		d = &declaration{at: -1}
	}
	return p.atName(message, e.local, d)
}

// refuse explains why an export can be neither called from the page nor copied to it.
func (p *placing) refuse(c *canonical, e exported, d *declaration) diag.Message {
	name := e.name
	if name == "default" {
		name = "the default export"
	}
	file, _, _ := p.find(d.at)
	shared := "if both halves need it, move it to a file outside backend/, such as shared/" + path.Base(p.file)
	declared := c.declared[e.local]
	var m diag.Message
	kind := d.kind
	if kind == kindValue && strings.HasSuffix(file, ".json") {
		kind = kindConstant
	}
	switch kind {
	case kindAsync, kindAsyncGenerator:
		m = refusal(name+" is set to something else later, and the page calls what it was at first",
			"export a function that stays, and call in there what changes")
	case kindFunction:
		m = refusal(name+" is not async, and every call from the page crosses to another process",
			"write `async` in front of the function; its callers in the page get a promise in any case")
	case kindGenerator:
		m = refusal(name+" is a generator that is not async, and every call from the page crosses to another process",
			"make it `async function*`")
	case kindClass:
		m = refusal(name+" is a class, and code of the backend does not run in the page",
			"export async functions that use the class and move the class to a file of its own, or, if the page runs it too, to shared/; `export type` gives the page its type")
	case kindConstant:
		switch {
		case strings.HasSuffix(file, ".json"):
			m = refusal(name+" is the content of "+file+", which the page gets no copy of", "move the file to a folder outside backend/, such as shared/, and import it from both halves")
		case c.changed[e.local]:
			m = refusal(name+" is a value that the backend changes, and the page would have a copy that doesn't", "export an async function that returns it")
		default:
			m = refusal(name+" is an object that the backend could change, and the page gets a copy", "write `as const` behind it (in JavaScript, Object.freeze around it), so that nothing changes it")
		}
	case kindValue, kindUnset:
		m = refusal(name+" is a value that the backend makes as it runs, and the page gets functions and constants only",
			"export an async function that returns it; "+shared)
	case kindMethods:
		m = refusal(name+" is an object with functions, and the page calls functions that are exported by themselves",
			"export each as an async function; to have them under one name, put them in backend/api/"+identifierOr(e.name, "name")+".ts and write `import * as "+identifierOr(e.name, "name")+"` in the page")
	case kindNamespace:
		m = refusal(name+" is a namespace, and the page calls functions that are exported by themselves",
			"export the functions by name; to have them under one, put them in backend/api/"+identifierOr(e.name, "name")+".ts and write `import * as "+identifierOr(e.name, "name")+"` in the page")
	case kindImported:
		m = refusal(name+" comes from a package, and the build can't see whether it is an async function",
			"export an async function of your own that calls it")
	case kindRequired:
		m = refusal(name+" comes from a CommonJS module, and the build can't see whether it is an async function",
			"export an async function of your own that calls it")
	case kindCall:
		m = refusal(name+" is what a function returns, and the build can't see that it is an async function",
			"write `export async function "+identifierOr(e.name, "name")+"(...) { ... }` and call it in there")
	case kindValidated:
		m = refusal(name+" is validated, but the last argument is not written as an async function",
			"write it as validated([...], async (...) => { ... })")
	case kindDestructed:
		m = refusal(name+" is a part of a value, and the build can't see whether it is an async function",
			"write `export async function "+identifierOr(e.name, "name")+"(...) { ... }` and call it in there")
	default:
		m = refusal(name+" is neither written as an async function nor a constant, and an api module exports nothing else",
			"write `export async function "+identifierOr(e.name, "name")+"(...) { ... }`; "+shared)
	}
	if d.kind == kindImported || d.kind == kindRequired || d.kind == kindNamespace {
		d = declared // the export, not what it stands for
	}
	if d == nil || d.kind == kindImported || d.kind == kindRequired || d.kind == kindNamespace && strings.HasSuffix(e.local, "_exports") {
		d = &declaration{at: -1}
	}
	shown := identifierOr(e.name, e.local)
	if d.at >= 0 && declared != nil && declared.at == d.at && e.name != "default" {
		shown = e.local
	}
	return p.atName(m, shown, d)
}

// identifierOr is name, or, where that can't be the name of a function, otherwise.
func identifierOr(name, otherwise string) string {
	if isIdentifier(name) && name != "default" {
		return name
	}
	return otherwise
}
