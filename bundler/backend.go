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

// backendSource is the text of backendEntry.
func backendSource(main string, modules []*apiModule) string {
	var imports, exports strings.Builder
	if main != "" {
		imports.WriteString("import " + quote("./"+main) + ";\n")
	}
	for i, m := range modules {
		name := "api" + strconv.Itoa(i)
		imports.WriteString("import * as " + name + " from " + quote("./"+m.file) + ";\n")
		exports.WriteString("  " + quote(m.name) + ": " + name + ",\n")
	}
	return imports.String() + "export const api = {\n" + exports.String() + "};\n"
}

// backendOptions are esbuild's options for the backend half. source returns the text of backendEntry at each build.
func (p *Project) backendOptions(source func() string) api.BuildOptions {
	options := p.commonOptions()
	options.EntryPoints = []string{backendEntry}
	options.Outfile = filepath.Join(p.options.Dir, "main.js")
	options.Format = api.FormatCommonJS
	options.Platform = api.PlatformNode
	options.Target = api.ESNext
	options.Supported = gojaSyntax()
	options.KeepNames = true
	options.Sourcemap = api.SourceMapExternal
	options.Define = map[string]string{
		"import.meta.url": importMetaURL, "import.meta.dirname": "__dirname", "import.meta.filename": "__filename",
	}
	options.Plugins = []api.Plugin{p.backendPlugin(source)}
	return options
}

// importMetaURL is the variable that import.meta.url becomes. All modules of the bundle are the one file.
const importMetaURL = "__deskjs_import_meta_url"

// defineImportMeta puts the variable's declaration before code that uses it, and moves the source map along.
func defineImportMeta(code, sourceMap []byte) (newCode, newMap []byte, err error) {
	if !bytes.Contains(code, []byte(importMetaURL)) {
		return code, sourceMap, nil
	}
	header := "var " + importMetaURL + " = require(\"node:url\").pathToFileURL(__filename).href;\n"
	newMap, err = shiftLines(sourceMap, 1)
	return append([]byte(header), code...), newMap, err
}

func (p *Project) backendPlugin(source func() string) api.Plugin {
	const namespace = "deskjs"
	return api.Plugin{Name: "deskjs-backend", Setup: func(build api.PluginBuild) {
		build.OnResolve(api.OnResolveOptions{Filter: "^deskjs:backend$"}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
			return api.OnResolveResult{Path: args.Path, Namespace: namespace}, nil
		})
		build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: namespace}, func(api.OnLoadArgs) (api.OnLoadResult, error) {
			text := source()
			return api.OnLoadResult{Contents: &text, Loader: api.LoaderJS, ResolveDir: p.options.Dir}, nil
		})
		build.OnResolve(api.OnResolveOptions{Filter: "^(node:|[a-z_]+(/|$))"}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
			name, prefixed := strings.CutPrefix(args.Path, "node:")
			switch {
			case args.PluginData == resolving:
				return api.OnResolveResult{}, nil
			case p.builtins[name]:
				return api.OnResolveResult{Path: args.Path, External: true}, nil
			case !prefixed && !nodeBuiltins[name]:
				return api.OnResolveResult{}, nil
			case strings.Contains(filepath.ToSlash(args.Importer), "/node_modules/") || args.Kind != api.ResolveJSImportStatement:
				// A package may do without it; if it can't, require throws when it comes to that.
				return api.OnResolveResult{Path: args.Path, External: true}, nil
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
