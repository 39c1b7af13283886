package bundler

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/evanw/esbuild/pkg/api"

	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/internal/lowered"
)

// Transform turns the file at path, whose bytes are source, into a module that goja runs: it erases types, lowers ES modules
// and the syntax that goja lacks. The extension says what the file is: .ts, .mts, .cts, .tsx, .jsx, .json; anything else is
// JavaScript, an ES module if its name or package says so or it uses the syntax of one.
//
// An err is a *diag.Error. Transform may be called from any goroutine.
func Transform(path string, source []byte) (lowered.Module, error) {
	loader, _ := loaderFor(filepath.Ext(path))
	options := api.TransformOptions{
		LogLevel:       api.LogLevelSilent,
		Loader:         loader,
		Format:         api.FormatCommonJS,
		Platform:       api.PlatformNode,
		Target:         api.ESNext,
		Supported:      moduleSyntax(),
		Charset:        api.CharsetUTF8,
		JSX:            api.JSXAutomatic,
		Sourcemap:      api.SourceMapExternal,
		SourcesContent: api.SourcesContentInclude,
		Sourcefile:     moduleFile(path),
	}
	meta := bytes.Contains(source, []byte("import.meta"))
	if meta {
		options.Define = map[string]string{"import.meta": lowered.MetaParameter}
	}
	text := string(source)
	result := api.Transform(text, options)
	if len(result.Errors) == 0 && namesChanged(result.Code, text) {
		options.KeepNames = true
		result = api.Transform(text, options)
	}
	strict := options.Sourcefile == strictModule
	if len(result.Errors) > 0 {
		if slices.ContainsFunc(result.Errors, isTopLevelAwait) && !alwaysCommonJS(path) {
			return transformAsync(path, text, options)
		}
		return lowered.Module{}, transformError(path, result.Errors)
	}
	code := withoutHashbang(repairHelpers(dropKeptNames(result.Code)))
	m := lowered.Module{Strict: strict, SourceMap: nameSource(result.Map, options.Sourcefile, path)}
	m.Code, m.Imports = importFunction(code)
	if !strict && (alwaysCommonJS(path) || !meta && !esSyntax.Match(m.Code)) {
		return m, nil
	}
	return m, linkShifted(path, &m, text, nil, instantiation)
}

// moduleSyntax is gojaSyntax where files stay the modules they are: a bundle has import() of what is bundled lowered.
func moduleSyntax() map[string]bool {
	syntax := gojaSyntax()
	syntax["dynamic-import"] = patched
	return syntax
}

// linkShifted is linkable, and moves the source map along.
func linkShifted(path string, m *lowered.Module, source string, stubs map[string]string, suspend string) error {
	shift := linkable(m, source, stubs, suspend)
	if shift == 0 {
		return nil
	}
	var err error
	if m.SourceMap, err = shiftLines(m.SourceMap, shift); err != nil {
		return errors.Join(errors.New("the source map of "+path+" can't be read"), err)
	}
	return nil
}

// esSyntax finds what esbuild makes of imports and exports.
var esSyntax = regexp.MustCompile(`(?m)^(?:module\.exports = __toCommonJS\(module_exports\);|__reExport\(module_exports, |var import_[\w$]+ = (?:__toESM\()?require\()`)

func alwaysCommonJS(path string) bool {
	extension := filepath.Ext(path)
	return extension == ".cjs" || extension == ".cts" || extension == ".json"
}

// TransformScript lowers the syntax that goja lacks in a script: code that is neither a module nor a module's function,
// such as what is evaluated. import() in it becomes a call of lowered.ImportParameter. Otherwise it is as Transform is.
func TransformScript(path string, source []byte) (code []byte, sourceMap []byte, err error) {
	options := api.TransformOptions{
		LogLevel: api.LogLevelSilent, Loader: api.LoaderJS, Platform: api.PlatformNode, Target: api.ESNext,
		Supported: moduleSyntax(), Charset: api.CharsetUTF8,
		Sourcemap: api.SourceMapExternal, SourcesContent: api.SourcesContentInclude, Sourcefile: path,
	}
	text := string(source)
	result := api.Transform(text, options)
	if len(result.Errors) == 0 && namesChanged(result.Code, text) {
		options.KeepNames = true
		result = api.Transform(text, options)
	}
	if len(result.Errors) > 0 {
		return nil, nil, transformError(path, result.Errors)
	}
	code, _ = importFunction(repairHelpers(dropKeptNames(result.Code)))
	return code, result.Map, nil
}

