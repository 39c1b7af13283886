package bundler

import (
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"github.com/deskjs/deskjs/internal/diag"
)

// An import may say in a query what it wants of a file, as with Vite: `import text from './notes.md?raw'`.

// Query is what an import wants of a file.
type Query struct {
	// Kind is "url", "raw", "inline", "worker", "sharedworker" or "init".
	Kind string
	// URL and Inline are set for a worker of which only the address is wanted, and for one within the script.
	URL, Inline bool
	// Classic is set for a worker that is no module.
	Classic bool
}

// ParseQuery splits an import's specifier; ok is false if it has no query that is ours.
func ParseQuery(specifier string) (file string, query Query, ok bool) {
	file, text, found := strings.Cut(specifier, "?")
	if !found {
		return specifier, query, false
	}
	values, err := url.ParseQuery(text)
	if err != nil {
		return specifier, query, false
	}
	for _, kind := range []string{"sharedworker", "worker", "init", "raw", "inline", "url", "no-inline"} {
		if !values.Has(kind) {
			continue
		}
		query = Query{Kind: kind, URL: values.Has("url"), Inline: values.Has("inline"), Classic: values.Get("type") == "classic"}
		if kind == "no-inline" {
			query.Kind = "url"
		}
		return file, query, true
	}
	return specifier, query, false
}

// String is the query as an import has it.
func (q Query) String() string {
	text := "?" + q.Kind
	if strings.HasSuffix(q.Kind, "worker") {
		for _, part := range []struct {
			name string
			set  bool
		}{{"url", q.URL}, {"inline", q.Inline}, {"type=classic", q.Classic}} {
			if part.set {
				text += "&" + part.name
			}
		}
	}
	return text
}

// Wrapper is the module for queries that are only another way to write something: a worker's constructor, and a function that
// starts a wasm module. specifier imports the file itself, without a query. It is "" for the others.
func (q Query) Wrapper(specifier string) string {
	switch {
	case q.Kind == "init":
		return "import url from " + quote(specifier+"?url") + `
export default async (imports = {}) => {
  const response = await fetch(url)
  return (await WebAssembly.instantiate(await response.arrayBuffer(), imports)).instance
}
`
	case strings.HasSuffix(q.Kind, "worker") && !q.URL && q.Inline:
		return "import code from " + quote(specifier+"?worker&url&inline") + `
export default function (options) {
  const url = URL.createObjectURL(new Blob([code], { type: "text/javascript" }))
  return new ` + q.constructor() + `(url, { type: "module", name: options?.name })
}
`
	case strings.HasSuffix(q.Kind, "worker") && !q.URL:
		return "import url from " + quote(specifier+"?"+q.Kind+"&url") + `
export default function (options) {
  return new ` + q.constructor() + `(url, { type: "module", name: options?.name })
}
`
	}
	return ""
}

func (q Query) constructor() string {
	if q.Kind == "sharedworker" {
		return "SharedWorker"
	}
	return "Worker"
}

// resolveQuery has esbuild find the file that an import with one of our queries means.
func (p *Project) resolveQuery(build api.PluginBuild, args api.OnResolveArgs) (api.OnResolveResult, error) {
	file, query, ok := ParseQuery(args.Path)
	if !ok || args.PluginData == resolving || args.Kind == api.ResolveCSSURLToken || args.Kind == api.ResolveEntryPoint {
		return api.OnResolveResult{}, nil
	}
	result := build.Resolve(file, api.ResolveOptions{
		Importer: args.Importer, Namespace: args.Namespace, ResolveDir: args.ResolveDir, Kind: api.ResolveJSImportStatement, PluginData: querying,
	})
	if len(result.Errors) > 0 {
		return api.OnResolveResult{Errors: result.Errors}, nil
	}
	if query.Kind == "url" && slices.Contains(assetExtensions, filepath.Ext(result.Path)) {
		return api.OnResolveResult{Path: result.Path, Namespace: result.Namespace}, nil // what it is anyway
	}
	return api.OnResolveResult{Path: result.Path, Suffix: query.String(), Namespace: result.Namespace, PluginData: args.PluginData}, nil
}

// querying is the plugin data of a resolution for resolveQuery.
const querying = "deskjs: a query"

// loadQuery loads a file for an import with one of our queries; ok is false if it has none.
func (p *Project) loadQuery(args api.OnLoadArgs) (result api.OnLoadResult, ok bool) {
	_, query, ok := ParseQuery(args.Path + args.Suffix)
	if !ok {
		return result, false
	}
	result.ResolveDir = filepath.Dir(args.Path)
	give := func(text string, loader api.Loader) {
		result.Contents, result.Loader = &text, loader
	}
	if wrapper := query.Wrapper("./" + filepath.Base(args.Path)); wrapper != "" {
		give(wrapper, api.LoaderJS)
		return result, true
	}
	style := filepath.Ext(args.Path) == ".css"
	worker := strings.HasSuffix(query.Kind, "worker")
	if worker || style && query.Kind != "raw" {
		built, messages := p.buildInner(args.Path, worker, query.Classic)
		if result.Errors = messages; len(messages) > 0 {
			return result, true
		}
		if query.Inline || query.Kind == "inline" {
			give(string(built), api.LoaderText)
			return result, true
		}
		extension := ".js"
		if style {
			extension = ".css"
		}
		give("export default "+quote("/"+p.extra.add(args.Path, extension, built)), api.LoaderJS)
		return result, true
	}
	data, err := os.ReadFile(args.Path)
	if err != nil {
		result.Errors = []api.Message{{Text: vanished(err)}}
		return result, true
	}
	switch query.Kind {
	case "raw":
		give(strings.TrimPrefix(string(data), "\ufeff"), api.LoaderText)
	case "inline":
		give(string(data), api.LoaderDataURL)
	default:
		give("export default "+quote("/"+p.extra.add(args.Path, filepath.Ext(args.Path), data)), api.LoaderJS)
	}
	return result, true
}

