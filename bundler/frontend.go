package bundler

import (
	_ "embed"
	"errors"
	"maps"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/internal/grant"
)

// bridgeModule is the page's half of the bridge, as proxies of api modules import it.
const bridgeModule = "deskjs:bridge"

// frontendModule is what the page's own code imports of it, as "deskjs/frontend". Of what the desktop does only that is in a page which it
// imports.
var frontendModule = "export { emit, getPathForFile, on, once } from " + quote(bridgeModule) + "\n" + natives()

// natives are proxies of package grant's Natives, an object for each part.
func natives() string {
	methods := map[string][]string{}
	for _, name := range grant.Natives {
		space, method, _ := strings.Cut(name, ".")
		methods[space] = append(methods[space], method)
	}
	var code strings.Builder
	code.WriteString("import { call } from " + quote(bridgeModule) + "\n" +
		"const made = (space, ...names) => Object.freeze(Object.fromEntries(names.map((name) => [name, call('" + grant.NativeCapability + "' + space + '.' + name)])))\n")
	for _, space := range slices.Sorted(maps.Keys(methods)) {
		code.WriteString("export const " + space + " = /* @__PURE__ */ made(" + quote(space))
		for _, method := range methods[space] {
			code.WriteString(", " + quote(method))
		}
		code.WriteString(")\n")
	}
	return code.String()
}

// inlineNamespace is esbuild's namespace of code within a page.
const inlineNamespace = "deskjs-inline"

// moduleNamespace is esbuild's namespace of Options.PageModules.
const moduleNamespace = "deskjs-module"

// assetExtensions are what a script or style sheet may import or name as a file.
var assetExtensions = strings.Fields(".png .jpg .jpeg .gif .svg .webp .avif .ico .woff .woff2 .ttf .otf .eot .mp4 .webm .mp3 .ogg .wav .m4a .wasm .pdf")

// PageTypes declares what a script of the page may import that is no code.
//
//go:embed page.d.ts
var PageTypes string

// HotTypes declares import.meta.hot, of both halves.
//
//go:embed hot.d.ts
var HotTypes string

// frontendOptions are esbuild's options for the page's half.
func (p *Project) frontendOptions(entries []entry) api.BuildOptions {
	options := p.commonOptions()
	for _, e := range entries {
		input := "./" + e.input
		options.EntryPointsAdvanced = append(options.EntryPointsAdvanced, api.EntryPoint{InputPath: input, OutputPath: e.output})
	}
	options.Outdir = p.options.Dir
	options.PublicPath = "/"
	options.AssetNames = "assets/[name]-[hash]"
	options.Format = api.FormatESModule
	options.Platform = api.PlatformBrowser
	options.Target = api.ES2022
	options.Engines = []api.Engine{{Name: api.EngineSafari, Version: "16.4"}, {Name: api.EngineChrome, Version: "111"}}
	environment := "production"
	if p.options.Development {
		environment = "development"
		options.Sourcemap = api.SourceMapLinked
	} else {
		// The client looks places of stacks up in it; nothing else refers to it.
		options.Sourcemap, options.SourcesContent = api.SourceMapExternal, api.SourcesContentExclude
		options.MinifyWhitespace, options.MinifyIdentifiers, options.MinifySyntax = true, true, true
	}
	options.Define = p.compilers.Define()
	maps.Copy(options.Define, p.mode.Define(false))
	options.Define["process.env.NODE_ENV"] = quote(environment)
	options.Tsconfig = projectConfig(p.options.Dir)
	options.Conditions = p.compilers.Conditions()
	options.JSXImportSource = p.compilers.JSXImportSource()
	options.Splitting = true
	options.ChunkNames = "assets/[name]-[hash]"
	options.Loader = map[string]api.Loader{}
	for _, extension := range assetExtensions {
		options.Loader[extension] = api.LoaderFile
	}
	options.Plugins = []api.Plugin{p.sizePlugin(), p.frontendPlugin(), p.compilerPlugin(), p.modulesPlugin()}
	return options
}

// filterFor returns a pattern, in esbuild's syntax, for the files below directory.
func filterFor(directory string) string {
	separator := regexp.QuoteMeta(string(filepath.Separator))
	return "^" + regexp.QuoteMeta(directory) + separator
}

