package hot

import (
	"encoding/json"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// wrapNamespace is of the code around what is no code.
const wrapNamespace = "deskjs-wrap"

// batch is one run of esbuild, which makes several modules at once.
type batch struct {
	server     *Server
	places     []place
	modules    []*module // in the order of the inputs
	inputs     map[string]*module
	found      map[string]place // the places of what they import, by id
	errors     []api.Message
	warnings   []api.Message
	extensions []string // options.ResolveExtensions
}

// inner marks what is resolved while something is being resolved.
type innerMark struct{}

var inner = &innerMark{}

func (s *Server) newBatch(places []place) *batch {
	return &batch{server: s, places: places, inputs: map[string]*module{}, found: map[string]place{}}
}

// build makes the modules. Without errors all are made, and found has the places of what they import.
func (b *batch) build() {
	places := b.places
	b.run(places, false)
	var waiting []place
	for _, message := range b.errors {
		if !strings.HasPrefix(message.Text, "Top-level await is currently not supported") || message.Location == nil {
			return
		}
		at := slices.IndexFunc(places, func(p place) bool { return b.server.idOf(p) == message.Location.File })
		if at >= 0 {
			waiting = append(waiting, places[at])
			places = slices.Delete(slices.Clone(places), at, at+1)
		}
	}
	if len(waiting) == 0 {
		return
	}
	b.run(places, false)
	if len(b.errors) == 0 {
		modules := b.modules
		b.run(waiting, true)
		b.modules = append(modules, b.modules...)
	}
}

// run makes modules; asynchronous ones have await at the top, for which esbuild has no CommonJS.
func (b *batch) run(places []place, asynchronous bool) {
	options := b.server.options.Build()
	options.Outdir = filepath.Join(b.server.options.Dir, "frontend")
	options.Bundle, options.Write, options.Metafile, options.Splitting = true, false, true, false
	options.Format = api.FormatCommonJS
	if asynchronous {
		options.Format = api.FormatESModule
	}
	options.Sourcemap, options.SourcesContent = api.SourceMapExternal, api.SourcesContentInclude
	options.LogLevel = api.LogLevelSilent
	options.EntryPoints, options.EntryPointsAdvanced = nil, nil
	defines := map[string]string{}
	for name, value := range options.Define {
		if name != "import.meta.hot" {
			defines[name] = value
		}
	}
	if defines["import.meta"] == "" {
		defines["import.meta"] = "__meta"
	}
	options.Define = defines
	if options.LogOverride == nil {
		options.LogOverride = map[string]api.LogLevel{}
	}
	b.modules, b.errors, b.warnings = nil, nil, nil
	clear(b.inputs)
	for i, p := range places {
		name := "hot-" + strconv.Itoa(i)
		m := &module{id: b.server.idOf(p), place: p, requests: map[string]string{}, assets: map[string][]byte{}}
		m.styled = p.isPlainStyle()
		m.async = asynchronous
		b.modules = append(b.modules, m)
		b.inputs[name] = m
		input := name
		switch {
		case p.entry != "":
			input = p.entry
		case p.suffix == "" && p.data == nil && (p.namespace == "file" || p.namespace == "") && (m.styled || !p.isWrapped(options.Loader)):
			input = p.path // found by esbuild itself it has the settings of tsconfig.json
		}
		options.EntryPointsAdvanced = append(options.EntryPointsAdvanced, api.EntryPoint{InputPath: input, OutputPath: name})
	}
	b.server.mutex.Lock()
	for _, p := range places {
		delete(b.server.beside, b.server.fileOf(p))
	}
	b.server.mutex.Unlock()
	b.extensions = options.ResolveExtensions
	options.Plugins = append([]api.Plugin{b.plugin(options.Loader)}, options.Plugins...)
	result := api.Build(options)
	b.warnings = result.Warnings
	if len(result.Errors) > 0 {
		b.errors = result.Errors
		return
	}
	b.read(result)
}

// plugin gives esbuild the modules as entries, and keeps what they import apart from them.
func (b *batch) plugin(loaders map[string]api.Loader) api.Plugin {
	return api.Plugin{Name: "deskjs-hot", Setup: func(build api.PluginBuild) {
		build.OnResolve(api.OnResolveOptions{Filter: ".*"}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
			if args.Kind == api.ResolveEntryPoint {
				m := b.inputs[args.Path]
				if m == nil {
					return api.OnResolveResult{}, nil
				}
				p := m.place
				if p.isWrapped(loaders) && !p.isPlainStyle() {
					return api.OnResolveResult{Path: args.Path, Namespace: wrapNamespace, PluginData: m}, nil
				}
				return api.OnResolveResult{Path: p.path, Namespace: p.namespace, Suffix: p.suffix, PluginData: p.data}, nil
			}
			if args.PluginData == inner || b.server.options.Nested != nil && b.server.options.Nested(args.PluginData) {
				return api.OnResolveResult{}, nil
			}
			if args.Namespace == wrapNamespace {
				p := args.PluginData.(*module).place
				return api.OnResolveResult{Path: p.path, Namespace: p.namespace, Suffix: p.suffix, PluginData: p.data}, nil
			}
			switch args.Kind {
			case api.ResolveCSSImportRule, api.ResolveCSSURLToken, api.ResolveJSRequireResolve:
				return api.OnResolveResult{}, nil
			}
			return b.resolve(build, args), nil
		})
		build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: wrapNamespace}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
			text := "module.exports = __wrapped(require(" + quote(args.Path) + "))"
			return api.OnLoadResult{Contents: &text, Loader: api.LoaderJS, PluginData: args.PluginData}, nil
		})
	}}
}

