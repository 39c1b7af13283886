package bundler

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/evanw/esbuild/pkg/api"

	"github.com/deskjs/deskjs/internal/diag"
)

// apiModule is a file whose exports the page may call.
type apiModule struct {
	name    string // "api" or "api/notes"
	file    string // relative to the project, with slashes
	exports []apiExport
}

type apiExport struct {
	name   string
	stream bool // an async generator function
}

// codeExtensions are the extensions of modules, in the order in which an import without one finds them.
var codeExtensions = []string{".ts", ".tsx", ".mts", ".js", ".jsx", ".mjs"}

// findAPIModules lists backend/api.* and backend/api/*.
func findAPIModules(dir string) ([]*apiModule, []diag.Message) {
	var modules []*apiModule
	var messages []diag.Message
	byName := map[string]string{}
	add := func(parent string, single bool) {
		entries, err := os.ReadDir(filepath.Join(dir, filepath.FromSlash(parent)))
		if err != nil {
			return // no such directory, nothing to call
		}
		for _, e := range entries {
			extension := filepath.Ext(e.Name())
			base := strings.TrimSuffix(e.Name(), extension)
			if e.IsDir() || !slices.Contains(codeExtensions, extension) || single && base != "api" || isSideFile(base) {
				continue
			}
			file := parent + "/" + e.Name()
			name := strings.TrimPrefix(parent+"/"+base, "backend/")
			if other, taken := byName[name]; taken {
				messages = append(messages, diag.Message{
					Severity: diag.SeverityError, File: file, Text: "there is also " + other + ", and both would be the api module " + name, Hint: "remove one of the two",
				})
				continue
			}
			byName[name] = file
			if strings.ContainsFunc(name, unicode.IsSpace) {
				messages = append(messages, diag.Message{
					Severity: diag.SeverityError, File: file, Text: "the name of an api module can't have white space in it", Hint: "rename the file",
				})
			}
			modules = append(modules, &apiModule{name: name, file: file})
		}
	}
	add("backend", true)
	add("backend/api", false)
	return modules, messages
}

// isSideFile tells declarations and tests, which lie beside modules, from modules.
func isSideFile(base string) bool {
	return strings.HasSuffix(base, ".d") || strings.HasSuffix(base, ".test") || strings.HasSuffix(base, ".spec")
}

// analyseAPI fills in the exports of modules. What is exported and is not an async function is an error in the messages.
//
// It lets esbuild bundle each module with the files it imports, as one ES module without types and without template
// literals, so that each line that starts without indentation is the start or the end of a statement at the top.
func analyseAPI(dir string, modules []*apiModule) []diag.Message {
	if len(modules) == 0 {
		return nil
	}
	options := api.BuildOptions{
		LogLevel: api.LogLevelSilent, AbsWorkingDir: dir, Outdir: dir, Bundle: true, Format: api.FormatESModule,
		Platform: api.PlatformNode, Packages: api.PackagesExternal, Target: api.ESNext,
		Supported: map[string]bool{"template-literal": false, "decorators": false, "using": false}, TreeShaking: api.TreeShakingTrue,
		LegalComments: api.LegalCommentsNone, JSX: api.JSXAutomatic, Charset: api.CharsetUTF8,
		Sourcemap: api.SourceMapExternal, SourcesContent: api.SourcesContentInclude, AllowOverwrite: true,
	}
	for _, module := range modules {
		options.EntryPointsAdvanced = append(options.EntryPointsAdvanced, api.EntryPoint{InputPath: "./" + module.file, OutputPath: module.name})
	}
	result := api.Build(options)
	if len(result.Errors) > 0 {
		return messagesOf(diag.SeverityError, dir, result.Errors)
	}
	outputs := map[string][]byte{}
	for _, file := range result.OutputFiles {
		if name, err := filepath.Rel(dir, file.Path); err == nil {
			outputs[filepath.ToSlash(name)] = file.Contents
		}
	}
	var messages []diag.Message
	for _, module := range modules {
		found := module.classify(string(outputs[module.name+".js"]), outputs[module.name+".js.map"], dir)
		messages = append(messages, found...)
	}
	return messages
}

// declaration is what the canonical output says about a name at the top.
type declaration struct {
	kind  declarationKind
	alias string // of kindAlias: the name it stands for
	line  int    // in the output, from 0
	// column is where the name stands in the output's line.
	column int
}

type declarationKind int

const (
	kindUnknown declarationKind = iota
	kindAsync
	kindAsyncGenerator
	kindFunction
	kindGenerator
	kindClass
	kindValue
	kindAlias
	kindImported
	kindQuoted // an async function or not, its exported name is no identifier
)

