package bundler

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/internal/payload"
)

// preloadsOf lists the preload scripts of windows, and those that the backend names, each once.
func (p *Project) preloadsOf(windows []payload.Window) []string {
	scripts := slices.Clone(p.preloadScripts)
	for _, window := range windows {
		if window.Preload != "" && !slices.Contains(scripts, window.Preload) {
			scripts = append(scripts, window.Preload)
		}
	}
	return scripts
}

// buildPreloads builds each preload script as one classic script, with what it imports.
func (p *Project) buildPreloads(scripts []string) (map[string][]byte, []diag.Message) {
	files := map[string][]byte{}
	if len(scripts) == 0 {
		p.preloads.dispose()
		p.preloads.inputs = nil
		return files, nil
	}
	result, messages := p.run(&p.preloads, p.environmentKey()+strings.Join(scripts, "\n"), func() api.BuildOptions { return p.preloadOptions(scripts) })
	for _, file := range result.OutputFiles {
		name, err := filepath.Rel(p.options.Dir, file.Path)
		if err != nil {
			continue // every output is below the directory that was asked for
		}
		if filepath.Ext(name) == ".css" {
			messages = append(messages, diag.Message{Severity: diag.SeverityWarning, Text: "a preload script imports a style sheet, which nothing loads", Hint: "import it in a script of the page"})
			continue
		}
		files[filepath.ToSlash(name)] = file.Contents
	}
	return files, messages
}

func (p *Project) preloadOptions(scripts []string) api.BuildOptions {
	options := p.frontendOptions(nil)
	for _, script := range scripts {
		output := strings.TrimSuffix(payload.PreloadName(script), ".js")
		options.EntryPointsAdvanced = append(options.EntryPointsAdvanced, api.EntryPoint{InputPath: "./" + script, OutputPath: output})
	}
	options.Format = api.FormatIIFE
	options.Splitting = false
	// There is no address that a map or a file could be loaded from.
	options.Sourcemap = api.SourceMapNone
	for extension := range options.Loader {
		options.Loader[extension] = api.LoaderDataURL
	}
	options.Inject = []string{sandboxGlobals, sandboxBuffer}
	options.Plugins = append([]api.Plugin{p.preloadPlugin()}, options.Plugins...)
	return options
}

// sandboxGlobals and sandboxBuffer are the modules that have what a preload script has as globals, and injectedGlobals and injectedBuffer their names: what
// a script doesn't use isn't there.
const (
	sandboxGlobals  = "deskjs:globals"
	sandboxBuffer   = "deskjs:buffer"
	injectedBuffer  = "export { Buffer } from " + `"buffer"` + "\n"
	injectedGlobals = "export { process, global, setImmediate, clearImmediate } from " + `"globals"` + "\n"
)

// preloadPlugin gives preload scripts what only they may import.
func (p *Project) preloadPlugin() api.Plugin {
	return api.Plugin{Name: "deskjs-preload", Setup: func(build api.PluginBuild) {
		const namespace, sandbox, refused = "deskjs-preload", "deskjs-sandbox", "deskjs-refused"
		build.OnResolve(api.OnResolveOptions{Filter: "^(electron(/renderer|/common)?|deskjs)$"}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
			return api.OnResolveResult{Path: "electron", Namespace: namespace}, nil
		})
		build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: namespace}, func(api.OnLoadArgs) (api.OnLoadResult, error) {
			return api.OnLoadResult{Contents: &bridge.PreloadSource, Loader: api.LoaderJS}, nil
		})
		build.OnResolve(api.OnResolveOptions{Filter: "^(node:)?(buffer|events|timers|url)$|^globals$|^" + sandboxGlobals + "$|^" + sandboxBuffer + "$"}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
			name := strings.TrimPrefix(args.Path, "node:")
			if name == "globals" && args.Namespace != sandbox {
				return api.OnResolveResult{}, nil // a package
			}
			return api.OnResolveResult{Path: name, Namespace: sandbox, SideEffects: api.SideEffectsFalse}, nil
		})
		build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: sandbox}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
			source := bridge.SandboxModules[args.Path]
			switch args.Path {
			case sandboxGlobals:
				source = injectedGlobals
			case sandboxBuffer:
				source = injectedBuffer
			}
			return api.OnLoadResult{Contents: &source, Loader: api.LoaderJS}, nil
		})
		// A preload script of Electron that asks for more of Node gets Electron's own error, when it comes to that.
		build.OnResolve(api.OnResolveOptions{Filter: "^(node:|[a-z_]+(/|$))"}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
			name, prefixed := strings.CutPrefix(args.Path, "node:")
			if p.electron == nil || args.PluginData == resolving || !prefixed && !nodeBuiltins[name] {
				return api.OnResolveResult{}, nil
			}
			if !prefixed { // a package may have the name
				result := build.Resolve(args.Path, api.ResolveOptions{
					Importer: args.Importer, Namespace: args.Namespace, ResolveDir: args.ResolveDir, Kind: args.Kind, PluginData: resolving,
				})
				if len(result.Errors) == 0 && result.Namespace == "file" {
					return api.OnResolveResult{Path: result.Path}, nil
				}
			}
			result := api.OnResolveResult{Path: name, Namespace: refused}
			if !fromPackage(args.Importer) {
				result.Warnings = []api.Message{{Detail: diag.Message{
					Severity: diag.SeverityWarning, Text: "preload scripts run in a sandbox, which has no module " + quote(name) + ": require throws when it comes to that",
					Hint: "do it in the main process, and ask for it with ipcRenderer.invoke",
				}}}
			}
			return result, nil
		})
		build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: refused}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
			source := "throw new Error(" + quote("module not found: "+args.Path+" (preload scripts run in a sandbox, without Node: do it in the main process, and ask for it with ipcRenderer.invoke)") + ")\n"
			return api.OnLoadResult{Contents: &source, Loader: api.LoaderJS}, nil
		})
	}}
}
