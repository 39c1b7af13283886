package bundler

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"

	"github.com/evanw/esbuild/pkg/api"

	"github.com/deskjs/deskjs/internal/diag"
)

// Transform turns the file at path, whose bytes are source, into a CommonJS module that goja runs: it erases types,
// lowers ES modules and the syntax that goja lacks, and defines import.meta. The extension says what the file is: .ts,
// .mts, .cts, .tsx, .jsx, .json; anything else is JavaScript, an ES module if it uses the syntax of one.
//
// code is the body of the module's function and expects exports, require, module, __filename and __dirname. sourceMap
// is a version 3 map with the source's text in it. A module with top-level await runs as an entry module only: its code
// sets module.exports to the promise of its completion, and throws ERR_REQUIRE_ASYNC_MODULE when another module
// requires it.
//
// An err is a *diag.Error. Transform may be called from any goroutine.
func Transform(path string, source []byte) (code []byte, sourceMap []byte, err error) {
	loader, _ := loaderFor(filepath.Ext(path))
	options := api.TransformOptions{
		LogLevel:       api.LogLevelSilent,
		Loader:         loader,
		Format:         api.FormatCommonJS,
		Platform:       api.PlatformNode,
		Target:         api.ESNext,
		Supported:      gojaSyntax(),
		Charset:        api.CharsetUTF8,
		JSX:            api.JSXAutomatic,
		Sourcemap:      api.SourceMapExternal,
		SourcesContent: api.SourcesContentInclude,
		Sourcefile:     moduleFile(path, source),
	}
	if bytes.Contains(source, []byte("import.meta")) {
		options.Define = importMeta(path)
	}
	text := string(source)
	result := api.Transform(text, options)
	if len(result.Errors) == 0 && namesChanged(result.Code, text) {
		options.KeepNames = true
		result = api.Transform(text, options)
	}
	if len(result.Errors) == 0 {
		return withoutHashbang(repairHelpers(dropKeptNames(result.Code))), nameSource(result.Map, options.Sourcefile, path), nil
	}
	if usesTopLevelAwait(result.Errors) {
		return transformAsync(path, text, options)
	}
	return nil, nil, transformError(path, result.Errors)
}

// TransformScript lowers the syntax that goja lacks in a script: code that is neither a module nor a module's function,
// such as what is evaluated. Otherwise it is as Transform is.
func TransformScript(path string, source []byte) (code []byte, sourceMap []byte, err error) {
	options := api.TransformOptions{
		LogLevel: api.LogLevelSilent, Loader: api.LoaderJS, Platform: api.PlatformNode, Target: api.ESNext,
		Supported: gojaSyntax(), Charset: api.CharsetUTF8,
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
	return repairHelpers(dropKeptNames(result.Code)), result.Map, nil
}

// moduleFile returns the name under which esbuild sees the file. The extension tells it whether Node would take the
// file for an ES module, which decides what a default import of a CommonJS module is.
func moduleFile(path string, source []byte) string {
	switch filepath.Ext(path) {
	case ".mjs", ".mts":
		return "module.mjs"
	case ".cjs", ".cts", ".json":
		return "module.js"
	}
	if bytes.Contains(source, []byte("import")) && packageIsModule(filepath.Dir(path)) {
		return "module.mjs"
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

// importMeta returns what import.meta is in the file at path.
func importMeta(path string) map[string]string {
	absolute, err := filepath.Abs(path)
	if err != nil {
		absolute = path
	}
	fields := map[string]string{"dirname": filepath.Dir(absolute), "filename": absolute, "url": fileURL(absolute)}
	define := map[string]string{}
	for name, value := range fields {
		define["import.meta."+name] = quote(value)
	}
	all, _ := json.Marshal(fields) // strings always encode
	define["import.meta"] = string(all)
	return define
}

// fileURL returns the file: URL of an absolute path as Node's url.pathToFileURL does.
func fileURL(path string) string {
	slashed := filepath.ToSlash(path)
	if !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed
	}
	return (&url.URL{Scheme: "file", Path: slashed}).String()
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

func usesTopLevelAwait(messages []api.Message) bool {
	for _, message := range messages {
		if !strings.HasPrefix(message.Text, "Top-level await is currently not supported") {
			return false
		}
	}
	return len(messages) > 0
}

func transformError(path string, messages []api.Message) error {
	out := messagesOf(diag.SeverityError, "", messages)
	for i := range out {
		out[i].File = filepath.ToSlash(path)
	}
	return diag.New(out...)
}

// The code around a module with top-level await.
const asyncFooter = "\n})();\n"

func asyncHeader(path string) string {
	text := path + " uses top-level await, so it can be run but not be required or imported; export an async function from it instead"
	return `if (require.main !== module) throw Object.assign(new Error(` + quote(text) + `), { code: "ERR_REQUIRE_ASYNC_MODULE" });` +
		"\nmodule.exports = (async () => {\n"
}

// transformAsync handles top-level await, which esbuild has only in ES modules: it makes one in which every import is a
// small module that calls require, and the whole becomes an async function's body.
func transformAsync(path, source string, options api.TransformOptions) ([]byte, []byte, error) {
	const namespace, fileNamespace = "deskjs-require", "deskjs-source"
	plugin := api.Plugin{Name: "require", Setup: func(build api.PluginBuild) {
		build.OnResolve(api.OnResolveOptions{Filter: ".*"}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
			switch {
			case args.Kind == api.ResolveEntryPoint:
				return api.OnResolveResult{Path: "entry", Namespace: namespace}, nil
			case args.Path == options.Sourcefile && args.Namespace == namespace && args.Importer == "entry":
				return api.OnResolveResult{Path: options.Sourcefile, Namespace: fileNamespace}, nil
			case args.Namespace == namespace || args.Kind == api.ResolveJSRequireCall || args.Kind == api.ResolveJSRequireResolve:
				return api.OnResolveResult{Path: args.Path, External: true}, nil
			}
			return api.OnResolveResult{Path: args.Path, Namespace: namespace}, nil
		})
		build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: namespace}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
			contents := "module.exports = require(" + quote(args.Path) + ")"
			if args.Path == "entry" {
				contents = "import " + quote(options.Sourcefile)
			}
			return api.OnLoadResult{Contents: &contents, Loader: api.LoaderJS}, nil
		})
		build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: fileNamespace}, func(api.OnLoadArgs) (api.OnLoadResult, error) {
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
		return nil, nil, transformError(path, result.Errors)
	}
	var code, sourceMap []byte
	for _, file := range result.OutputFiles {
		if strings.HasSuffix(file.Path, ".map") {
			sourceMap = file.Contents
		} else {
			code = file.Contents
		}
	}
	if code == nil {
		return nil, nil, diag.New(diag.Message{Text: "the module came out empty", File: path})
	}
	header := asyncHeader(path)
	sourceMap, err := shiftLines(sourceMap, strings.Count(header, "\n"))
	if err != nil {
		return nil, nil, errors.Join(errors.New("the source map of "+path+" can't be read"), err)
	}
	code = append([]byte(header), repairHelpers(dropKeptNames(withoutHashbang(code)))...)
	return append(code, asyncFooter...), nameSource(sourceMap, fileNamespace+":"+options.Sourcefile, path), nil
}