func (p *Project) frontendPlugin() api.Plugin {
	const namespace = "deskjs"
	backend := filepath.Join(p.options.Dir, "backend")
	return api.Plugin{Name: "deskjs-frontend", Setup: func(build api.PluginBuild) {
		build.OnResolve(api.OnResolveOptions{Filter: "^deskjs(:bridge|/frontend)$"}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
			return api.OnResolveResult{Path: args.Path, Namespace: namespace}, nil
		})
		build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: namespace}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
			if args.Path != bridgeModule {
				return api.OnLoadResult{Contents: &frontendModule, Loader: api.LoaderJS}, nil
			}
			return api.OnLoadResult{Contents: &p.options.BridgeClient, Loader: api.LoaderJS}, nil
		})

		build.OnResolve(api.OnResolveOptions{Filter: "^deskjs/"}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
			if _, ok := p.options.PageModules[args.Path]; !ok {
				return api.OnResolveResult{}, nil
			}
			return api.OnResolveResult{Path: args.Path, Namespace: moduleNamespace}, nil
		})
		build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: moduleNamespace}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
			source := p.options.PageModules[args.Path]
			return api.OnLoadResult{Contents: &source, Loader: api.LoaderJS}, nil
		})

		// Electron's way of calling, for pages that have it; a preload script has more by that name.
		build.OnResolve(api.OnResolveOptions{Filter: "^electron(/renderer)?$"}, func(api.OnResolveArgs) (api.OnResolveResult, error) {
			return api.OnResolveResult{Path: "electron", Namespace: "deskjs-electron"}, nil
		})
		build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: "deskjs-electron"}, func(api.OnLoadArgs) (api.OnLoadResult, error) {
			return api.OnLoadResult{Contents: &bridge.ElectronSource, Loader: api.LoaderJS}, nil
		})

		build.OnResolve(api.OnResolveOptions{Filter: `\?inline-\d+$`}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
			if args.Kind != api.ResolveEntryPoint {
				return api.OnResolveResult{}, nil
			}
			return api.OnResolveResult{Path: strings.TrimPrefix(args.Path, "./"), Namespace: inlineNamespace}, nil
		})
		build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: inlineNamespace}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
			i := slices.IndexFunc(p.site.entries, func(e entry) bool { return e.input == args.Path })
			if i < 0 {
				return api.OnLoadResult{}, errors.New("the page has changed during the build")
			}
			loader := api.LoaderJS
			if p.site.entries[i].style {
				loader = api.LoaderCSS
			}
			return api.OnLoadResult{Contents: &p.site.entries[i].text, Loader: loader, ResolveDir: filepath.Dir(filepath.Join(p.options.Dir, filepath.FromSlash(shownFile("", args.Path))))}, nil
		})

		build.OnResolve(api.OnResolveOptions{Filter: "^/"}, p.resolveRooted)
		build.OnResolve(api.OnResolveOptions{Filter: ".*"}, p.resolveMapped)

		build.OnResolve(api.OnResolveOptions{Filter: "backend"}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
			if args.PluginData == resolving || args.Kind == api.ResolveEntryPoint {
				return api.OnResolveResult{}, nil
			}
			result := build.Resolve(args.Path, api.ResolveOptions{
				Importer: args.Importer, Namespace: args.Namespace, ResolveDir: args.ResolveDir, Kind: args.Kind, PluginData: resolving, With: args.With,
			})
			if len(result.Errors) > 0 || result.Namespace != "file" || !strings.HasPrefix(result.Path, backend+string(filepath.Separator)) || p.apiOf(result.Path) != nil {
				return api.OnResolveResult{}, nil
			}
			return api.OnResolveResult{Errors: []api.Message{{Detail: p.notForThePage(result.Path)}}}, nil
		})
		build.OnLoad(api.OnLoadOptions{Filter: filterFor(backend)}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
			if module := p.apiOf(args.Path); module != nil {
				source := module.proxySource()
				return api.OnLoadResult{Contents: &source, Loader: api.LoaderJS}, nil
			}
			return api.OnLoadResult{Errors: []api.Message{{Detail: p.notForThePage(args.Path)}}}, nil
		})

		build.OnResolve(api.OnResolveOptions{Filter: "^(node:|[a-z_]+(/|$))"}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
			name, prefixed := strings.CutPrefix(args.Path, "node:")
			if args.PluginData == resolving || !prefixed && !nodeBuiltins[name] && !p.builtins[name] {
				return api.OnResolveResult{}, nil
			}
			if !prefixed { // a package may have the name
				result := build.Resolve(args.Path, api.ResolveOptions{
					Importer: args.Importer, Namespace: args.Namespace, ResolveDir: args.ResolveDir, Kind: args.Kind, PluginData: resolving,
				})
				if len(result.Errors) == 0 {
					return api.OnResolveResult{Path: result.Path, Namespace: result.Namespace, External: result.External, Suffix: result.Suffix}, nil
				}
			}
			return api.OnResolveResult{Errors: []api.Message{{Detail: diag.Message{
				Severity: diag.SeverityError, Text: quote(args.Path) + " is a module of the backend, and the page can't import it",
				Hint: "do it in an async function that backend/api.ts exports, and import that function",
			}}}}, nil
		})
	}}
}

// apiOf returns the api module in the file at an absolute path, or nil.
func (p *Project) apiOf(file string) *apiModule {
	relative, err := filepath.Rel(p.options.Dir, file)
	if err != nil {
		return nil
	}
	relative = filepath.ToSlash(relative)
	for _, m := range p.modules {
		if m.file == relative {
			return m
		}
	}
	return nil
}

func (p *Project) notForThePage(file string) diag.Message {
	relative, err := filepath.Rel(p.options.Dir, file)
	if err != nil {
		relative = file
	}
	relative = filepath.ToSlash(relative)
	return diag.Message{
		Severity: diag.SeverityError, Text: relative + " is a file of the backend, and the page can't run it",
		Hint: "move what the page calls to backend/api.ts as an async function; for types alone, write `import type`; what both halves run belongs outside backend/, such as in shared/" + path.Base(relative),
	}
}