// strictModule is the name of files that Node would take for ES modules whatever they contain.
const strictModule = "module.mjs"

// moduleFile returns the name under which esbuild sees the file. The extension tells it whether Node would take the
// file for an ES module, which decides whether its code is strict.
func moduleFile(path string) string {
	switch filepath.Ext(path) {
	case ".mjs", ".mts":
		return strictModule
	case ".cjs", ".cts", ".json":
		return "module.js"
	}
	if packageIsModule(filepath.Dir(path)) {
		return strictModule
	}
	return "module.js"
}

// packageTypes remembers by directory whether its files belong to a package of type "module".
var packageTypes sync.Map

// packageIsModule looks for the nearest package.json at or above dir, as Node does.
func packageIsModule(dir string) bool {
	if known, ok := packageTypes.Load(dir); ok {
		return known.(bool)
	}
	isModule := false
	data, err := os.ReadFile(filepath.Join(dir, "package.json"))
	switch parent := filepath.Dir(dir); {
	case err == nil:
		var fields struct{ Type string }
		isModule = json.Unmarshal(data, &fields) == nil && fields.Type == "module"
	case parent != dir && filepath.Base(dir) != "node_modules":
		isModule = packageIsModule(parent)
	}
	packageTypes.Store(dir, isModule)
	return isModule
}

func quote(text string) string {
	data, _ := json.Marshal(text) // a string always encodes
	return string(data)
}

// nameSource puts the file's real path into a source map that esbuild made for a stand-in name.
func nameSource(sourceMap []byte, standIn, path string) []byte {
	start := bytes.Index(sourceMap, []byte(`"sources": [`))
	if start < 0 {
		return sourceMap
	}
	renamed := bytes.Replace(sourceMap[start:], []byte(quote(standIn)), []byte(quote(filepath.ToSlash(path))), 1)
	return append(sourceMap[:start:start], renamed...)
}

// withoutHashbang makes a comment of a first line that tells a shell what runs the file, because the code is going to
// be the body of a function. Its length stays, and so do the columns.
func withoutHashbang(code []byte) []byte {
	if bytes.HasPrefix(code, []byte("#!")) {
		return append([]byte("//"), code[2:]...)
	}
	return code
}

// numbered finds functions and classes in generated code whose names esbuild may have made up.
var numbered = regexp.MustCompile(`(?:function\*? |class )([\w$]+\d|\w+_default)\b|([\w$]+\d|\w+_default) = (?:async |function|class|\(|[\w$]+ =>)`)

// namesChanged reports whether a function or class in code has a name that is not in the source. esbuild renames where
// names would shadow one another; keeping all names by its option costs a call for every function that is created, so
// that is done only for files that need it.
func namesChanged(code []byte, source string) bool {
	for _, match := range numbered.FindAllSubmatch(code, -1) {
		name := match[1]
		if name == nil {
			name = match[2]
		}
		if !strings.Contains(source, string(name)) {
			return true
		}
	}
	return false
}

// isTopLevelAwait tells esbuild's message that CommonJS has no top-level await.
func isTopLevelAwait(message api.Message) bool {
	return strings.HasPrefix(message.Text, "Top-level await is currently not supported")
}

func transformError(path string, messages []api.Message) error {
	out := messagesOf(diag.SeverityError, "", messages)
	for i := range out {
		out[i].File = filepath.ToSlash(path)
	}
	return diag.New(out...)
}