// resolve finds what an import means, and leaves it out.
func (b *batch) resolve(build api.PluginBuild, args api.OnResolveArgs) api.OnResolveResult {
	plain := (args.Namespace == "file" || args.Namespace == "") && len(args.With) == 0
	p, known := place{}, false
	var key request
	if plain {
		key = b.server.resolved.key(args)
		p, known = b.server.resolved.get(key)
		if !known {
			p, known = b.server.resolved.file(args, b.extensions)
			known = known && (b.server.options.Direct == nil || b.server.options.Direct(args.Path, p.path))
			if known {
				b.server.resolved.put(key, p)
			}
		}
	}
	if !known {
		r := build.Resolve(args.Path, api.ResolveOptions{
			Importer: args.Importer, Namespace: args.Namespace, ResolveDir: args.ResolveDir, Kind: args.Kind, PluginData: inner, With: args.With,
		})
		if len(r.Errors) > 0 {
			// A require in a try may fail; esbuild itself knows.
			return api.OnResolveResult{}
		}
		if r.External {
			return api.OnResolveResult{Path: r.Path, External: true}
		}
		p = place{path: r.Path, namespace: r.Namespace, suffix: r.Suffix, data: r.PluginData}
		if p.data == inner {
			p.data = nil
		}
		if plain && p.namespace == "file" {
			b.server.resolved.put(key, p)
		}
	}
	id := b.server.idOf(p)
	b.server.mutex.Lock()
	b.found[id] = p
	b.server.requests[requestKey{importerOf(args), args.Path}] = id
	b.server.mutex.Unlock()
	return api.OnResolveResult{Path: id, External: true}
}

func importerOf(args api.OnResolveArgs) string {
	if args.Namespace == "file" || args.Namespace == "" {
		return args.Importer
	}
	return args.Namespace + ":" + args.Importer
}

// has reports whether an import is of a module of the page; others are left to the browser.
func (b *batch) has(id string) bool {
	_, found := b.found[id]
	return found
}

// read takes what esbuild made.
func (b *batch) read(result api.BuildResult) {
	var meta struct {
		Outputs map[string]struct {
			Imports []struct {
				Path, Kind string
				External   bool
			}
			Inputs map[string]struct{}
		}
	}
	if json.Unmarshal([]byte(result.Metafile), &meta) != nil {
		return // esbuild's own JSON
	}
	root := b.server.options.Dir
	front := filepath.Join(root, "frontend")
	contents := map[string][]byte{}
	for _, file := range result.OutputFiles {
		if relative, err := filepath.Rel(root, file.Path); err == nil {
			contents[filepath.ToSlash(relative)] = file.Contents
		}
	}
	for output, described := range meta.Outputs {
		base := strings.TrimPrefix(output, "frontend/")
		stem, extension, _ := strings.Cut(base, ".")
		m := b.inputs[stem]
		if m == nil || extension != "js" && extension != "css" {
			continue
		}
		addInputs := func(inputs map[string]struct{}) {
			for input := range inputs {
				name, _, _ := strings.Cut(input, "?")
				if !strings.Contains(name, ":") {
					m.files = append(m.files, filepath.Join(root, filepath.FromSlash(name)))
				}
			}
		}
		addInputs(described.Inputs)
		for _, i := range described.Imports {
			if i.External && i.Kind != "url-token" && i.Kind != "import-rule" {
				late := i.Kind == "dynamic-import"
				at := slices.IndexFunc(m.imports, func(other imported) bool { return other.id == i.Path })
				switch {
				case !b.has(i.Path):
				case at < 0:
					m.imports = append(m.imports, imported{i.Path, late})
				default:
					m.imports[at].late = m.imports[at].late && late
				}
			} else if !i.External && contents[i.Path] != nil && !strings.HasPrefix(i.Path, "frontend/hot-") {
				if name, err := filepath.Rel(front, filepath.Join(root, i.Path)); err == nil {
					m.assets[filepath.ToSlash(name)] = contents[i.Path]
					addInputs(meta.Outputs[i.Path].Inputs)
				}
			}
		}
		if extension == "css" {
			m.style, m.styled = string(contents[output]), true
		} else {
			m.finish(string(contents[output]), contents[output+".map"])
		}
	}
	for _, m := range b.modules {
		b.server.mutex.Lock()
		m.files = append(m.files, b.server.beside[b.server.fileOf(m.place)]...)
		b.server.mutex.Unlock()
		slices.Sort(m.files)
		m.files = slices.Compact(m.files)
		m.accepts = b.server.acceptanceOf(m)
	}
}
