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

// preloadsOf lists the preload scripts of windows, each once.
func preloadsOf(windows []payload.Window) []string {
	var scripts []string
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
	options.Plugins = append([]api.Plugin{preloadPlugin}, options.Plugins...)
	return options
}

// preloadPlugin gives preload scripts what only they may import.
var preloadPlugin = api.Plugin{Name: "deskjs-preload", Setup: func(build api.PluginBuild) {
	const namespace = "deskjs-preload"
	build.OnResolve(api.OnResolveOptions{Filter: "^(electron(/renderer)?|deskjs)$"}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
		return api.OnResolveResult{Path: "electron", Namespace: namespace}, nil
	})
	build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: namespace}, func(api.OnLoadArgs) (api.OnLoadResult, error) {
		return api.OnLoadResult{Contents: &bridge.PreloadSource, Loader: api.LoaderJS}, nil
	})
}}