// vanished says why a file that was there when it was resolved can't be read.
func vanished(err error) string {
	if errors.Is(err, fs.ErrNotExist) {
		return "the file is gone: it was there when the build began"
	}
	return "the file can't be read: " + reason(err)
}

// buildInner builds a worker's script, or a style sheet, with all that it imports, by itself.
func (p *Project) buildInner(file string, worker, classic bool) ([]byte, []api.Message) {
	options := p.frontendOptions(nil)
	options.EntryPointsAdvanced = []api.EntryPoint{{InputPath: file, OutputPath: "inner"}}
	options.Splitting = false
	if classic {
		options.Format = api.FormatIIFE
	}
	options.Sourcemap = api.SourceMapNone
	if worker {
		if p.options.Development {
			options.Sourcemap = api.SourceMapInline
		}
		options.Plugins = append([]api.Plugin{p.workerPlugin()}, options.Plugins...)
	}
	result := api.Build(options)
	if needsObject(result) {
		options.Define["import.meta.env"] = p.mode.Object(false)
		result = api.Build(options)
	}
	if len(result.Errors) > 0 {
		return nil, result.Errors
	}
	inputs := p.inputsOf(result.Metafile)
	p.extra.addInputs(inputs)
	p.hot.depends(file, inputs)
	var built []byte
	for _, output := range result.OutputFiles {
		name, err := filepath.Rel(p.options.Dir, output.Path)
		switch {
		case err != nil:
		case strings.HasPrefix(filepath.ToSlash(name), "assets/"):
			p.extra.put(filepath.ToSlash(name), output.Contents)
		case worker == (filepath.Ext(name) == ".js"):
			built = output.Contents
		}
	}
	return built, nil
}

// workerPlugin refuses what a worker can't have.
func (p *Project) workerPlugin() api.Plugin {
	backend := filepath.Join(p.options.Dir, "backend")
	return api.Plugin{Name: "deskjs-worker", Setup: func(build api.PluginBuild) {
		build.OnLoad(api.OnLoadOptions{Filter: filterFor(backend)}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
			if p.apiOf(args.Path) == nil {
				return api.OnLoadResult{}, nil
			}
			return api.OnLoadResult{Errors: []api.Message{{Detail: workerBackend(shownFile(p.options.Dir, args.Path))}}}, nil
		})
	}}
}

// assetName is what a file with these contents is called in the built app.
func assetName(file, extension string, contents []byte) string {
	sum := sha256.Sum256(contents)
	base := path.Base(filepath.ToSlash(file))
	return "assets/" + strings.TrimSuffix(base, path.Ext(base)) + "-" + base32.StdEncoding.EncodeToString(sum[:])[:8] + extension
}

// modulesPlugin loads the page's modules: with what their queries ask for, and with what Expand makes of them.
func (p *Project) modulesPlugin() api.Plugin {
	return api.Plugin{Name: "deskjs-modules", Setup: func(build api.PluginBuild) {
		build.OnResolve(api.OnResolveOptions{Filter: `\?`}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
			return p.resolveQuery(build, args)
		})
		build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: publicNamespace}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
			text := "export default " + quote(args.Path)
			return api.OnLoadResult{Contents: &text, Loader: api.LoaderJS}, nil
		})
		build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: "file"}, p.loadModule)
	}}
}

// loadModule loads a file of the page.
func (p *Project) loadModule(args api.OnLoadArgs) (api.OnLoadResult, error) {
	if result, ok := p.loadQuery(args); ok {
		return result, nil
	}
	loader, isCode := loaderFor(filepath.Ext(args.Path))
	if !isCode || loader == api.LoaderJSON {
		return api.OnLoadResult{}, nil
	}
	source, err := os.ReadFile(args.Path)
	if err != nil {
		return api.OnLoadResult{Errors: []api.Message{{Text: vanished(err)}}}, nil
	}
	expanded := p.expander().Expand(args.Path, source)
	result := api.OnLoadResult{ResolveDir: filepath.Dir(args.Path), Loader: loader}
	p.extra.addInputs(expanded.Globs)
	p.hot.depends(args.Path, expanded.Globs)
	for _, message := range expanded.Messages {
		if message.Severity == diag.SeverityWarning {
			result.Warnings = append(result.Warnings, api.Message{Text: message.Text, Detail: message})
		} else {
			result.Errors = append(result.Errors, api.Message{Text: message.Text, Detail: message})
		}
	}
	text := string(expanded.Code)
	result.Contents = &text
	return result, nil
}

// expander is what expands modules of this project.
func (p *Project) expander() *Expander {
	return &Expander{Dir: p.options.Dir, Root: p.rootPath()}
}