var (
	declaredFunction = regexp.MustCompile(`^(async )?function(\*)? ?([\w$\x{80}-\x{10ffff}]+)\(`)
	declaredClass    = regexp.MustCompile(`^class ([\w$\x{80}-\x{10ffff}]+)`)
	declaredVariable = regexp.MustCompile(`^(?:var|let|const) ([\w$\x{80}-\x{10ffff}]+)(?: = (.*))?`)
	importedName     = regexp.MustCompile(`(?:as )?([\w$\x{80}-\x{10ffff}]+)\s*[,}]`)
	exportedName     = regexp.MustCompile(`^\s*("(?:[^"\\]|\\.)*"|[\w$\x{80}-\x{10ffff}]+)(?: as ("(?:[^"\\]|\\.)*"|[\w$\x{80}-\x{10ffff}]+))?,?\s*$`)
	exportAll        = regexp.MustCompile(`^export \* from "(.*)";$`)
	plainValue       = regexp.MustCompile(`^(["\d\[{/]|-\d|true|false|null|undefined|NaN|Infinity|new |void 0)`)
	syncArrow        = regexp.MustCompile(`^\([^()]*(\([^()]*\)[^()]*)*\) => `)
	identifierOnly   = regexp.MustCompile(`^[A-Za-z_$\x{80}-\x{10ffff}][\w$\x{80}-\x{10ffff}]*;$`)
)

// classifyValue says what a variable's initial value is, from its first line. esbuild puts parentheses around every
// arrow function's parameters, and around a function only when it is called on the spot.
func classifyValue(value string) (declarationKind, string) {
	switch {
	case strings.HasPrefix(value, "async function*"):
		return kindAsyncGenerator, ""
	case strings.HasPrefix(value, "async function"), strings.HasPrefix(value, "async ("):
		return kindAsync, ""
	case strings.HasPrefix(value, "function*"):
		return kindGenerator, ""
	case strings.HasPrefix(value, "function"), syncArrow.MatchString(value):
		return kindFunction, ""
	case strings.HasPrefix(value, "class"):
		return kindClass, ""
	case identifierOnly.MatchString(value) && !slices.Contains([]string{"undefined;", "null;", "true;", "false;", "NaN;", "Infinity;"}, value):
		return kindAlias, strings.TrimSuffix(value, ";")
	case plainValue.MatchString(value):
		return kindValue, ""
	}
	return kindUnknown, ""
}

// classify reads the canonical output of a module and fills in its exports.
func (m *apiModule) classify(code string, sourceMap []byte, dir string) []diag.Message {
	declared := map[string]declaration{}
	type exported struct{ local, name string }
	var exports []exported
	var messages []diag.Message
	inExports, inImports := false, false
	for number, line := range strings.Split(code, "\n") {
		switch {
		case inExports && strings.HasPrefix(line, "}"):
			inExports = false
		case inExports:
			if match := exportedName.FindStringSubmatch(line); match != nil {
				exports = append(exports, exported{match[1], cmp.Or(match[2], match[1])})
			}
		case line == "export {":
			inExports = true
		case strings.HasPrefix(line, "import ") || inImports:
			inImports = !strings.HasSuffix(line, ";")
			for _, match := range importedName.FindAllStringSubmatch(strings.Replace(line, " from ", ", from ", 1), -1) {
				declared[match[1]] = declaration{kind: kindImported, line: number}
			}
		case exportAll.MatchString(line):
			from := exportAll.FindStringSubmatch(line)[1]
			messages = append(messages, m.atExport(dir, regexp.MustCompile(`()(export \*.*["']`+regexp.QuoteMeta(from)+`["'])`), diag.Message{
				Severity: diag.SeverityError, File: m.file,
				Text: "an api module can't export everything of the package " + strconv.Quote(from),
				Hint: "export each function by name, so that the list of what the page may call is in your own hands",
			}))
		default:
			if name, d, ok := parseDeclaration(line); ok {
				d.line = number
				declared[name] = d
			}
		}
	}
	mapped, err := decodeMap(sourceMap)
	if err != nil {
		mapped = &decodedMap{}
	}
	for _, e := range exports {
		d := declared[e.local]
		for hops := 0; d.kind == kindAlias && hops < 8; hops++ {
			target, known := declared[d.alias]
			if !known {
				d.kind = kindUnknown
				break
			}
			target.line, target.column, d = d.line, d.column, target
		}
		name := e.name
		if unquoted, err := strconv.Unquote(name); err == nil {
			name = unquoted
		}
		if identifierOr(name, "") == "" && name != "default" {
			d.kind = kindQuoted
		}
		if d.kind == kindAsync || d.kind == kindAsyncGenerator {
			m.exports = append(m.exports, apiExport{name: name, stream: d.kind == kindAsyncGenerator})
			continue
		}
		messages = append(messages, m.refuse(name, e.local, d, mapped, dir))
	}
	slices.SortFunc(m.exports, func(a, b apiExport) int { return cmp.Compare(a.name, b.name) })
	slices.SortStableFunc(messages, func(a, b diag.Message) int { return cmp.Or(cmp.Compare(a.File, b.File), a.Line-b.Line) })
	return messages
}

