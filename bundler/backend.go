package bundler

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"github.com/deskjs/deskjs/internal/diag"
)

// backendEntry is the name of the module that imports main, then the api modules, and exports the latter.
const backendEntry = "deskjs:backend"

// findMain returns backend/main.* relative to the project, or "" when there is none.
func findMain(dir string) (string, []diag.Message) {
	found := ""
	var messages []diag.Message
	for _, extension := range append(slices.Clone(codeExtensions), ".cjs") {
		name := "backend/main" + extension
		if info, err := os.Stat(filepath.Join(dir, filepath.FromSlash(name))); err != nil || !info.Mode().IsRegular() {
			continue
		}
		if found != "" {
			messages = append(messages, diag.Message{
				Severity: diag.SeverityError, File: name, Text: "there is also " + found + ", and only one file can start the backend", Hint: "remove one of the two",
			})
			continue
		}
		found = name
	}
	return found, messages
}

// backendSource is the text of backendEntry. declaration begins the statement that gives the api away.
func backendSource(main string, modules []*apiModule, declaration string) string {
	var imports, exports strings.Builder
	if main != "" {
		imports.WriteString("import " + quote("./"+main) + ";\n")
	}
	for i, m := range modules {
		name := "api" + strconv.Itoa(i)
		imports.WriteString("import * as " + name + " from " + quote("./"+m.file) + ";\n")
		exports.WriteString("  " + quote(m.name) + ": " + name + ",\n")
	}
	return imports.String() + declaration + " = {\n" + exports.String() + "};\n"
}

// The variable that holds the api of a backend with top-level await, and the code around it, which makes module.exports
// the promise of what it would be otherwise. The first line of the code stays the first.
const (
	asyncAPI    = "__deskjs_api"
	asyncBefore = "var " + asyncAPI + "; module.exports = (async () => { "
	asyncAfter  = "\nreturn { api: " + asyncAPI + " }; })();\n"
)

// wrapAsync puts that around the code, whose first line is one of esbuild's own.
func wrapAsync(code []byte) []byte {
	return append(append([]byte(asyncBefore), code...), asyncAfter...)
}

// runBackend builds a script of the backend half: as CommonJS, and if it uses top-level await, which esbuild has in ES modules
// only, as one of those. Once it did, that is tried first. text is backendEntry's at each build, see backendSource.
func (p *Project) runBackend(h *half, text func(declaration string) string) (api.BuildResult, []diag.Message) {
	if !h.awaits {
		source := func() string { return text("export const api") }
		result, messages := p.run(h, "backend"+p.environmentKey(), func() api.BuildOptions { return p.backendOptions(source, api.FormatCommonJS) })
		if !slices.ContainsFunc(result.Errors, isTopLevelAwait) {
			return result, messages
		}
		h.awaits = true
	}
	source := func() string { return text(asyncAPI) }
	return p.run(h, "backend with await"+p.environmentKey(), func() api.BuildOptions { return p.backendOptions(source, api.FormatESModule) })
}

// backendOptions are esbuild's options for the backend half. source returns the text of backendEntry at each build.
func (p *Project) backendOptions(source func() string, format api.Format) api.BuildOptions {
	options := p.commonOptions()
	options.EntryPoints = []string{backendEntry}
	options.Outfile = filepath.Join(p.options.Dir, "main.js")
	options.Format = format
	options.Platform = api.PlatformNode
	options.Target = api.ESNext
	options.Supported = gojaSyntax()
	options.KeepNames = true
	options.Sourcemap = api.SourceMapExternal
	options.Define = p.mode.Define(true)
	maps.Copy(options.Define, map[string]string{
		"import.meta.url": importMetaURL, "import.meta.dirname": folderVariable, "import.meta.filename": fileVariable,
		"__dirname": folderVariable, "__filename": fileVariable, "import.meta.hot": "undefined",
	})
	if p.options.Development {
		options.Define["import.meta.hot"] = hotVariable
	}
	options.Plugins = []api.Plugin{p.sizePlugin(), p.backendPlugin(source, format), p.packagesPlugin()}
	return options
}

