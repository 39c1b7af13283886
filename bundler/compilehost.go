package bundler

import (
	"errors"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"github.com/deskjs/deskjs/bundler/compile"
	"github.com/deskjs/deskjs/internal/diag"
)

// OpenCompilers prepares the compilers of the project that options describe, of which Dir, Development, Node and Environment count. Close
// frees them. Projects have their own: see Project.Compilers.
func OpenCompilers(options Options) *compile.Set {
	return compile.Open(compile.Options{Dir: options.Dir, Node: options.Node, Environment: options.Environment, Development: options.Development, Host: &compileHost{options.Dir, options.Development}})
}

// compileHost does for the project's compilers what esbuild does.
type compileHost struct {
	dir         string
	development bool
}

// Bundle is compile.Host's.
func (h *compileHost) Bundle(file string, standIns map[string]string) (code []byte, files []string, err error) {
	place := func(path string) string {
		return "var __filename = " + quote(path) + ", __dirname = " + quote(filepath.Dir(path)) + "\n"
	}
	plugin := api.Plugin{Name: "deskjs-config", Setup: func(build api.PluginBuild) {
		build.OnResolve(api.OnResolveOptions{Filter: `^[^./#]`}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
			if args.Kind == api.ResolveEntryPoint || filepath.IsAbs(args.Path) {
				return api.OnResolveResult{}, nil
			}
			if standIn := standIns[args.Path]; standIn != "" {
				return api.OnResolveResult{Path: standIn, External: true}, nil
			}
			return api.OnResolveResult{Path: args.Path, External: true}, nil
		})
	}}
	result := api.Build(api.BuildOptions{
		LogLevel: api.LogLevelSilent, AbsWorkingDir: h.dir, EntryPoints: []string{file}, Bundle: true, Metafile: true, Plugins: []api.Plugin{plugin},
		Format: api.FormatESModule, Platform: api.PlatformNode, Target: api.ESNext, Outfile: "config.mjs", Charset: api.CharsetUTF8,
		Banner: map[string]string{"js": "import { createRequire as __createRequire } from 'node:module'\nconst require = __createRequire(" + quote(file) + ")\n" + place(file)},
		Define: map[string]string{"import.meta.url": quote(fileURL(file)), "import.meta.dirname": "__dirname", "import.meta.filename": "__filename"},
	})
	if len(result.Errors) > 0 {
		return nil, nil, diag.New(messagesOf(diag.SeverityError, h.dir, result.Errors)...)
	}
	project := &Project{options: Options{Dir: h.dir}}
	return result.OutputFiles[0].Contents, project.inputsOf(result.Metafile), nil
}

// fileURL is the file: URL of an absolute path.
func fileURL(path string) string {
	slashed := filepath.ToSlash(path)
	if !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed
	}
	return "file://" + strings.NewReplacer("%", "%25", " ", "%20", "#", "%23", "?", "%3F").Replace(slashed)
}

// Strip is compile.Host's.
func (h *compileHost) Strip(file, loader, code string) (out, sourceMap string, err error) {
	settings := ""
	if loader == "angular" { // whose decorators are TypeScript's own, whatever tsconfig.json says
		loader, settings = "ts", `{"compilerOptions":{"experimentalDecorators":true,"useDefineForClassFields":false}}`
	}
	kind, ok := loaders[loader]
	if !ok {
		return "", "", errors.New("there is no loader " + quote(loader))
	}
	if hasJSX(file) { // as the project's tsconfig.json says
		made, messages := PlainModule(h.dir, file, []byte(code), h.development)
		if len(messages) > 0 {
			return "", "", diag.New(messages...)
		}
		return string(made), "", nil
	}
	result := api.Transform(code, api.TransformOptions{
		LogLevel: api.LogLevelSilent, Loader: kind, Target: api.ESNext, Charset: api.CharsetUTF8, JSX: api.JSXAutomatic,
		Sourcemap: api.SourceMapExternal, SourcesContent: api.SourcesContentInclude, Sourcefile: file,
		TsconfigRaw: settings,
	})
	if len(result.Errors) > 0 {
		return "", "", diag.New(messagesOf(diag.SeverityError, h.dir, result.Errors)...)
	}
	return string(result.Code), string(result.Map), nil
}

// Resolve is compile.Host's.
func (h *compileHost) Resolve(specifier, importer string) (path string, external bool) {
	plugin := api.Plugin{Name: "deskjs-resolve", Setup: func(build api.PluginBuild) {
		build.OnStart(func() (api.OnStartResult, error) {
			found := build.Resolve(specifier, api.ResolveOptions{Importer: importer, ResolveDir: filepath.Dir(importer), Kind: api.ResolveJSImportStatement})
			if len(found.Errors) == 0 {
				path, external = found.Path, found.External
			}
			return api.OnStartResult{}, nil
		})
	}}
	api.Build(api.BuildOptions{
		LogLevel: api.LogLevelSilent, AbsWorkingDir: h.dir, Stdin: &api.StdinOptions{Contents: ""}, Bundle: true, Plugins: []api.Plugin{plugin}, Platform: api.PlatformBrowser,
	})
	return path, external
}
