package bundler

import (
	"bytes"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"github.com/deskjs/deskjs/internal/diag"
)

// Modules of the page may refer to files by forms that no standard module has: import.meta.glob, and new URL with a literal and
// import.meta.url, alone or for a worker. Expand makes imports of them, which whoever bundles, or serves module by module, follows.

// expandTriggers are what code has that Expand may change.
var expandTriggers = [][]byte{[]byte("import.meta.glob"), []byte("import.meta.url")}

// NeedsExpand reports whether Expand may change code.
func NeedsExpand(code []byte) bool {
	return slices.ContainsFunc(expandTriggers, func(trigger []byte) bool { return bytes.Contains(code, trigger) })
}

// An Expander turns what is special in modules of the page into imports.
type Expander struct {
	// Dir is the project's directory, for messages.
	Dir string
	// Root is the directory that paths beginning with "/" are relative to.
	Root string
}

// Expanded is what Expand made of a module.
type Expanded struct {
	// Code is the module. Lines are where they were; in a line that was changed columns may not be.
	Code []byte
	// Globs are the directories whose entries decide what the module imports: a file that is new there changes it.
	Globs []string
	// Messages are what is wrong.
	Messages []diag.Message
}

// rewrite is new text for a part of the code.
type rewrite struct {
	start, end int
	text       string
}

// expansion is the work on one module.
type expansion struct {
	*Expander
	path    string
	code    []byte
	tokens  []token
	imports strings.Builder // to go behind the code, where they count for all of it
	count   int
	edits   []rewrite
	out     Expanded
}

// Expand works on the module at an absolute path: JavaScript or TypeScript, as its author has written it. Code that it can't read is left alone:
// the bundler says what is wrong with it.
func (x *Expander) Expand(path string, code []byte) Expanded {
	if !NeedsExpand(code) {
		return Expanded{Code: code}
	}
	e := &expansion{Expander: x, path: path, code: code}
	if hasJSX(path) {
		e.expandJSX()
	} else {
		e.tokens = scan(string(code))
		e.expandTokens()
	}
	e.out.Code = e.render()
	return e.out
}

func (e *expansion) expandTokens() {
	for i := range e.tokens {
		switch {
		case e.matches(i, "import", ".", "meta", ".", "glob"):
			e.glob(i)
		case e.matches(i, "new", "URL", "("):
			e.url(i)
		}
	}
}

// expandable is where something may begin that Expand changes.
var expandable = regexp.MustCompile(`\bimport\.meta\.glob\b|\bnew\s+(?:Worker|SharedWorker|URL)\s*\(|\baddModule\s*\(`)

// expandJSX reads only what follows such places, because the tokens of a file with JSX depend on where that is.
func (e *expansion) expandJSX() {
	done := 0
	for _, at := range expandable.FindAllIndex(e.code, -1) {
		line := e.code[bytes.LastIndexByte(e.code[:at[0]], '\n')+1 : at[0]]
		if at[0] < done || bytes.HasPrefix(bytes.TrimSpace(line), []byte("*")) || bytes.Contains(line, []byte("/*")) || lineComment.Match(line) {
			continue
		}
		e.tokens = scan(string(e.code[at[0]:]))
		done = at[1]
		for i := range e.tokens {
			if t := &e.tokens[i]; t.match > i && t.text == "(" {
				e.tokens = e.tokens[:t.match+1]
				break
			}
		}
		for i := range e.tokens {
			e.tokens[i].start += at[0]
			e.tokens[i].end += at[0]
			done = e.tokens[i].end
		}
		e.expandTokens()
	}
}

// lineComment is the beginning of a line whose rest is a comment; "https://" is none.
var lineComment = regexp.MustCompile(`(^|[^:])//`)

// matches reports whether tokens begin at index with these texts.
func (e *expansion) matches(index int, texts ...string) bool {
	if index < 0 || index+len(texts) > len(e.tokens) {
		return false
	}
	for i, text := range texts {
		if t := e.tokens[index+i]; t.text != text || t.kind != tokenWord && t.kind != tokenMark {
			return false
		}
	}
	return true
}

// name makes a name that the module does not have.
func (e *expansion) name() string {
	e.count++
	return "__deskjs_import" + strconv.Itoa(e.count)
}

func (e *expansion) replace(start, end int, text string) {
	e.edits = append(e.edits, rewrite{start, end, text + strings.Repeat("\n", strings.Count(string(e.code[start:end]), "\n"))})
}

func (e *expansion) report(t token, severity diag.Severity, text, hint string) {
	message := diag.At(diag.Message{Severity: severity, Text: text, Hint: hint, File: shownFile(e.Dir, e.path), Length: t.end - t.start}, e.code, t.start)
	e.out.Messages = append(e.out.Messages, message)
}

func (e *expansion) render() []byte {
	if len(e.edits) == 0 && e.imports.Len() == 0 {
		return e.code
	}
	code := e.code
	var out []byte
	at := 0
	for _, edit := range e.edits {
		if edit.start < at {
			continue // within what has been replaced
		}
		out = append(append(out, code[at:edit.start]...), edit.text...)
		at = edit.end
	}
	out = append(out, code[at:]...)
	if e.imports.Len() > 0 {
		out = append(append(out, '\n'), e.imports.String()...)
	}
	return out
}

// PlainModule makes JavaScript of a file with types or JSX, as the nearest tsconfig.json says; everything else stays as it is. The source map
// is within it. dir is the project's directory.
func PlainModule(dir, path string, source []byte, development bool) ([]byte, []diag.Message) {
	directory := filepath.Dir(path)
	loader, _ := loaderFor(filepath.Ext(path))
	result := api.Build(api.BuildOptions{
		LogLevel: api.LogLevelSilent, AbsWorkingDir: dir, Outdir: directory, Write: false, AllowOverwrite: true, EntryPoints: []string{path},
		Target: api.ESNext, Charset: api.CharsetUTF8, JSX: api.JSXAutomatic, JSXDev: development, Tsconfig: projectConfig(dir),
		Sourcemap: api.SourceMapInline, SourcesContent: api.SourcesContentInclude,
		Plugins: []api.Plugin{{Name: "deskjs-plain", Setup: func(build api.PluginBuild) {
			build.OnLoad(api.OnLoadOptions{Filter: ".*"}, func(api.OnLoadArgs) (api.OnLoadResult, error) {
				text := string(source)
				return api.OnLoadResult{Contents: &text, Loader: loader}, nil
			})
		}}},
	})
	if len(result.Errors) > 0 || len(result.OutputFiles) == 0 {
		return source, messagesOf(diag.SeverityError, dir, result.Errors)
	}
	return result.OutputFiles[0].Contents, nil
}

// hasJSX reports whether a file of this name may have JSX in it.
func hasJSX(path string) bool {
	extension := filepath.Ext(path)
	return extension == ".jsx" || extension == ".tsx"
}