// defineImportMeta puts the declaration of importMetaURL before code that uses it, and moves the source map along.
func defineImportMeta(code, sourceMap []byte) (newCode, newMap []byte, err error) {
	if !bytes.Contains(code, []byte(importMetaURL)) {
		return code, sourceMap, nil
	}
	header := "var " + importMetaURL + " = require(\"node:url\").pathToFileURL(__filename).href;\n"
	newMap, err = shiftLines(sourceMap, 1)
	return append([]byte(header), code...), newMap, err
}

func (p *Project) backendPlugin(source func() string, format api.Format) api.Plugin {
	const namespace = "deskjs"
	// An ES module would import what is external by a statement, which the code around it can't have: a small CommonJS
	// module takes its place.
	external := func(args api.OnResolveArgs) api.OnResolveResult {
		if format == api.FormatESModule && args.Kind == api.ResolveJSImportStatement {
			return api.OnResolveResult{Path: args.Path, Namespace: requireNamespace}
		}
		return api.OnResolveResult{Path: args.Path, External: true}
	}
	return api.Plugin{Name: "deskjs-backend", Setup: func(build api.PluginBuild) {
		build.OnResolve(api.OnResolveOptions{Filter: "^deskjs:backend$"}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
			return api.OnResolveResult{Path: args.Path, Namespace: namespace}, nil
		})
		build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: namespace}, func(api.OnLoadArgs) (api.OnLoadResult, error) {
			text := source()
			return api.OnLoadResult{Contents: &text, Loader: api.LoaderJS, ResolveDir: p.options.Dir}, nil
		})
		build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: requireNamespace}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
			text := "module.exports = require(" + quote(args.Path) + ")"
			return api.OnLoadResult{Contents: &text, Loader: api.LoaderJS}, nil
		})
		build.OnResolve(api.OnResolveOptions{Filter: "^original-fs$"}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
			// Electron's, for files beside its archives, which there are none of here.
			if p.electron == nil {
				return api.OnResolveResult{}, nil
			}
			args.Path = "fs"
			return external(args), nil
		})
		build.OnResolve(api.OnResolveOptions{Filter: "^(node:|[a-z0-9_]+(/|$))"}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
			name, prefixed := strings.CutPrefix(args.Path, "node:")
			switch {
			case args.Namespace == requireNamespace:
				return api.OnResolveResult{Path: args.Path, External: true}, nil
			case args.PluginData == resolving:
				return api.OnResolveResult{}, nil
			case p.builtins[name] && (prefixed || !prefixedOnly[name]):
				return external(args), nil
			case !prefixed && !nodeBuiltins[name]:
				return api.OnResolveResult{}, nil
			case fromPackage(args.Importer) || args.Kind != api.ResolveJSImportStatement:
				// A package may do without it; if it can't, require throws when it comes to that.
				return external(args), nil
			}
			if !prefixed { // a package may have the name
				result := build.Resolve(args.Path, api.ResolveOptions{
					Importer: args.Importer, Namespace: args.Namespace, ResolveDir: args.ResolveDir, Kind: args.Kind, PluginData: resolving,
				})
				if len(result.Errors) == 0 && !result.External {
					return api.OnResolveResult{Path: result.Path}, nil
				}
			}
			message := diag.Message{Severity: diag.SeverityError, Text: "DeskJS has no builtin module " + quote(args.Path)}
			message.Hint = diag.DidYouMean(name, slices.Collect(maps.Keys(p.builtins)))
			return api.OnResolveResult{Errors: []api.Message{{Text: message.Text, Detail: message}}}, nil
		})
	}}
}

// resolving is the plugin data by which a plugin knows its own call of Resolve.
const resolving = "deskjs: resolving"

// prefixedOnly are those that are packages without "node:".
var prefixedOnly = map[string]bool{"sqlite": true, "test": true, "test/reporters": true}

// nodeBuiltins are Node's builtin modules that may be imported without "node:".
var nodeBuiltins = func() map[string]bool {
	set := map[string]bool{}
	for name := range strings.FieldsSeq(`assert assert/strict async_hooks buffer child_process cluster console constants crypto dgram
		diagnostics_channel dns dns/promises domain events fs fs/promises http http2 https inspector inspector/promises module net os path
		path/posix path/win32 perf_hooks process punycode querystring readline readline/promises repl stream stream/consumers
		stream/promises stream/web string_decoder sys timers timers/promises tls trace_events tty url util util/types v8 vm wasi
		worker_threads zlib`) {
		set[name] = true
	}
	return set
}()
