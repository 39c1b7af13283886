package bundler

import (
	"bytes"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/deskjs/deskjs/internal/lowered"
)

// esbuild makes CommonJS of an ES module: requires where the imports were, and accessors on an exports object. What is here
// reads that output, in its fixed form, and makes of it what package lowered promises: code that can be
// linked before it is evaluated, and the table of what it imports and exports.

var (
	// helperLine is a line of the helpers that come first, or a directive such as "use strict" before them.
	helperLine = regexp.MustCompile(`^(?:"(?:[^"\\]|\\.)*";$|'(?:[^'\\]|\\.)*';$|var require_[\w$]+ = __commonJS\(\{$|var __(?:create|defProps?|defNormalProp|getOwnProp\w+|getProtoOf|hasOwnProp|propIsEnum|knownSymbol|typeError|name|export|copyProps|reExport|toESM|toCommonJS|commonJS|esm|require|async\w*|await|yieldStar|forAwait|using|callDispose|decorat\w+|accessCheck|private\w+|publicField|runInitializers|expectFn|spread\w+|objRest|template|pow|rest\w*|super\w*|toBinary\w*|earlyAccess)\b| |\}|\)|$|// deskjs-)`)
	// requestLine is what an import becomes: variable and specifier. The second form has it in a stub (transformAsync).
	requestLine = regexp.MustCompile(`^var ([\w$]+) = (?:__toESM\()?require\(("(?:[^"\\]|\\.)*")\)(?:, 1\))?\)?;$`)
	stubLine    = regexp.MustCompile(`^(?:var ([\w$]+) = )?(?:__toESM\()?(require_[\w$]+)\(\)(?:, 1\))?\)?;$`)
	starLine    = regexp.MustCompile(`^__reExport\(\w+, (?:__toESM\()?(?:require\(("(?:[^"\\]|\\.)*")\)|(require_[\w$]+)\(\))(?:, 1\))?\)?(?:, module\.exports)?\);$`)
	exportLine  = regexp.MustCompile(`^  ([\w$]+|"(?:[^"\\]|\\.)*"): \(\) => (.*?),?$`)
	importedAs  = regexp.MustCompile(`^(import_[\w$]+)(?:\.([\w$]+)|\[("(?:[^"\\]|\\.)*")\])$`)
	// dynamicImport begins what import() becomes: () => __toESM(require(SPECIFIER)), with `, 1` at the end in some modules.
	dynamicImport = regexp.MustCompile(`=> __toESM\((?:__)?require\(`)
	// stubStart is the beginning of a stub's text in the output of transformAsync: function and specifier.
	stubStart = regexp.MustCompile(`(?m)^var (require_[\w$]+) = __commonJS\(\{\n  ("` + requireNamespace + `:(?:[^"\\]|\\.)*")\(`)
	// importAttribute finds the attribute type of an import statement.
	importAttribute = regexp.MustCompile(`(?:from|import)\s*["']([^"'\n]+)["']\s*with\s*\{\s*["']?type["']?\s*:\s*["'](\w+)["']\s*,?\s*\}`)
)

const (
	exportsStart  = "var module_exports = {};"
	exportBlock   = "__export(module_exports, {"
	exportsEnd    = "module.exports = __toCommonJS(module_exports);"
	annotation    = "\n// Annotate the CommonJS export names for ESM import in node:\n"
	instantiation = " yield;"
)

// importFunction makes calls of the loader's function of what import() became. No byte moves.
func importFunction(code []byte) (out []byte, imports bool) {
	out = dynamicImport.ReplaceAllFunc(code, func(found []byte) []byte {
		imports = true
		call := "=> " + lowered.ImportParameter + "(("
		return []byte(call + strings.Repeat(" ", len(found)-len(call)))
	})
	return out, imports
}

// esReader reads esbuild's output.
type esReader struct {
	module  *lowered.Module
	lines   []string
	stubs   map[string]string // the stubs of transformAsync: function -> specifier
	types   map[string]string // specifier -> attribute type
	starts  map[string]string // variable -> specifier
	bound   int               // the last line of the part that binds imports and exports
	strange bool              // a namespace's name looks like one of esbuild's
}

// linkable completes m, whose Code is esbuild's CommonJS output of source, an ES module. suspend is put where
// the code has bound its imports and exports. It returns how many lines it put before the code.
func linkable(m *lowered.Module, source string, stubs map[string]string, suspend string) (shift int) {
	m.ES = true
	code, _, _ := bytes.Cut(m.Code, []byte(annotation))
	r := &esReader{module: m, lines: strings.Split(string(code), "\n"), stubs: stubs, starts: map[string]string{}, bound: -1}
	r.strange = strings.Contains(source, "as import_")
	for _, found := range importAttribute.FindAllStringSubmatch(source, -1) {
		if r.types == nil {
			r.types = map[string]string{}
		}
		r.types[found[1]] = found[2]
	}
	r.readHead()
	r.readNames()
	if r.bound < 0 {
		m.Code = []byte(strings.TrimSpace(suspend) + "\n" + strings.Join(r.lines, "\n"))
		return 1
	}
	r.lines[r.bound] += suspend
	m.Code = []byte(strings.Join(r.lines, "\n"))
	return 0
}