// The code around a module with top-level await: its own begins to run at once, up to where it has bound its imports and
// exports, and goes on when it is evaluated.
const (
	asyncHeader  = "var __esm_begin, __esm_begun = new Promise((begin) => { __esm_begin = begin; }), __esm_done = (async () => {\n"
	asyncSuspend = " await __esm_begun;"
	asyncFooter  = "\n})(); yield; __esm_begin(); return __esm_done;\n"
)

const requireNamespace, sourceNamespace = "deskjs-require", "deskjs-source"

// stubExtension makes a stub CommonJS to esbuild, whatever is imported.
const stubExtension = ".cjs"

// transformAsync handles top-level await, which esbuild has only in ES modules: it makes one in which every import is a
// small module of its own, and the whole becomes an async function's body.
func transformAsync(path, source string, options api.TransformOptions) (lowered.Module, error) {
	var m lowered.Module
	const use = "__esm_use"
	plugin := api.Plugin{Name: "require", Setup: func(build api.PluginBuild) {
		build.OnResolve(api.OnResolveOptions{Filter: ".*"}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
			switch {
			case args.Kind == api.ResolveEntryPoint:
				return api.OnResolveResult{Path: "entry", Namespace: requireNamespace}, nil
			case args.Path == options.Sourcefile && args.Namespace == requireNamespace && args.Importer == "entry":
				return api.OnResolveResult{Path: options.Sourcefile, Namespace: sourceNamespace}, nil
			case args.Kind != api.ResolveJSImportStatement:
				return api.OnResolveResult{Path: args.Path, External: true}, nil
			}
			return api.OnResolveResult{Path: args.Path + stubExtension, Namespace: requireNamespace}, nil
		})
		build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: requireNamespace}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
			contents := "module.exports = 0"
			if args.Path == "entry" {
				contents = "import * as module from " + quote(options.Sourcefile) + "\n" + use + "(module)"
			}
			return api.OnLoadResult{Contents: &contents, Loader: api.LoaderJS}, nil
		})
		build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: sourceNamespace}, func(api.OnLoadArgs) (api.OnLoadResult, error) {
			return api.OnLoadResult{Contents: &source, Loader: options.Loader}, nil
		})
	}}
	result := api.Build(api.BuildOptions{
		LogLevel: api.LogLevelSilent, Bundle: true, Outfile: "out.js", TreeShaking: api.TreeShakingFalse,
		EntryPoints: []string{"entry"}, Plugins: []api.Plugin{plugin},
		Format: api.FormatESModule, Platform: options.Platform, Target: options.Target, Supported: options.Supported,
		Charset: options.Charset, JSX: options.JSX, Define: options.Define, KeepNames: true,
		Sourcemap: options.Sourcemap, SourcesContent: options.SourcesContent,
	})
	if len(result.Errors) > 0 {
		return m, transformError(path, result.Errors)
	}
	for _, file := range result.OutputFiles {
		if strings.HasSuffix(file.Path, ".map") {
			m.SourceMap = file.Contents
		} else {
			m.Code = file.Contents
		}
	}
	m.Strict, m.Async = options.Sourcefile == strictModule, true
	m.Code, m.Imports = importFunction(repairHelpers(dropKeptNames(withoutHashbang(m.Code))))
	if at := bytes.LastIndex(m.Code, []byte("\n"+use+"(")); at >= 0 {
		m.Code = m.Code[:at]
	}
	stubs := map[string]string{}
	for _, found := range stubStart.FindAllSubmatch(m.Code, -1) {
		stubs[string(found[1])] = strings.TrimSuffix(strings.TrimPrefix(unquote(string(found[2])), requireNamespace+":"), stubExtension)
	}
	if err := linkShifted(path, &m, source, stubs, asyncSuspend); err != nil {
		return m, err
	}
	var err error
	if m.SourceMap, err = shiftLines(m.SourceMap, strings.Count(asyncHeader, "\n")); err != nil {
		return m, errors.Join(errors.New("the source map of "+path+" can't be read"), err)
	}
	m.Code = append([]byte(asyncHeader), append(m.Code, asyncFooter...)...)
	m.SourceMap = nameSource(m.SourceMap, sourceNamespace+":"+options.Sourcefile, path)
	return m, nil
}