func parseDeclaration(line string) (string, declaration, bool) {
	if match := declaredFunction.FindStringSubmatchIndex(line); match != nil {
		async, star := match[2] >= 0, match[4] >= 0
		d := declaration{column: match[6]}
		switch {
		case async && star:
			d.kind = kindAsyncGenerator
		case async:
			d.kind = kindAsync
		case star:
			d.kind = kindGenerator
		default:
			d.kind = kindFunction
		}
		return line[match[6]:match[7]], d, true
	}
	if match := declaredClass.FindStringSubmatchIndex(line); match != nil {
		return line[match[2]:match[3]], declaration{kind: kindClass, column: match[2]}, true
	}
	if match := declaredVariable.FindStringSubmatchIndex(line); match != nil {
		d := declaration{column: match[2]}
		if match[4] >= 0 {
			d.kind, d.alias = classifyValue(line[match[4]:match[5]])
		}
		return line[match[2]:match[3]], d, true
	}
	return "", declaration{}, false
}

// refuse explains why an export can't be called from the page.
func (m *apiModule) refuse(name, local string, d declaration, mapped *decodedMap, dir string) diag.Message {
	out := diag.Message{Severity: diag.SeverityError, File: m.file}
	shown := name
	if name == "default" {
		shown = "the default export"
	}
	switch d.kind {
	case kindFunction:
		out.Text = shown + " is not async, and every call from the page crosses to another process"
		out.Hint = "write `async` in front of the function; its callers in the page get a promise in any case"
	case kindGenerator:
		out.Text = shown + " is a generator that is not async, and every call from the page crosses to another process"
		out.Hint = "make it `async function*`"
	case kindClass:
		out.Text = shown + " is a class, and an api module exports async functions only"
		out.Hint = "export async functions that use the class, and move the class to a file of its own"
	case kindValue:
		out.Text = shown + " is a value, and an api module exports async functions only"
		out.Hint = "if both halves need it, move it to a file outside backend/, such as shared/" + filepath.Base(m.file)
	case kindQuoted:
		out.Text = strconv.Quote(name) + " is not an identifier, and the page calls functions by such names"
		out.Hint = "export it under another name"
	case kindImported:
		out.Text = shown + " comes from a package, and the build can't see whether it is an async function"
		out.Hint = "export an async function of your own that calls it"
	default:
		out.Text = shown + " is not written as an async function, and an api module exports nothing else"
		out.Hint = "write `export async function " + identifierOr(name, "name") + "(...) { ... }`"
	}
	at, ok := mapped.find(d.line, d.column)
	if !ok || d.kind == kindImported {
		at, ok = mapping{}, false
	}
	if ok {
		file := filepath.Join(dir, filepath.FromSlash(mapped.sources[at.source]))
		if relative, err := filepath.Rel(dir, file); err == nil {
			out.File = filepath.ToSlash(relative)
		}
		out.Line, out.Column = at.originalLine+1, at.originalUnit+1
		out.LineText = lineOfFile(file, out.Line, "")
	}
	// The map may point at the start of the statement, or nowhere: the name is what the message is about.
	place := regexp.MustCompile(`(^|[^\w$])(` + regexp.QuoteMeta(identifierOr(name, local)) + `)($|[^\w$])`)
	if !ok {
		return m.atExport(dir, place, out)
	}
	if match := place.FindStringSubmatchIndex(out.LineText); match != nil {
		out.Column, out.Length = match[4]+1, match[5]-match[4]
	}
	return out
}

// atExport places message at the second group of pattern in the module's first line that exports and has a match.
func (m *apiModule) atExport(dir string, pattern *regexp.Regexp, message diag.Message) diag.Message {
	source, _ := os.ReadFile(filepath.Join(dir, filepath.FromSlash(m.file))) // esbuild has just read it
	for number, line := range strings.Split(string(source), "\n") {
		if match := pattern.FindStringSubmatchIndex(line); match != nil && strings.Contains(line, "export") {
			message.Line, message.LineText = number+1, strings.TrimSuffix(line, "\r")
			message.Column, message.Length = match[4]+1, match[5]-match[4]
			break
		}
	}
	return message
}

func identifierOr(name, otherwise string) string {
	if identifierOnly.MatchString(name+";") && name != "default" {
		return name
	}
	return otherwise
}

// proxySource is the module that the page gets in place of the api module.
func (m *apiModule) proxySource() string {
	var out strings.Builder
	out.WriteString("import { call, stream } from " + quote(bridgeModule) + ";\n")
	local := func(i int) string {
		// The functions of the page's bundle keep names by which a debugger's user knows them.
		return "_" + identifierOr(m.exports[i].name, strconv.Itoa(i))
	}
	for i, e := range m.exports {
		maker := "call"
		if e.stream {
			maker = "stream"
		}
		fmt.Fprintf(&out, "const %s = /* @__PURE__ */ %s(%s);\n", local(i), maker, quote(m.name+"."+e.name))
	}
	for i, e := range m.exports {
		fmt.Fprintf(&out, "export { %s as %s };\n", local(i), e.name)
	}
	return out.String()
}

// callable lists what the page may call, sorted.
func callable(modules []*apiModule) []string {
	names := map[string]bool{}
	for _, m := range modules {
		for _, e := range m.exports {
			names[m.name+"."+e.name] = true
		}
	}
	return append([]string{}, slices.Sorted(maps.Keys(names))...)
}