// readHead reads the lines before the author's own.
func (r *esReader) readHead() {
	inBlock, begun := false, false
	for i, line := range r.lines {
		switch {
		case inBlock:
			inBlock = line != "});"
			if export := exportLine.FindStringSubmatch(line); export != nil {
				r.module.Exports = append(r.module.Exports, lowered.Export{Name: unquote(export[1]), From: export[2]})
			}
		case line == exportsStart:
			r.lines[i] = "var module_exports = " + lowered.ExportsParameter + ";"
			begun = true
		case line == exportBlock:
			inBlock = true
		case line == exportsEnd:
			r.lines[i] = ""
		case r.request(i, line):
			begun = true
		case !begun && helperLine.MatchString(line):
			continue
		default:
			r.resolveReexports()
			return
		}
		r.bound = i
	}
	r.resolveReexports()
}

// request reads a line that is an import.
func (r *esReader) request(i int, line string) bool {
	if m := requestLine.FindStringSubmatch(line); m != nil {
		r.bind(i, m[1], unquote(m[2]))
		return true
	}
	if m := stubLine.FindStringSubmatch(line); m != nil && r.stubs[m[2]] != "" {
		r.bind(i, m[1], r.stubs[m[2]])
		return true
	}
	m := starLine.FindStringSubmatch(line)
	if m == nil {
		return false
	}
	specifier := r.stubs[m[2]]
	if m[1] != "" {
		specifier = unquote(m[1])
	}
	r.add(specifier)
	r.module.Stars = append(r.module.Stars, specifier)
	r.lines[i] = ""
	return true
}

func (r *esReader) bind(i int, variable, specifier string) {
	r.add(specifier)
	r.lines[i] = ""
	if variable != "" {
		r.starts[variable] = specifier
		r.lines[i] = "var " + variable + " = " + lowered.RequestParameter + "(" + quote(specifier) + ");"
	}
}

func (r *esReader) add(specifier string) {
	if !slices.ContainsFunc(r.module.Requests, func(q lowered.Request) bool { return q.Specifier == specifier }) {
		r.module.Requests = append(r.module.Requests, lowered.Request{Specifier: specifier, Type: r.types[specifier]})
	}
}

// resolveReexports tells the exports that are another module's from the module's own.
func (r *esReader) resolveReexports() {
	for i := range r.module.Exports {
		export := &r.module.Exports[i]
		found, namespace := importedAs.FindStringSubmatch(export.From), r.starts[export.From]
		export.From = namespace
		if namespace != "" || found == nil || r.starts[found[1]] == "" {
			continue
		}
		export.From, export.Import = r.starts[found[1]], found[2]
		if found[3] != "" {
			export.Import = unquote(found[3])
		}
	}
}

// readNames finds which exports of its requests the code names: esbuild writes import_x.name for them.
func (r *esReader) readNames() {
	if r.strange {
		return
	}
	for _, line := range r.lines {
		for at := strings.Index(line, "import_"); at >= 0; {
			rest := line[at:]
			end := 0
			for end < len(rest) && (rest[end] == '_' || rest[end] == '$' || rest[end]|0x20 >= 'a' && rest[end]|0x20 <= 'z' || rest[end] >= '0' && rest[end] <= '9') {
				end++
			}
			specifier := r.starts[rest[:end]]
			if specifier != "" && end < len(rest) && rest[end] == '.' && (at == 0 || !strings.ContainsRune(`.'"`+"`", rune(line[at-1]))) {
				r.name(specifier, identifierAt(rest[end+1:]))
			}
			next := strings.Index(rest[end:], "import_")
			if next < 0 {
				break
			}
			at += end + next
		}
	}
}

func (r *esReader) name(specifier, name string) {
	if name == "" {
		return
	}
	for i := range r.module.Requests {
		if q := &r.module.Requests[i]; q.Specifier == specifier && !slices.Contains(q.Names, name) {
			q.Names = append(q.Names, name)
		}
	}
}

var identifier = regexp.MustCompile(`^[\p{L}_$][\p{L}\p{N}_$]*`)

func identifierAt(text string) string { return identifier.FindString(text) }

// unquote reads a string literal as esbuild prints it, or an identifier.
func unquote(text string) string {
	if value, err := strconv.Unquote(text); err == nil {
		return value
	}
	return strings.Trim(text, `"`)
}
